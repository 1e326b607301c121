"""Types that callers of an SDK name, and the two values that mean "not given"."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, Literal, Protocol, TypeVar, overload

from ._transport.base import AsyncTransport as AsyncTransport
from ._transport.base import Transport as Transport

__all__ = [
    "NOT_GIVEN",
    "AsyncHttpClient",
    "AsyncHttpxClient",
    "AsyncTransport",
    "Base64FileInput",
    "Body",
    "FileContent",
    "FileTypes",
    "Headers",
    "HttpClient",
    "HttpxClient",
    "NoneType",
    "NotGiven",
    "Omit",
    "Query",
    "SequenceNotStr",
    "Timeout",
    "Transport",
    "not_given",
    "omit",
]

_T_co = TypeVar("_T_co", covariant=True)


class NotGiven:
    """The type of `not_given`: a parameter that was left out, where `None` has a meaning of its own."""

    __slots__ = ()

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "NOT_GIVEN"


not_given = NotGiven()
NOT_GIVEN = not_given


class Omit:
    """The type of `omit`: a parameter that is not sent. As the value of a header it removes a default one."""

    __slots__ = ()

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "omit"


omit = Omit()


class Timeout:
    """Limits of time in seconds; `None` means no limit.

    `total` bounds an attempt (connecting, headers and a buffered body), `connect` the connection alone, and `idle` the
    silence between two pieces of a stream or a download. What is left out keeps the client's own value. `read`,
    `write` and `pool` are accepted for the sake of programs that were written for httpx: the largest of them and
    `connect` bounds the attempt where `total` is not given.
    """

    __slots__ = ("connect", "idle", "total")

    total: float | None | NotGiven
    connect: float | None | NotGiven
    idle: float | None | NotGiven

    def __init__(
        self,
        total: float | None | NotGiven = not_given,
        *,
        connect: float | None | NotGiven = not_given,
        read: float | None | NotGiven = not_given,
        write: float | None | NotGiven = not_given,
        pool: float | None | NotGiven = not_given,
        idle: float | None | NotGiven = not_given,
        timeout: float | None | NotGiven = not_given,
    ) -> None:
        if isinstance(total, NotGiven):
            total = timeout
        parts = [part for part in (read, write, pool, connect) if not isinstance(part, NotGiven)]
        if isinstance(total, NotGiven) and not all(
            isinstance(part, NotGiven) for part in (read, write, pool)
        ):
            known = [part for part in parts if part is not None]
            total = max(known) if len(known) == len(parts) else None
        self.total = total
        self.connect = connect
        self.idle = idle

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Timeout):
            return NotImplemented
        return (self.total, self.connect, self.idle) == (other.total, other.connect, other.idle)

    def __hash__(self) -> int:
        return hash((self.total, self.connect, self.idle))

    def __repr__(self) -> str:
        given = [(name, getattr(self, name)) for name in ("total", "connect", "idle")]
        return f"Timeout({', '.join(f'{name}={value!r}' for name, value in given if value is not not_given)})"


class SequenceNotStr(Protocol[_T_co]):
    """A sequence of values that is not a text: `str` is a sequence of `str`, too, and rarely meant as one."""

    @overload
    def __getitem__(self, index: int, /) -> _T_co: ...
    @overload
    def __getitem__(self, index: slice, /) -> Sequence[_T_co]: ...
    def __contains__(self, value: object, /) -> bool: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[_T_co]: ...
    def index(self, value: Any, start: int = 0, stop: int = ..., /) -> int: ...
    def count(self, value: Any, /) -> int: ...
    def __reversed__(self) -> Iterator[_T_co]: ...


class HttpxClient(Protocol):
    """The part of an `httpx.Client` that is used."""

    @property
    def build_request(self) -> Callable[..., Any]: ...
    @property
    def send(self) -> Callable[..., Any]: ...
    def close(self) -> None: ...


class AsyncHttpxClient(Protocol):
    """The part of an `httpx.AsyncClient` that is used."""

    @property
    def build_request(self) -> Callable[..., Any]: ...
    @property
    def send(self) -> Callable[..., Awaitable[Any]]: ...
    async def aclose(self) -> None: ...


NoneType = type(None)
HttpClient = HttpxClient | Transport
"""What `http_client` takes: an HTTP client of httpx, or any object that sends requests."""
AsyncHttpClient = AsyncHttpxClient | AsyncTransport
"""What `http_client` takes: an HTTP client of httpx, or any object that sends requests."""
Headers = Mapping[str, str | Omit | None]
Query = Mapping[str, object]
Body = object
FileContent = IO[bytes] | bytes | os.PathLike[str] | Iterable[bytes] | AsyncIterable[bytes]
FileTypes = (
    FileContent
    | tuple[str | None, FileContent]
    | tuple[str | None, FileContent, str | None]
    | tuple[str | None, FileContent, str | None, Mapping[str, str]]
)
"""A file: its content, or a tuple of name, content, content type and headers."""
Base64FileInput = IO[bytes] | bytes
"""Content that is sent as Base64."""
