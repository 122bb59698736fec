"""What the server answers when it refuses a call, in Telegram's own words where they are known."""

import math
from typing import Any


class Refusal(Exception):
    """A call that is refused; `expected` ones can happen to a bot that does nothing wrong."""

    def __init__(
        self,
        code: int,
        description: str,
        *,
        parameters: dict[str, int] | None = None,
        expected: bool = False,
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters
        self.expected = expected

    def as_json(self) -> dict[str, Any]:
        """Return the body of the answer."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str, *, expected: bool = False) -> Refusal:
    """Return a 400 with the reason in the usual form."""
    return Refusal(400, f"Bad Request: {reason}", expected=expected)


def forbidden(reason: str, *, expected: bool = True) -> Refusal:
    """Return a 403 with the reason in the usual form."""
    return Refusal(403, f"Forbidden: {reason}", expected=expected)


def conflict(reason: str) -> Refusal:
    """Return a 409 with the reason in the usual form."""
    return Refusal(409, f"Conflict: {reason}")


def unauthorized() -> Refusal:
    """Return the answer to a well-formed but wrong token."""
    return Refusal(401, "Unauthorized")


def not_found() -> Refusal:
    """Return the answer to an unknown method or a malformed token."""
    return Refusal(404, "Not Found")


def too_many_requests(seconds: float) -> Refusal:
    """Return a 429 that asks to wait, in whole seconds and at least one."""
    wait = max(1, math.ceil(seconds - 1e-9))
    return Refusal(
        429,
        f"Too Many Requests: retry after {wait}",
        parameters={"retry_after": wait},
        expected=True,
    )


def migrated(new_id: int) -> Refusal:
    """Return the answer for a group that has become a supergroup."""
    return Refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        parameters={"migrate_to_chat_id": new_id},
        expected=True,
    )


def stale_query() -> Refusal:
    """Return the answer for a callback query that is unknown, answered or too old."""
    return bad_request(
        "query is too old and response timeout expired or query ID is invalid", expected=True
    )


def not_modified() -> Refusal:
    """Return the answer to an edit that changes nothing."""
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message",
        expected=True,
    )
