"""Sends through an HTTP client of httpx, or of anything with its interface, that the caller brought along."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from .base import RawRequest, RawResponse, TransportError

_INFINITY = float("inf")
# What the library must add by itself; all else is as the SDK says.
_KEPT = frozenset(("host", "content-length", "transfer-encoding", "connection"))


def _build(client: Any, request: RawRequest) -> Any:
    own = client.build_request(
        request.method, request.origin + request.target, headers=dict(request.headers), content=request.body
    )
    for name in [name for name in own.headers if name not in request.headers and name not in _KEPT]:
        del own.headers[name]
    left = None if request.guard is None else request.guard.left()
    if left is not None and left <= 0:
        raise TransportError("timeout", "No answer came in time")
    limit = None if left == _INFINITY else left
    connect = request.connect_timeout
    connect = limit if connect is None or (limit is not None and limit < connect) else connect
    own.extensions = {
        **own.extensions,
        "timeout": {"connect": connect, "read": limit, "write": limit, "pool": limit},
    }
    return own


def _translate(error: Exception, request: RawRequest) -> TransportError | None:
    """The library's error as ours; None for what is none of its transport."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if not names & {"TransportError", "StreamError", "HTTPError"}:
        return error if isinstance(error, TransportError) else None
    request.sent = not names & {"ConnectError", "ConnectTimeout", "PoolTimeout", "UnsupportedProtocol"}
    if "ConnectTimeout" in names:
        kind = "connect-timeout"
    elif "TimeoutException" in names:
        kind = "timeout"
    elif "ConnectError" in names:
        kind = "connect"
    else:
        kind = "protocol" if "ProtocolError" in names else "read"
    return TransportError(kind, str(error) or type(error).__name__)


def _version(reply: Any) -> str:
    version: str = getattr(reply, "http_version", "HTTP/1.1")
    return version


class _Given:
    def __init__(self, client: Any) -> None:
        self._client = client
        self._seen: set[str] = set()

    def _response(self, request: RawRequest, reply: Any, body: Any) -> RawResponse:
        self._seen.add(request.origin)
        read_already = getattr(reply, "is_stream_consumed", False)
        return RawResponse(
            reply.status_code,
            reply.headers.raw,
            body(reply, request, read_already),
            getattr(reply, "reason_phrase", ""),
            _version(reply),
            decoded=read_already,
        )


class GivenTransport(_Given):
    """A client of httpx, blocking."""

    def handle(self, request: RawRequest) -> RawResponse:
        # The library does not say which connection it took: an earlier request could have left one open.
        request.reused = request.origin in self._seen
        try:
            own = _build(self._client, request)
            request.sent = True
            reply = self._client.send(own, stream=True, follow_redirects=False, auth=None)
        except Exception as error:
            found = _translate(error, request)
            if found is None or found is error:
                raise
            raise found from error
        if request.guard is not None:
            request.guard.stream = _Closer(reply)
        return self._response(request, reply, GivenBody)

    def close(self) -> None:
        self._client.close()


class _Closer:
    def __init__(self, reply: Any) -> None:
        self._reply = reply

    def shutdown(self) -> None:
        stream = self._reply.extensions.get("network_stream")
        sock = stream.get_extra_info("socket") if stream is not None else None
        if sock is not None:
            from .sockets import SocketStream

            SocketStream(sock).shutdown()


class GivenBody:
    """The body of a response of the caller's client."""

    def __init__(self, reply: Any, request: RawRequest, read_already: bool) -> None:
        self._reply = reply
        self._request = request
        self._iterator: Iterator[bytes] = iter((reply.content,)) if read_already else reply.iter_raw()

    def chunk(self) -> bytes:
        guard = self._request.guard
        if guard is not None and guard.left() <= 0:
            self.close()
            raise TransportError("timeout", "No answer came in time")
        try:
            for piece in self._iterator:
                if piece:
                    return piece
        except Exception as error:
            found = _translate(error, self._request)
            if found is None or found is error:
                raise
            raise found from error
        return b""

    def close(self) -> None:
        self._reply.close()


class AsyncGivenTransport(_Given):
    """A client of httpx."""

    async def handle(self, request: RawRequest) -> RawResponse:
        request.reused = request.origin in self._seen
        try:
            own = _build(self._client, request)
            request.sent = True
            reply = await self._client.send(own, stream=True, follow_redirects=False, auth=None)
        except Exception as error:
            found = _translate(error, request)
            if found is None or found is error:
                raise
            raise found from error
        return self._response(request, reply, AsyncGivenBody)

    async def aclose(self) -> None:
        await self._client.aclose()


class AsyncGivenBody:
    """The body of a response of the caller's client."""

    def __init__(self, reply: Any, request: RawRequest, read_already: bool) -> None:
        self._reply = reply
        self._request = request
        self._iterator: AsyncIterator[bytes] = _once(reply.content) if read_already else reply.aiter_raw()

    async def chunk(self) -> bytes:
        try:
            async for piece in self._iterator:
                if piece:
                    return piece
        except Exception as error:
            found = _translate(error, self._request)
            if found is None or found is error:
                raise
            raise found from error
        return b""

    async def aclose(self) -> None:
        await self._reply.aclose()


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
