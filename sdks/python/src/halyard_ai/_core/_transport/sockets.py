"""The network of the blocking pool: every wait ends with its call's own timers, and close() wakes it."""

from __future__ import annotations

import select
import socket
import ssl
from typing import TYPE_CHECKING, Any, cast

from .base import RawRequest, TransportError
from .core import http_core

if TYPE_CHECKING:
    from ..proxy import Proxies, Proxy

_INFINITY = float("inf")


class SocketStream:
    """One connection."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._request: RawRequest | None = None
        self._served = 0

    def read(self, max_bytes: int, timeout: Any = None) -> bytes:
        request = cast("RawRequest | None", timeout)
        sock = self._sock
        sock.settimeout(_left(request))
        try:
            data = sock.recv(max_bytes)
        except TimeoutError:
            raise TransportError("timeout", "No answer came in time") from None
        except OSError as error:
            raise TransportError("read", _text(error)) from error
        except ValueError:
            # Another thread closed the socket.
            raise TransportError("read", "The connection was closed") from None
        if data and request is not None:
            request.answered = True
        return data

    def write(self, buffer: bytes, timeout: Any = None) -> None:
        if not buffer:
            return
        request = cast("RawRequest | None", timeout)
        if request is not None and self._request is not request:
            self._request = request
            self._served += 1
            request.reused = self._served > 1
            request.sent = True
            _wait_on(request, self)
        sock = self._sock
        sock.settimeout(_left(request))
        try:
            sock.sendall(buffer)
        except TimeoutError:
            raise TransportError("timeout", "The request was not taken in time") from None
        except OSError as error:
            # The engine goes on to read what the server may have answered.
            raise http_core().WriteError(_text(error)) from error

    def close(self) -> None:
        self._sock.close()

    def shutdown(self) -> None:
        """Wakes whoever waits for this connection; from any thread."""
        try:
            # Of a TLS socket, too, only the connection below: its own shutdown would wait.
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)
        except OSError:
            return

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: Any = None
    ) -> Any:
        request = cast("RawRequest | None", timeout)
        try:
            self._sock.settimeout(_left(request, connecting=True))
            if isinstance(self._sock, ssl.SSLSocket):
                from .tunnel import TunnelSocket

                self._sock = cast("socket.socket", TunnelSocket(self._sock, ssl_context, server_hostname))
            else:
                self._sock = ssl_context.wrap_socket(self._sock, server_hostname=server_hostname)
        except TimeoutError:
            self.close()
            raise _connect_timeout() from None
        except OSError as error:
            self.close()
            raise TransportError("tls", _text(error)) from error
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object":
            return self._sock if hasattr(self._sock, "selected_alpn_protocol") else None
        if info == "is_readable":
            return _is_readable(self._sock)
        return self._sock if info == "socket" else None


class Network:
    """Makes connections, directly or through a proxy."""

    def __init__(self, proxies: Proxies | None, scheme: str, context: ssl.SSLContext | None) -> None:
        self._proxies = proxies
        self._scheme = scheme
        self._context = context

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: Any = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> SocketStream:
        request = cast("RawRequest | None", timeout)
        proxy = self._proxies.find(self._scheme, host, port) if self._proxies is not None else None
        if proxy is None:
            return SocketStream(_connect(host, port, request))
        stream = SocketStream(_connect(proxy.host, proxy.port, request))
        try:
            _tunnel(stream, proxy, (host, port), request)
        except BaseException:
            stream.close()
            raise
        return stream

    def sleep(self, seconds: float) -> None:
        raise NotImplementedError


def _tunnel(stream: SocketStream, proxy: Proxy, server: tuple[str, int], request: RawRequest | None) -> None:
    """Every request goes through a tunnel, plain http too, so that the proxy sees no credential of the API."""
    if proxy.secure:
        from .tls import default_context

        stream.start_tls(default_context(http_core()), proxy.host, request)
    sock: Any = getattr(stream, "_sock")  # noqa: B009
    try:
        sock.settimeout(_left(request, connecting=True))
        sock.sendall(proxy.connect_request(*server))
        answer = b""
        while b"\r\n\r\n" not in answer and len(answer) < 65536:
            # One byte at a time: what follows the answer belongs to the server behind the proxy.
            piece = sock.recv(1)
            if not piece:
                raise TransportError("connect", "The proxy closed the connection")
            answer += piece
    except TimeoutError:
        raise _connect_timeout() from None
    except OSError as error:
        raise TransportError("connect", _text(error)) from error
    check_tunnel(answer)


def check_tunnel(answer: bytes) -> None:
    """Raises TransportError when the proxy has made no tunnel."""
    parts = answer.split(b" ", 2)
    status = parts[1] if len(parts) > 1 else b""
    if not status[:3].isdigit() or not 200 <= int(status[:3]) < 300:
        raise TransportError(
            "connect", f"The proxy answered {status[:3].decode('latin-1', 'replace') or 'no HTTP'}"
        )


def _connect(host: str, port: int, request: RawRequest | None) -> socket.socket:
    end = _left(request, connecting=True)
    try:
        addresses = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TransportError("connect", _text(error)) from error
    failure: OSError | None = None
    begun = _now()
    for family, kind, protocol, _, address in addresses:
        sock = socket.socket(family, kind, protocol)
        try:
            left = None if end is None else end - (_now() - begun)
            if left is not None and left <= 0:
                raise TimeoutError
            sock.settimeout(left)
            if request is not None:
                _wait_on(request, SocketStream(sock))
            sock.connect(address)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return sock
        except TimeoutError:
            sock.close()
            raise _connect_timeout() from None
        except OSError as error:
            sock.close()
            failure = error
    raise TransportError("connect", _text(failure)) from failure


def _wait_on(request: RawRequest, stream: SocketStream) -> None:
    guard = request.guard
    if guard is not None:
        guard.stream = stream
        if guard.reason is not None:
            raise TransportError("read", "The call has ended")


def _now() -> float:
    from time import monotonic

    return monotonic()


def _left(request: RawRequest | None, connecting: bool = False) -> float | None:
    """Seconds for the next wait; None for no limit."""
    if request is None or request.guard is None:
        return None
    left: float = request.guard.left()
    if left <= 0:
        raise TransportError("timeout", "No answer came in time")
    if connecting and request.connect_timeout is not None:
        left = min(left, request.connect_timeout)
    return None if left == _INFINITY else left


def _connect_timeout() -> TransportError:
    return TransportError("connect-timeout", "The connection was not made in time")


def _is_readable(sock: Any) -> bool:
    number = sock.fileno()
    if number < 0:
        return True
    if not hasattr(select, "poll"):
        return bool(select.select([number], [], [], 0)[0])
    poll = select.poll()
    poll.register(number, select.POLLIN)
    return bool(poll.poll(0))


def _text(error: BaseException | None) -> str:
    return str(error) or type(error).__name__
