"""One call of a method: its attempts, until one is good enough or all hope is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from sys import modules
from time import monotonic
from typing import TYPE_CHECKING, Any

from .._transport.base import RawRequest, RawResponse, TransportError
from ..auth import AuthTarget, ClientCredentials, Credential
from ..body import EncodedBody, encode_body
from ..building import build_headers, build_url, choose_credentials, new_uuid
from ..call_state import CallState
from ..errors import APIClosedError
from ..headers import ResponseHeaders, present
from ..middleware import MiddlewareRequest
from ..redirects import MAX_HOPS, REDIRECTS, redirect, refused
from ..retry import retry_after, retry_wanted
from ..secrets import public_headers, scrub
from ..settings import timeouts
from ..trace import CallTrace, TraceInfo, new_trace_id, new_traceparent, start_spans
from ..url import split_url
from ._io import Cancelled, Guard, pieces, resolve
from .held import AsyncHeldBody, discard, read_all, read_some
from .response import AsyncAPIResponse, open_call, value_of

if TYPE_CHECKING:
    from ..options import RequestOptions
    from ..plan import PageRequest
    from .client import AsyncAPIClient

_ERROR_BYTES = 1024 * 1024
_IDEMPOTENT = frozenset(("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"))
_NONE: frozenset[str] = frozenset()


class AsyncCall(CallState):
    """One call. What a generated method says comes as keywords; what the caller says, in `options`."""

    __slots__ = ()

    client: AsyncAPIClient
    guard: Guard

    def __init__(
        self,
        client: AsyncAPIClient,
        method: str,
        template: str,
        *,
        cast_to: Any = None,
        optional: bool = False,
        unwrap: str | None = None,
        stream: Any = None,
        page: PageRequest | None = None,
        mode: str | None = None,
        options: RequestOptions | None,
        path: Mapping[str, object] | None,
        query: Mapping[str, object] | None,
        headers: Mapping[str, object] | None,
        cookies: Mapping[str, object] | None,
        styles: Mapping[str, Any] | None,
        body: object,
        has_body: bool,
        content_type: str | None,
        fields: Mapping[str, Any] | None,
        accept: str,
        security: Sequence[Sequence[str]] | None,
        keyed: bool,
        idempotent: bool | None,
        server: str | None,
        url: str | None,
        timeout_s: float | None,
        unread: bool,
        secrets: Iterable[str] = (),
        token_request: bool = False,
    ) -> None:
        core = client.core
        if core.shared.closed:
            raise APIClosedError("The client is closed")
        self.client = client
        self.cast_to = cast_to
        self.optional = optional
        self.unwrap = unwrap
        self.accept = accept
        self.stream = stream
        self.page = page
        self.mode = mode
        self.method = method
        self.template = template
        self.options = options
        self.unread = unread
        self.token_request = token_request
        self.secrets: set[str] = set(secrets)
        self.attempts = self._retries = self._last_cost = 0
        self.budget_exhausted = self._resent = self._body_begun = False
        self._refused: frozenset[str] | None = None
        self._sending: RawRequest | None = None
        self._source_error: BaseException | None = None
        self.held: AsyncHeldBody | None = None
        self.content = b""
        self.headers = build_headers(core, options, headers, cookies, styles, accept, keyed, token_request)
        self.origin, self.target, self.foreign = build_url(
            core, template, path, query, styles, options, server, url, has_body, token_request
        )
        key = self.headers.get(core.idempotency_name)
        self.keyed = key is not None
        self.idempotent = key is not None or (method in _IDEMPOTENT if idempotent is None else idempotent)
        self.credentials: Sequence[Credential] = (
            () if self.foreign else choose_credentials(core, security, self.headers)
        )
        self._timeout, self._connect, self._idle = core.timeout, core.connect_timeout, core.idle_timeout
        if timeout_s is not None:
            self._timeout = timeout_s
        self._deadline = core.deadline
        self.event_idle = core.event_idle_timeout
        if options is not None:
            self._timeout, self._connect, self._idle = timeouts(
                options.timeout, self._timeout, self._connect, self._idle
            )
            if options.deadline is not None:
                self._deadline = options.deadline
            if options.idle_timeout is not None:
                self._idle = options.idle_timeout
            if options.event_idle_timeout is not None:
                self.event_idle = options.event_idle_timeout
        self.body: EncodedBody | None = None
        if has_body:
            # Encoded once a call; every attempt starts the same bytes.
            self.body = encoded = encode_body(body, content_type, fields)
            if encoded.content_type is not None and "content-type" not in self.headers:
                self.headers["content-type"] = encoded.content_type
        self.trace_id: str | None = None
        self.spans: CallTrace | None = None
        if core.tracing:
            if "opentelemetry.trace" in modules:
                info = TraceInfo(core.name, core.version, method, template, self.origin, self.target)
                self.spans = start_spans(info)
            self.trace_id = self.spans.trace_id if self.spans is not None else new_trace_id()

    async def run(self) -> Any:
        """Sends the request until it succeeds, and makes of the response what the method promises."""
        await self.send()
        if self.mode is not None:
            return AsyncAPIResponse[Any](self)
        if self.held is None:
            return value_of(self, self.content)
        return await open_call(self)

    async def send(self) -> AsyncCall:
        """Sends the request until it succeeds. The response is in `reply`, its body in `content` or `held`."""
        guard = self.guard = Guard(self.client.core.shared.active, self._deadline)
        try:
            while True:
                delay = await self._attempt()
                if delay is None:
                    return self
                if delay > 0:
                    guard.arm(None)
                    await guard.sleep(delay)
        except Cancelled as cancelled:
            late = guard.caught()
            error = self.complete(self.expired(None)) if late else cancelled
            self.over(error)
            if not late:
                raise
        except BaseException as failure:
            error = self.complete(failure)
            self.over(error)
            if error is failure:
                raise
        raise error

    def again(self, headers: Mapping[str, str]) -> AsyncCall:
        """The same call once more, with other headers."""
        call = copy(self)
        call.headers = {**self.headers, **{name.lower(): value for name, value in headers.items()}}
        given = self.options.extra_headers if self.options is not None else None
        if "x-client-request-id" not in {name.lower() for name in given or ()}:
            call.headers["x-client-request-id"] = new_uuid()
        call.attempts = call._retries = call._last_cost = 0
        call.budget_exhausted = call._resent = False
        call._refused = call._sending = call.held = None
        if call.trace_id is not None:
            call.trace_id = new_trace_id()
        return call

    async def _attempt(self) -> float | None:
        """One attempt: the seconds to wait before the next, or None when the call is done."""
        guard = self.guard
        core = self.client.core
        if guard.reason is not None:
            raise guard.reason
        headers = self.headers.copy()
        extra = ""
        if self.credentials:
            target = AuthTarget(headers, self.secrets)
            for credential in self.credentials:
                value = credential.value
                if isinstance(value, str):
                    credential.write(target, value)
                else:
                    await self._ask(credential, target)
            if target.query:
                extra = "&".join(target.query)
        timeout = self._timeout
        left = guard.left_of_call()
        if timeout is None or left < timeout:
            timeout = None if left == float("inf") else max(0.001, left)
        if "x-sdkwright-retry-count" not in headers:
            headers["x-sdkwright-retry-count"] = str(self.attempts)
        # The deadline is the call's, and no business of the token endpoint.
        told = self._timeout if self.token_request else timeout
        if told is not None and "x-sdkwright-timeout" not in headers:
            headers["x-sdkwright-timeout"] = _seconds(told)
        trace = None
        if self.trace_id is not None:
            if self.spans is not None:
                trace = self.spans.attempt(self.attempts)
            # Trace context and baggage go to the API's own servers only.
            if not self.foreign and not self.token_request and "traceparent" not in headers:
                if trace is not None:
                    trace.inject(headers)
                else:
                    headers["traceparent"] = new_traceparent(self.trace_id)
        self.attempts += 1
        started = monotonic() if core.log is not None else 0.0
        status: int | None = None
        failure: BaseException | None = None
        # From here to the end of a buffered body.
        guard.arm(timeout)
        token = trace.enter() if trace is not None else None
        try:
            request = self._prepare(headers, extra)
            if core.middleware:
                reply = await self._through(0, self._described(request))
            else:
                self._sending = request
                reply = await core.transport(request.origin).handle(request)
                request.answered = True
                if reply.status in REDIRECTS:
                    reply = await self._follow(request, reply)
            status = reply.status
            if reply.status < 300:
                await self._accept(reply)
                return None
            return await self._refuse(reply)
        except Cancelled as error:
            failure = error
            if not guard.caught():
                raise
            return self._failed(self.expired(timeout))
        except TransportError as error:
            failure = error
            return self._failed(self.lost(error, timeout))
        except BaseException as error:
            failure = error
            if self._source_error is not None and self._source_error is not error:
                raise self._source_error from None
            raise
        finally:
            if self.held is None:
                guard.disarm()
            if trace is not None:
                trace.leave(token)
                trace.end(status, failure)
            if core.log is not None:
                core.log.attempt(self.method, self.origin, self.target, status, monotonic() - started)

    async def _ask(self, credential: Credential, target: AuthTarget) -> None:
        """Writes a credential whose secret somebody else has: the caller's function, or the token endpoint."""
        self.guard.arm(None)
        value = credential.value
        if value is not None and not isinstance(value, str):
            credential.write(target, await resolve(value))
        elif isinstance(credential, ClientCredentials):
            tokens = self.client.core.shared.tokens_of(credential)
            try:
                secret = await tokens.get(self.client, credential, self.guard, self._refused or _NONE)
            except TimeoutError as error:
                raise self.expired(None) from error
            credential.write(target, secret)

    def _start_body(self, headers: dict[str, str | None]) -> Any:
        body = self.body
        if body is None:
            return None
        if body.content is not None:
            return body.content
        if body.length is not None and "content-length" not in headers:
            headers["content-length"] = str(body.length)
        return pieces(body, self._begin_body, self._source_failed)

    def _prepare(self, headers: dict[str, str | None], extra: str) -> RawRequest:
        core = self.client.core
        target = self.target
        if extra:
            target += ("&" if "?" in target else "?") + extra
        body = self._start_body(headers) if self.body is not None else None
        own = present(headers)
        if self.foreign:
            own = public_headers(own, core.secret_names)
        if core.log is not None:
            shown = None if self.token_request else body
            core.log.traffic(self.method, (self.origin, self.target), None, own.items(), shown, self.secrets)
        return RawRequest(self.method, self.origin, target, own, body, self._connect, self.guard)

    async def _through(self, at: int, request: MiddlewareRequest) -> RawResponse:
        """Through the middleware to the network."""
        middleware = self.client.core.middleware
        if at < len(middleware):

            async def following(changed: MiddlewareRequest) -> RawResponse:
                return await self._through(at + 1, changed)

            answered: RawResponse = await middleware[at](request, following)
            return answered
        origin, target = split_url(request.url)
        raw = RawRequest(
            request.method, origin, target, request.headers, request.body, self._connect, self.guard
        )
        self._sending = raw
        reply: RawResponse = await self.client.core.transport(origin).handle(raw)
        raw.answered = True
        return await self._follow(raw, reply) if reply.status in REDIRECTS else reply

    async def _follow(self, request: RawRequest, reply: RawResponse) -> RawResponse:
        """Follows redirects, on every transport alike."""
        core = self.client.core
        hops = 0
        while reply.status in REDIRECTS:
            reply.url = request.url
            try:
                following = redirect(request, reply, core.secret_names, self.token_request)
                if following is None:
                    return reply
                if hops == MAX_HOPS:
                    raise refused(f"there were {MAX_HOPS} before it")
            except BaseException:
                await reply.body.aclose()
                raise
            left = self.guard.left()
            await discard(reply, self.guard)
            self.guard.arm(left if left != float("inf") else None)
            request = following
            hops += 1
            self._sending = request
            reply = await core.transport(request.origin).handle(request)
            request.answered = True
        reply.url = request.url
        return reply

    async def _accept(self, reply: RawResponse) -> None:
        """A success: buffered within the attempt, or handed over unread."""
        core = self.client.core
        self.reply = reply
        if self.unread:
            self.guard.disarm()
            self.guard.leave()
            self.held = AsyncHeldBody(self, reply, self._idle, core.max_response_bytes)
        else:
            whole = getattr(reply.body, "whole", None)
            content: bytes | None = whole() if whole is not None and reply.encoding is None else None
            if content is None or len(content) > core.max_response_bytes:
                content = await read_all(reply, core.max_response_bytes, content or b"")
                await reply.body.aclose()
            self.content = content
            self.over(None)
        core.shared.budget.refund(self._last_cost)
        if core.log is not None:
            shown = None if self.token_request else self.content
            core.log.traffic(
                self.method, (self.origin, self.target), reply.status, reply.headers, shown, self.secrets
            )

    async def _refuse(self, reply: RawResponse) -> float:
        """An unsuccessful status: the seconds before a retry; else raises the typed error."""
        status = reply.status
        core = self.client.core
        headers = ResponseHeaders(reply.headers)
        if status == 401 and self._can_refresh():
            self._refused = frozenset(self.secrets)
            await discard(reply, self.guard)
            return 0.0
        asked = retry_after(headers)
        throttled = status == 429 or status == 503
        retry = retry_wanted(status, headers, core.retry_statuses, self.idempotent, asked)
        text: str | None = None
        if self.keyed:
            if status == 422:
                retry = False
            elif status == 409 and not retry and headers.get("x-should-retry") != "false":
                text = await self._error_text(reply)
                lower = text.lower()
                retry = "idempot" in lower and not any(
                    part in lower for part in ("reus", "mismatch", "differ")
                )
        delay = self._delay(throttled, asked) if retry else None
        if delay is None:
            if text is None:
                text = await self._error_text(reply)
            raise self._status_error(reply, text, asked)
        if text is None:
            begun = monotonic()
            await discard(reply, self.guard)
            delay = max(0.0, delay - (monotonic() - begun)) if asked is None else delay
        return delay

    async def _error_text(self, reply: RawResponse) -> str:
        """What the server said, at most 1 MiB of it, without secrets."""
        content = b""
        try:
            content = await read_some(reply, _ERROR_BYTES)
        except Cancelled:
            if not self.guard.caught():
                raise
        if self.guard.reason is not None:
            raise self.guard.reason
        return scrub(content.decode("utf-8-sig", "replace"), self.secrets)


def _seconds(seconds: float) -> str:
    """Seconds without needless decimals."""
    whole = int(seconds)
    return str(whole) if whole == seconds else f"{seconds:.3f}".rstrip("0").rstrip(".")
