"""Every error that newsdesk raises on purpose.

NewsdeskError
├── ConfigurationError      a setting is unknown, ill-typed or contradicts another
├── NotConfigured           a setting that this needs has no value
├── UsageError              the person asked for something that makes no sense
│   └── Busy                    more is asked than can wait
│       └── Stopping                newsdesk is ending
├── ModelError              a model file or model service is missing, broken or refuses
├── IngestError             one source cannot become an article (the rest of the batch goes on)
├── LedgerError             what was answered and spent cannot be read or written
│   ├── ReceiptNotFound         no receipt has this id
│   ├── BudgetSpent             a language model may not be asked now: the budget is used up
│   └── GuildNotAllowed         the operator has not allowed this Discord server
└── LibraryError            the library cannot do what was asked
    ├── LibraryEmpty            there is nothing to ask
    ├── LibraryIncompatible     built by another model, setting or version
    ├── LibraryBusy             another process is writing
    ├── LibraryReadOnly         the folder or file cannot be written
    ├── LibraryFull             the disk (or quota) is full
    ├── LibraryDamaged          what is stored cannot be read or is not what was written
    └── ArticleNotFound         no article has this id

A message says what happened, with what value, and what to do next. It never holds a key or an article's body.
Only front ends catch these, and they show them.
"""


class NewsdeskError(Exception):
    """Base of all errors that newsdesk raises on purpose."""


class ConfigurationError(NewsdeskError):
    """A setting is unknown, ill-typed or contradicts another."""


class NotConfigured(NewsdeskError):
    """A setting that this needs has no value."""


class UsageError(NewsdeskError):
    """The request itself makes no sense."""


class Busy(UsageError):
    """More is asked than can wait; it may be asked again later."""


class Stopping(Busy):
    """newsdesk is ending; it may be asked again when it is back."""


class ModelError(NewsdeskError):
    """A model file or a model service is missing, broken or refuses."""


class IngestError(NewsdeskError):
    """One source cannot become an article; the rest of the batch goes on."""


class LedgerError(NewsdeskError):
    """The ledger cannot do what was asked."""


class ReceiptNotFound(LedgerError):
    """No receipt has this id."""


class BudgetSpent(LedgerError):
    """The budget of an answer, of a caller, of a group or of the day is used up."""


class GuildNotAllowed(LedgerError):
    """The operator has not allowed this Discord server."""


class LibraryError(NewsdeskError):
    """The library cannot do what was asked."""


class LibraryEmpty(LibraryError):
    """There is nothing to ask."""


class LibraryIncompatible(LibraryError):
    """The library was built by another model, setting or version."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class LibraryReadOnly(LibraryError):
    """The library's folder or file cannot be written."""


class LibraryFull(LibraryError):
    """The disk or quota that holds the library is full."""


class LibraryDamaged(LibraryError):
    """What is stored cannot be read or is not what was written."""


class ArticleNotFound(LibraryError):
    """No article in the library has this id."""
