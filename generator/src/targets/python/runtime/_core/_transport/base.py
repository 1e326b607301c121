"""The interface between the runtime and whatever carries its requests."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Mapping, Sequence
from typing import Any, Protocol, cast

_REQUEST_IDS = frozenset((b"x-request-id", b"request-id", "x-request-id", "request-id"))

Content = bytes | Iterable[bytes] | AsyncIterable[bytes] | None


class RawRequest:
    """One request, ready for the wire.

    `headers` has lower-case names. `connect_timeout` is in seconds. `guard` bounds every wait: a blocking transport
    asks `guard.left()` before each one, an asynchronous one is cancelled.
    """

    __slots__ = (
        "answered",
        "body",
        "connect_timeout",
        "guard",
        "headers",
        "method",
        "origin",
        "reused",
        "sent",
        "target",
    )

    def __init__(
        self,
        method: str,
        origin: str,
        target: str,
        headers: Mapping[str, str],
        body: Content = None,
        connect_timeout: float | None = None,
        guard: Any = None,
    ) -> None:
        self.method = method
        self.origin = origin
        self.target = target
        self.headers = headers
        self.body = body
        self.connect_timeout = connect_timeout
        self.guard = guard
        self.sent = False
        """True as soon as any byte of it may have left."""
        self.reused = False
        """True when it went out on a connection that had served before."""
        self.answered = False
        """True as soon as any byte of a response came."""

    @property
    def url(self) -> str:
        return self.origin + self.target


class RawBody(Protocol):
    """The bytes of a response as they arrive, still encoded."""

    def chunk(self) -> bytes:
        """The next piece; nothing at the end."""
        ...

    def close(self) -> None:
        """Ends the response; when it was not read to its end, its connection, too."""
        ...


class AsyncRawBody(Protocol):
    """The bytes of a response as they arrive, still encoded."""

    async def chunk(self) -> bytes: ...
    async def aclose(self) -> None: ...


class RawResponse:
    """What a transport answers; `body` is not read yet.

    `headers` may be pairs of bytes, as they came: they become texts when somebody asks. `decoded`: the transport has
    undone `content-encoding`.
    """

    __slots__ = ("_headers", "body", "decoded", "http_version", "reason", "status", "url")

    def __init__(
        self,
        status: int,
        headers: Sequence[tuple[bytes, bytes]] | Sequence[tuple[str, str]],
        body: Any,
        reason: str = "",
        http_version: str = "HTTP/1.1",
        decoded: bool = False,
    ) -> None:
        self.status = status
        self._headers: Any = headers
        self.body: Any = body
        self.reason = reason
        self.http_version = http_version
        self.decoded = decoded
        self.url = ""

    @property
    def headers(self) -> Sequence[tuple[str, str]]:
        """Names in lower case, and values, in their order."""
        found = self._headers
        if found and isinstance(found[0][0], bytes):
            found = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in found]
            self._headers = found
        return cast("Sequence[tuple[str, str]]", found)

    @property
    def encoding(self) -> str | None:
        """The codings that are to be undone."""
        if self.decoded:
            return None
        for name, value in self._headers:
            # Of all names only the few of this length are looked at.
            if len(name) == 16 and name.lower() in (b"content-encoding", "content-encoding"):
                return value.decode("latin-1") if isinstance(value, bytes) else value
        return None

    @property
    def request_id(self) -> str | None:
        """The server's id of the request."""
        for name, value in self._headers:
            if len(name) in (10, 12) and name.lower() in _REQUEST_IDS:
                return value.decode("latin-1") if isinstance(value, bytes) else value
        return None


class TransportError(Exception):
    """No response: `kind` is connect, tls, timeout, write, read or protocol."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Transport(Protocol):
    """Sends requests, blocking. Failures are TransportErrors; `request.sent` and `request.reused` say how far it came."""

    def handle(self, request: RawRequest) -> RawResponse: ...
    def close(self) -> None: ...


class AsyncTransport(Protocol):
    """Sends requests. Failures are TransportErrors; `request.sent` and `request.reused` say how far it came."""

    async def handle(self, request: RawRequest) -> RawResponse: ...
    async def aclose(self) -> None: ...
