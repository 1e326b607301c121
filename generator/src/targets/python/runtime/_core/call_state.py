"""What a call knows, and what it decides without waiting: one for both halves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ._transport.base import RawRequest, RawResponse, TransportError
from .errors import APIConnectionError, APIError, APITimeoutError, status_error
from .headers import ResponseHeaders, present
from .middleware import MiddlewareRequest
from .outcome import RequestInfo, ResponseInfo, parse_loose, request_id_of
from .retry import backoff, retry_cost
from .secrets import public_headers, scrub, scrub_cause

if TYPE_CHECKING:
    from .auth import Credential
    from .body import EncodedBody
    from .options import RequestOptions
    from .trace import CallTrace


class CallState:
    """The state of one call. Its halves send, wait and read; what comes of that is judged here."""

    __slots__ = (
        "_body_begun",
        "_connect",
        "_deadline",
        "_idle",
        "_last_cost",
        "_refused",
        "_resent",
        "_retries",
        "_sending",
        "_source_error",
        "_timeout",
        "accept",
        "attempts",
        "body",
        "budget_exhausted",
        "cast_to",
        "client",
        "content",
        "credentials",
        "event_idle",
        "foreign",
        "guard",
        "headers",
        "held",
        "idempotent",
        "keyed",
        "method",
        "mode",
        "optional",
        "options",
        "origin",
        "page",
        "reply",
        "secrets",
        "spans",
        "stream",
        "target",
        "template",
        "token_request",
        "trace_id",
        "unread",
        "unwrap",
    )

    client: Any
    """The client of the half that sends."""
    guard: Any
    """The guard of the half that waits."""
    options: RequestOptions | None
    method: str
    template: str
    origin: str
    target: str
    headers: dict[str, str | None]
    body: EncodedBody | None
    credentials: Sequence[Credential]
    idempotent: bool
    reply: RawResponse
    secrets: set[str]
    spans: CallTrace | None
    trace_id: str | None
    attempts: int
    budget_exhausted: bool
    _body_begun: bool
    _deadline: float | None
    _last_cost: int
    _refused: frozenset[str] | None
    _resent: bool
    _retries: int
    _sending: RawRequest | None
    _source_error: BaseException | None
    _timeout: float | None

    @property
    def operation(self) -> str:
        """Method and path of the operation, for messages."""
        return f"{self.method} {self.template}"

    def _source_failed(self, error: Exception) -> None:
        self._source_error = error

    def _begin_body(self) -> None:
        self._body_begun = True

    def _can_resend(self) -> bool:
        return self.body is None or self.body.replayable or not self._body_begun

    def _can_refresh(self) -> bool:
        fresh = self._refused is None and any(credential.refreshable for credential in self.credentials)
        return fresh and self._can_resend() and not self.client.core.shared.closed

    def _described(self, request: RawRequest) -> MiddlewareRequest:
        headers = dict(request.headers)
        return MiddlewareRequest(request.method, request.url, headers, request.body, self.attempts - 1)

    def over(self, error: BaseException | None) -> None:
        """The call is over, by whatever way."""
        self.guard.release()
        if self.spans is not None:
            self.spans.end(error)
            self.spans = None

    def _status_error(self, reply: RawResponse, text: str, asked: float | None) -> APIError:
        secrets = self.secrets
        pairs = [(name, scrub(value, secrets)) for name, value in reply.headers] if secrets else reply.headers
        response = self.info(reply, pairs, text.encode("utf-8", "replace"))
        error = status_error(response, scrub(reply.reason, secrets), parse_loose(text))
        error.retry_after = asked
        return error

    def _failed(self, error: APIError) -> float:
        """After a transport failure: the seconds before a retry; else raises the error."""
        if self._source_error is not None:
            raise self._source_error
        guard = self.guard
        if guard.reason is not None:
            raise guard.reason
        if guard.left_of_call() <= 0 or not isinstance(error, APIConnectionError):
            raise error
        sending = self._sending
        self._sending = None
        # A reset of a connection that had served before says nothing about the server, as long as no answer came.
        stale = (
            sending is not None
            and sending.reused
            and not sending.answered
            and not isinstance(error, APITimeoutError)
        )
        if stale and not self._resent and self.idempotent and self._can_resend():
            self._resent = True
            return 0.0
        delay = (
            self._delay(False, None)
            if self.idempotent or (sending is not None and not sending.sent)
            else None
        )
        if delay is None:
            raise error
        return delay

    def _delay(self, throttled: bool, asked: float | None) -> float | None:
        """The pause before a retry; None when there may be none."""
        core = self.client.core
        limit = core.max_retries
        if self.options is not None and self.options.max_retries is not None:
            limit = self.options.max_retries
        if self._retries >= limit or not self._can_resend():
            return None
        # Never sooner than asked; a little later, so that clients do not return all at once.
        delay = backoff(self._retries, throttled) if asked is None else asked + backoff(0, True) / 2
        if (asked or 0.0) > core.max_retry_delay or delay > self.guard.left_of_call():
            return None
        cost = retry_cost(throttled)
        if not core.shared.budget.take(cost):
            self.budget_exhausted = True
            return None
        self._last_cost = cost
        self._retries += 1
        return delay

    def lost(self, cause: TransportError, timeout: float | None = None) -> APIError:
        """A transport's error as the SDK's; never a raw one."""
        ended: APIError | None = self.guard.reason
        if ended is not None:
            return ended
        if cause.kind == "timeout":
            return self.expired(timeout)
        if cause.kind == "connect-timeout":
            return APITimeoutError("The connection was not made in time")
        error = APIConnectionError(f"Connection error: {scrub(str(cause), self.secrets)}")
        error.__cause__ = scrub_cause(cause, self.secrets)
        return error

    def expired(self, timeout: float | None) -> APIError:
        """The error of whichever timer ran out."""
        ended: APIError | None = self.guard.reason
        if ended is not None:
            return ended
        if self._deadline is not None and self.guard.left_of_call() <= 0:
            return APITimeoutError(f"The call took more than {self._deadline:g} s")
        limit = timeout if timeout is not None else self._timeout
        return APITimeoutError(f"No whole response came within {limit or 0:g} s")

    def request_info(self) -> RequestInfo:
        """What may be shown of the request."""
        headers = public_headers(present(self.headers), self.client.core.secret_names)
        return RequestInfo(self.method, self.origin, self.target, headers)

    def info(
        self, reply: RawResponse | None = None, pairs: Any = None, content: bytes | None = None
    ) -> ResponseInfo:
        """What an error may show of the response."""
        reply = reply or self.reply
        request = self.request_info()
        return ResponseInfo(
            reply, ResponseHeaders(reply.headers if pairs is None else pairs), request, content
        )

    def complete(self, error: BaseException) -> BaseException:
        """Tells an error what the call knows."""
        if not isinstance(error, APIError) or error.attempts:
            return error
        error.attempts = self.attempts
        error.trace_id = self.trace_id
        error.budget_exhausted = self.budget_exhausted
        if error.request is None:
            error.request = self.request_info()
        headers: ResponseHeaders | None = getattr(error, "headers", None)
        if headers is not None and error.request_id is None:
            error.request_id = request_id_of(headers)
        return error
