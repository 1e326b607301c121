"""TLS inside TLS: an https server behind an https proxy."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from functools import partial
from typing import TypeVar

_T = TypeVar("_T")
_RECORD = 16384


class TunnelSocket:
    """The part of a socket that a connection needs, over a socket that is encrypted itself."""

    def __init__(self, outer: ssl.SSLSocket, context: ssl.SSLContext, server_hostname: str | None) -> None:
        self._outer = outer
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._inner = context.wrap_bio(self._incoming, self._outgoing, server_hostname=server_hostname)
        self._perform(self._inner.do_handshake)

    def _perform(self, step: Callable[[], _T]) -> _T:
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                self._flush()
                data = self._outer.recv(_RECORD)
                if data:
                    self._incoming.write(data)
                else:
                    self._incoming.write_eof()
            except ssl.SSLWantWriteError:
                self._flush()
            else:
                self._flush()
                return result

    def _flush(self) -> None:
        data = self._outgoing.read()
        if data:
            self._outer.sendall(data)

    def recv(self, size: int) -> bytes:
        try:
            return self._perform(lambda: self._inner.read(size))
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
            return b""

    def sendall(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[self._perform(partial(self._inner.write, view)) :]

    def selected_alpn_protocol(self) -> str | None:
        return self._inner.selected_alpn_protocol()

    def settimeout(self, seconds: float | None) -> None:
        self._outer.settimeout(seconds)

    def fileno(self) -> int:
        return self._outer.fileno()

    def shutdown(self, how: int) -> None:
        self._outer.shutdown(how)

    def close(self) -> None:
        self._outer.close()
