"""What the articles say to each sentence of a text that somebody wrote: the same, something else, or nothing.

`message` takes the text apart, `checker` looks each sentence up and proves it as answers are proved, `contradiction`
tells another figure, day, name or a denial from a sentence on something else. Nothing here asks a language model.
"""

from bot.answering.checking.checked import Check, Checked, Verdict

__all__ = ["Check", "Checked", "Verdict"]
