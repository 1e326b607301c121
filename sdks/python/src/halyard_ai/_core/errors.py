"""What a call can raise.

APIError                          the base of all: a refused call, a closed client, what has no class below
├─ APIStatusError                 the server answered with another status than success
│  ├─ BadRequestError             400
│  ├─ AuthenticationError         401
│  ├─ PermissionDeniedError       403
│  ├─ NotFoundError               404
│  ├─ ConflictError               409
│  ├─ UnprocessableEntityError    422
│  ├─ RateLimitError              429
│  └─ InternalServerError         500 and above
├─ APIConnectionError             no whole response
│  ├─ APITimeoutError             an attempt's, an idle timer or a deadline ran out
│  └─ APIStreamInterruptedError   a stream ended without its terminator
├─ APIClosedError                 the client was closed, before the call or under it
├─ APIStreamEventError            the stream brought an error event; `body` is its data
├─ APIResponseValidationError     a success that is no JSON or, in strict mode, not what the API promised
├─ APIResponseTooLargeError       more (decompressed) bytes than `max_response_bytes`
└─ WebhookVerificationError       a webhook that does not verify
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from .headers import ResponseHeaders


def _shape(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


class APIError(Exception):
    """The base of every error that the SDK raises on purpose."""

    message: str
    """What went wrong, in one sentence."""
    body: object
    """The body: parsed JSON, or text; at most 1 MiB of it."""
    code: str | None
    """The API's own name of the error."""
    type: str | None
    """The API's own kind of the error."""
    request: Any
    """Method and address of the last attempt, without any secret."""
    request_id: str | None
    """The server's id of the request: quote it to support."""
    trace_id: str | None
    """W3C trace id of the call."""
    attempts: int
    """How often the request was sent."""
    budget_exhausted: bool
    """True when a retry was due but the client's retry budget was empty."""

    def __init__(self, message: str, request: object = None, *, body: object = None) -> None:
        super().__init__(message)
        self.message = message
        self.request = request
        self.request_id = None
        self.trace_id = None
        self.attempts = 0
        self.budget_exhausted = False
        self.set_body(body)

    def set_body(self, body: object) -> None:
        """Takes what the server said, and reads the error's names in it."""
        outer = _shape(body)
        inner = _shape(outer.get("error"))
        self.body = body
        self.code = _text(inner.get("code")) or _text(outer.get("code")) or _text(outer.get("error"))
        self.type = _text(inner.get("type")) or _text(outer.get("type"))

    def __reduce__(self) -> tuple[Any, ...]:
        # An error that crosses processes keeps its class and what it knows, but no open response.
        state = {name: value for name, value in self.__dict__.items() if name not in ("response", "headers")}
        return (_restore, (type(self), self.args, state))


def _restore(kind: type[APIError], args: tuple[Any, ...], state: dict[str, Any]) -> APIError:
    error = kind.__new__(kind)
    Exception.__init__(error, *args)
    error.__dict__.update(state)
    return error


class APIConnectionError(APIError):
    """No whole response came."""

    def __init__(self, message: str = "Connection error", request: object = None) -> None:
        super().__init__(message, request)


class APITimeoutError(APIConnectionError):
    """A timer ran out before the response was complete."""

    def __init__(self, message: object = "The request timed out", request: object = None) -> None:
        super().__init__(message if isinstance(message, str) else "The request timed out", request)


class APIStreamInterruptedError(APIConnectionError):
    """A stream ended without its terminator: it is not complete."""


class APIClosedError(APIError):
    """The client was closed."""


class APIStreamEventError(APIError):
    """The stream brought an error event."""

    headers: ResponseHeaders | None = None


class _WithResponse(APIError):
    response: Any
    """The response that this came in, for its status, address and headers."""
    headers: ResponseHeaders
    status_code: int
    problem: Mapping[str, object] | None
    """RFC 9457 members, when the body is a problem."""
    retry_after: float | None
    """Seconds that the server asked to wait."""

    def __init__(self, message: str, *, response: Any, body: object = None) -> None:
        super().__init__(message, getattr(response, "request", None), body=body)
        self.response = response
        self.headers = response.headers
        self.status_code = response.status_code
        self.retry_after = None

    def set_body(self, body: object) -> None:
        super().set_body(body)
        outer = _shape(body)
        self.problem = outer if _text(outer.get("title")) or _text(outer.get("detail")) else None


class APIResponseValidationError(_WithResponse):
    """A success that is not what was promised; `body` is the text."""

    def __init__(self, response: Any, body: object, *, message: str | None = None) -> None:
        super().__init__(
            message or "Data returned by API invalid for expected schema.", response=response, body=body
        )


class APIResponseTooLargeError(APIError):
    """The response has more bytes than the client takes."""


class WebhookVerificationError(APIError):
    """A webhook that does not verify."""


class APIStatusError(_WithResponse):
    """The server answered with another status than success."""


class BadRequestError(APIStatusError):
    """400"""


class AuthenticationError(APIStatusError):
    """401"""


class PermissionDeniedError(APIStatusError):
    """403"""


class NotFoundError(APIStatusError):
    """404"""


class ConflictError(APIStatusError):
    """409"""


class UnprocessableEntityError(APIStatusError):
    """422"""


class RateLimitError(APIStatusError):
    """429"""


class InternalServerError(APIStatusError):
    """500 and above"""


_BY_STATUS: Mapping[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def explain(body: object) -> str | None:
    """What the body says went wrong; HTML pages and long texts say nothing."""
    if isinstance(body, str):
        text = body.strip()
        return None if text.startswith("<") else text[:300]
    outer = _shape(body)
    inner = _shape(outer.get("error"))
    for found in (
        inner.get("message"),
        outer.get("message"),
        outer.get("detail"),
        outer.get("error_description"),
        outer.get("error"),
        outer.get("title"),
    ):
        if isinstance(found, str) and found:
            return found[:1000]
    return None


def status_error(response: Any, reason: str, body: object) -> APIStatusError:
    """The typed error of a response."""
    status: int = response.status_code
    kind = _BY_STATUS.get(status) or (InternalServerError if status >= 500 else APIStatusError)
    why = explain(body) or reason or "status code (no body)"
    return kind(f"{status} {why}", response=response, body=body)
