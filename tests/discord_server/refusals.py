"""Discord's own errors, with the codes that bots branch on."""

from typing import Any


class Refused(Exception):
    """A request that Discord answers with an error."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} (code {code}): {message}")
        self.status = status
        self.code = code
        self.body: dict[str, Any] = {"code": code, "message": message} | ({"errors": errors} if errors else {})


def unauthorized() -> Refused:
    return Refused(401, 0, "401: Unauthorized")


def unknown(thing: str) -> Refused:
    """`thing`: Channel, Guild, Member, Message, User, Webhook, Interaction."""
    return Refused(404, _UNKNOWN[thing], f"Unknown {thing}")


def missing_access() -> Refused:
    return Refused(403, 50001, "Missing Access")


def missing_permissions() -> Refused:
    return Refused(403, 50013, "Missing Permissions")


def not_the_author() -> Refused:
    return Refused(403, 50005, "Cannot edit a message authored by another user")


def no_messages_from_you() -> Refused:
    return Refused(403, 50007, "Cannot send messages to this user")


def empty_message() -> Refused:
    return Refused(400, 50006, "Cannot send an empty message")


def token_expired() -> Refused:
    return Refused(401, 50027, "Invalid Webhook Token")


def already_acknowledged() -> Refused:
    return Refused(400, 40060, "Interaction has already been acknowledged.")


def thread_exists() -> Refused:
    return Refused(400, 160004, "A thread has already been created for this message")


def locked() -> Refused:
    return Refused(400, 50083, "Thread is archived")


def invalid(field: str, problem: str) -> Refused:
    """A body that breaks a rule; `field` is a path such as `components.0.label`."""
    errors: dict[str, Any] = {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH", "message": problem}]}
    for part in reversed(field.split(".")):
        errors = {part: errors}
    return Refused(400, 50035, "Invalid Form Body", errors)


_UNKNOWN = {
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "User": 10013,
    "Webhook": 10015,
    "Interaction": 10062,
}
