"""The transport of the asynchronous client where aiohttp is not installed, and through proxies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, cast

from .base import RawRequest, RawResponse, TransportError
from .core import KEEP_IDLE, MAX_CONNECTIONS, MAX_IDLE, core_request, http_core, translate

if TYPE_CHECKING:
    from ..proxy import Proxies, Proxy


class AsyncPoolTransport:
    """A connection pool for servers of one scheme."""

    def __init__(self, scheme: str, proxies: Proxies | None) -> None:
        from .tls import default_context

        core = http_core()
        self._pool: Any = core.AsyncConnectionPool(
            ssl_context=default_context(core) if scheme == "https" else None,
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_IDLE,
            keepalive_expiry=KEEP_IDLE,
            network_backend=AsyncNetwork(core.AnyIOBackend(), proxies, scheme),
        )
        self._known: tuple[type[Exception], ...] = (
            core.TimeoutException,
            core.NetworkError,
            core.ProtocolError,
            core.ProxyError,
            TransportError,
        )

    async def handle(self, request: RawRequest) -> RawResponse:
        try:
            reply = await self._pool.handle_async_request(core_request(request, request.body))
        except self._known as error:
            raise translate(error, request) from error
        extensions = reply.extensions
        return RawResponse(
            reply.status,
            reply.headers,
            AsyncPoolBody(reply, request, self._known),
            extensions.get("reason_phrase", b"").decode("latin-1"),
            extensions.get("http_version", b"HTTP/1.1").decode("latin-1"),
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


class AsyncPoolBody:
    """The body of a response of the pool."""

    __slots__ = ("_iterator", "_known", "_reply", "_request")

    def __init__(self, reply: Any, request: RawRequest, known: tuple[type[Exception], ...]) -> None:
        self._reply = reply
        self._request = request
        self._known = known
        self._iterator: AsyncIterator[bytes] | None = None

    async def chunk(self) -> bytes:
        if self._iterator is None:
            self._iterator = cast("AsyncIterator[bytes]", self._reply.stream.__aiter__())
        try:
            async for piece in self._iterator:
                if piece:
                    return piece
        except self._known as error:
            raise translate(error, self._request) from error
        await self.aclose()
        return b""

    async def aclose(self) -> None:
        await self._reply.stream.aclose()


class AsyncNetwork:
    """Makes connections, directly or through a proxy."""

    def __init__(self, inner: Any, proxies: Proxies | None, scheme: str) -> None:
        self._inner = inner
        self._proxies = proxies
        self._scheme = scheme

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: Any = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> AsyncStream:
        request = cast("RawRequest", timeout)
        limit = request.connect_timeout
        proxy = self._proxies.find(self._scheme, host, port) if self._proxies is not None else None
        if proxy is None:
            return AsyncStream(await self._inner.connect_tcp(host, port, timeout=limit))
        stream = AsyncStream(await self._inner.connect_tcp(proxy.host, proxy.port, timeout=limit))
        try:
            await _tunnel(stream, proxy, (host, port), request)
        except BaseException:
            await stream.aclose()
            raise
        return stream

    async def sleep(self, seconds: float) -> None:
        raise NotImplementedError


async def _tunnel(stream: AsyncStream, proxy: Proxy, server: tuple[str, int], request: RawRequest) -> None:
    """Every request goes through a tunnel, plain http too, so that the proxy sees no credential of the API."""
    from .sockets import check_tunnel

    if proxy.secure:
        from .tls import default_context

        stream = await stream.start_tls(default_context(http_core()), proxy.host, request)
    inner: Any = stream.inner
    limit = request.connect_timeout
    await inner.write(proxy.connect_request(*server), timeout=limit)
    answer = b""
    while b"\r\n\r\n" not in answer and len(answer) < 65536:
        # One byte at a time: what follows the answer belongs to the server behind the proxy.
        piece: bytes = await inner.read(1, timeout=limit)
        if not piece:
            raise TransportError("connect", "The proxy closed the connection")
        answer += piece
    check_tunnel(answer)


class AsyncStream:
    """One connection; its waits end when their task is cancelled."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self._request: RawRequest | None = None
        self._served = 0

    async def read(self, max_bytes: int, timeout: Any = None) -> bytes:
        data: bytes = await self.inner.read(max_bytes)
        if data:
            cast("RawRequest", timeout).answered = True
        return data

    async def write(self, buffer: bytes, timeout: Any = None) -> None:
        request = cast("RawRequest", timeout)
        if self._request is not request:
            self._request = request
            self._served += 1
            request.reused = self._served > 1
            request.sent = True
        await self.inner.write(buffer)

    async def aclose(self) -> None:
        await self.inner.aclose()

    async def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: Any = None
    ) -> AsyncStream:
        request = cast("RawRequest", timeout)
        try:
            self.inner = await self.inner.start_tls(ssl_context, server_hostname, request.connect_timeout)
        except http_core().ConnectError as error:
            raise TransportError("tls", str(error) or type(error).__name__) from error
        return self

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)
