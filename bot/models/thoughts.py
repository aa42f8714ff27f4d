"""What a model thinks aloud before its reply, between <think> and </think>, is taken out as the reply comes.

Leaves out thoughts that the service sends in a field of their own; see openai_reply.py.
"""

OPEN, CLOSE = "<think>", "</think>"


class Thoughts:
    """Takes pieces of a reply and gives what is to be shown: no thoughts, and no blanks before the first word.

    >>> thoughts = Thoughts()
    >>> [thoughts.without(piece) for piece in ("<th", "ink>Hm.</thi", "nk>", " Yes", ", sir.")]
    ['', '', '', 'Yes', ', sir.']
    """

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False
        self._speaking = False

    def without(self, piece: str) -> str:
        """What of the text so far is new and can be shown."""
        if self._speaking:
            return piece
        self._held += piece
        while self._step():
            pass
        return self._release() if self._speaking else ""

    def rest(self) -> str:
        """What was held back when the reply ends; an open thought is lost."""
        return "" if self._thinking else self._release()

    def _step(self) -> bool:
        """Pass one mark, or find that more has to come before it is known what this is."""
        if self._thinking:
            _, closed, after = self._held.partition(CLOSE)
            self._thinking = not closed
            # A mark may be cut in two: keep as much as may be the first part of one.
            self._held = after if closed else self._held[-len(CLOSE) + 1 :]
            return bool(closed)
        self._held = self._held.lstrip()
        if self._held.startswith(OPEN):
            self._held, self._thinking = self._held[len(OPEN) :], True
            return True
        self._speaking = bool(self._held) and not OPEN.startswith(self._held)
        return False

    def _release(self) -> str:
        shown, self._held = self._held, ""
        return shown
