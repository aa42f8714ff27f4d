"""Whether a sentence says that something is so or that it is not."""

import re

_NEGATIVE = re.compile(
    r"\b(?:not|no|none|never|nobody|nothing|neither|nor|without|cannot|\w+n[’']t"
    r"|den(?:y|ies|ied)|reject(?:s|ed)?|refus(?:e|es|ed)|turned down|declined to|failed to|abandoned|ruled out"
    r"|far from|stopped short)\b"
)


def is_negative(text: str) -> bool:
    """Whether the text holds a negation. Two of them rarely mean yes: "he offered no proof of the claim they reject".

    >>> is_negative("It has never been sold"), is_negative("It was sold")
    (True, False)
    """
    return _NEGATIVE.search(text.casefold()) is not None
