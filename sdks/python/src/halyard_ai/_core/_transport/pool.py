"""The default transport of the blocking client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .base import RawRequest, RawResponse
from .core import KEEP_IDLE, MAX_CONNECTIONS, MAX_IDLE, core_request, http_core, translate

if TYPE_CHECKING:
    from ..proxy import Proxies


class PoolTransport:
    """A connection pool for servers of one scheme."""

    def __init__(self, scheme: str, proxies: Proxies | None) -> None:
        from .sockets import Network
        from .tls import default_context

        core = http_core()
        context = default_context(core) if scheme == "https" else None
        network: Any = Network(proxies, scheme, context)
        self._pool: Any = core.ConnectionPool(
            ssl_context=context,
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_IDLE,
            keepalive_expiry=KEEP_IDLE,
            network_backend=network,
        )

    def handle(self, request: RawRequest) -> RawResponse:
        try:
            reply = self._pool.handle_request(core_request(request, request.body))
        except Exception as error:
            if not isinstance(error, _known()):
                raise
            raise translate(error, request) from error
        extensions = reply.extensions
        return RawResponse(
            reply.status,
            reply.headers,
            PoolBody(reply, request),
            extensions.get("reason_phrase", b"").decode("latin-1"),
            extensions.get("http_version", b"HTTP/1.1").decode("latin-1"),
        )

    def close(self) -> None:
        # Those in use are closed by the threads that use them.
        for connection in self._pool.connections:
            if connection.is_idle():
                connection.close()


def _known() -> tuple[type[Exception], ...]:
    core = http_core()
    from .base import TransportError

    return (core.TimeoutException, core.NetworkError, core.ProtocolError, core.ProxyError, TransportError)


class PoolBody:
    """The body of a response of the pool."""

    __slots__ = ("_iterator", "_reply", "_request")

    def __init__(self, reply: Any, request: RawRequest) -> None:
        self._reply = reply
        self._request = request
        self._iterator: Iterator[bytes] | None = None

    def chunk(self) -> bytes:
        if self._iterator is None:
            self._iterator = iter(self._reply.stream)
        try:
            for piece in self._iterator:
                if piece:
                    return piece
        except Exception as error:
            if not isinstance(error, _known()):
                raise
            raise translate(error, self._request) from error
        self.close()
        return b""

    def close(self) -> None:
        self._reply.stream.close()
