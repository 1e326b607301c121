"""Streams of items: server-sent events, and lines of JSON."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from .errors import (
    APIConnectionError,
    APIError,
    APIResponseTooLargeError,
    APIStreamEventError,
    APIStreamInterruptedError,
    APITimeoutError,
    explain,
)
from .outcome import parse_loose
from .sse import LineParser, ServerSentEvent, SSEParser

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self

    from ._async.source import AsyncStreamSource
    from ._sync.source import StreamSource
    from .headers import ResponseHeaders
    from .outcome import ResponseInfo

__all__ = ["AsyncStream", "ServerSentEvent", "Stream", "StreamFormat", "jsonl", "sse"]

T = TypeVar("T")

_MAX_EVENT = 16 * 1024 * 1024
"""Bytes of one event where the caller sets no limit."""
_RECONNECT = 1.0
"""Seconds before reconnecting, where the server names none."""
_WAIT: Any = object()
_END: Any = object()


class StreamFormat:
    """How a stream is read: what `sse` and `jsonl` make."""

    __slots__ = (
        "accept",
        "cast_to",
        "error_events",
        "error_property",
        "parser",
        "refuses_whole",
        "terminator",
        "terminator_prefix",
    )

    def __init__(
        self,
        cast_to: Any,
        accept: str,
        parser: Callable[[str], Any],
        *,
        terminator: str | None = None,
        terminator_prefix: bool = False,
        error_events: Sequence[str] = (),
        error_property: str | None = None,
        refuses_whole: bool = True,
    ) -> None:
        self.cast_to = cast_to
        self.accept = accept
        self.parser = parser
        self.terminator = None if terminator is None else terminator.encode()
        self.terminator_prefix = terminator_prefix
        self.error_events = frozenset(error_events)
        self.error_property = error_property
        self.refuses_whole = refuses_whole

    def open(self, source: StreamSource) -> Stream[Any]:
        """The stream of a response."""
        return Stream(source, self)

    def open_async(self, source: AsyncStreamSource) -> AsyncStream[Any]:
        """The stream of a response."""
        return AsyncStream(source, self)


def sse(
    cast_to: Any,
    *,
    terminator: str | None = None,
    terminator_prefix: bool = False,
    error_events: Sequence[str] = ("error",),
    error_property: str | None = None,
) -> StreamFormat:
    """Reads `text/event-stream`.

    `terminator` is data that ends the stream when an event's data equals it whole, or begins with it where
    `terminator_prefix` is set; a stream that ends without it was interrupted. Without one the body's end is
    the end. `error_events` are names of events that mean a failure, and `error_property` a member whose
    presence means one.
    """
    return StreamFormat(
        cast_to,
        "text/event-stream",
        SSEParser,
        terminator=terminator,
        terminator_prefix=terminator_prefix,
        error_events=error_events,
        error_property=error_property,
    )


def jsonl(cast_to: Any, *, accept: str | None = None) -> StreamFormat:
    """Reads lines of JSON, also as JSON text sequences."""
    # An API may call its streams what it likes.
    return StreamFormat(
        cast_to,
        accept or "application/jsonl, application/x-ndjson",
        LineParser,
        refuses_whole=accept is None,
    )


class _Reader:
    """Turns the bytes of one stream into items."""

    __slots__ = ("_end", "_format", "_prefix", "at", "ended", "events", "parser", "source")

    def __init__(self, source: Any, format: StreamFormat) -> None:
        self.source = source
        self._format = format
        self.parser: Any = format.parser("")
        self.events: list[ServerSentEvent] = []
        self.at = 0
        self.ended = False
        self._prefix = format.terminator if format.terminator_prefix else None
        # Data that is no JSON ends a stream of JSON, promised or not.
        self._end = format.terminator or (b"[DONE]" if format.cast_to is not str else None)

    def feed(self, piece: bytes) -> None:
        """Takes the next bytes; none mean the end."""
        events = self.events
        events.clear()
        self.at = 0
        if piece:
            self.parser.feed(piece, events)
            limit = self.source.max_event_bytes or _MAX_EVENT
            # One whole event is in memory, so one without end would fill it.
            if self.parser.pending > limit:
                raise self.source.fail(
                    APIResponseTooLargeError(
                        f"One event of the stream has more than {limit} bytes (`max_event_bytes`)"
                    )
                )
            return
        self.ended = True
        self.parser.end(events)
        terminator = self._format.terminator
        # A server that leaves the blank line after its sentinel out has said it all the same.
        last = self.parser.data
        if (
            terminator is not None
            and last != terminator
            and not (self._prefix and last and last.startswith(self._prefix))
        ):
            raise self.source.fail(
                APIStreamInterruptedError(
                    f"The stream ended without '{terminator.decode()}': it is not complete"
                )
            )

    def take(self, raw: bool) -> Any:
        """The next item of what was fed; `_WAIT` for more bytes, `_END` at the sentinel."""
        if self.at == len(self.events):
            return _END if self.ended else _WAIT
        event = self.events[self.at]
        self.at += 1
        content = event.content
        prefix = self._prefix
        if content == self._end or (prefix is not None and content.startswith(prefix)):
            return _END
        if raw:
            return event
        format = self._format
        if event.event is not None and event.event in format.error_events and event.event != "message":
            raise self._failure(event, parse_loose(event.data))
        if format.cast_to is str:
            return event.data
        item = self.source.decode(format.cast_to, content)
        if format.error_property is not None:
            error = _property(item, format.error_property)
            if error is not None:
                raise self._failure(event, error)
        return item

    def _failure(self, event: ServerSentEvent, body: object) -> APIError:
        message = explain(body) or f"The stream brought the event '{event.event or 'message'}'"
        error = APIStreamEventError(message, body=body)
        error.headers = self.source.headers
        failure: APIError = self.source.fail(error)
        return failure

    def again(self) -> tuple[float, dict[str, str]]:
        """Seconds to wait before reconnecting, and the headers to do it with."""
        retry, last_id = self.parser.retry, self.parser.last_id
        headers = {"last-event-id": last_id} if last_id else {}
        return _RECONNECT if retry is None else retry / 1000, headers

    def resume(self, source: Any) -> None:
        """Goes on with another connection."""
        self.source = source
        self.parser = self._format.parser(self.parser.last_id)

    def patience(self) -> float | None:
        """When the next event is due."""
        idle: float | None = self.source.event_idle_timeout
        return None if idle is None else monotonic() + idle


def _property(item: Any, name: str) -> object:
    if isinstance(item, dict):
        return cast("dict[str, object]", item).get(name)
    return getattr(item, name, None)


def _within(due: float | None) -> float | None:
    return None if due is None else max(0.001, due - monotonic())


class _Base(Generic[T]):
    def __init__(self, source: Any, format: StreamFormat) -> None:
        self._reader = _Reader(source, format)
        self._origin = source
        self._state = "new"

    @property
    def response(self) -> ResponseInfo:
        """Status and headers of the response."""
        return cast("ResponseInfo", self._origin.info)

    @property
    def headers(self) -> ResponseHeaders:
        """The response's headers."""
        return cast("ResponseHeaders", self._origin.headers)

    @property
    def request_id(self) -> str | None:
        """The server's id of the request, for support."""
        return cast("str | None", self._origin.request_id)

    def _start(self) -> None:
        if self._state != "new":
            raise APIError("A stream can be read only once")
        self._state = "open"


class Stream(_Base[T]):
    """Items that arrive one by one: iterate over them once. Leaving the loop, `with` or `close()` ends the request."""

    def __init__(self, source: StreamSource, format: StreamFormat) -> None:
        super().__init__(source, format)

    def __iter__(self) -> Iterator[T]:
        self._start()
        return self._items(False)

    def events(self) -> Iterator[ServerSentEvent]:
        """The events as they came, with names and ids; error events are not raised. Reads the stream."""
        self._start()
        return self._items(True)

    def __next__(self) -> T:
        if self._state == "closed":
            raise StopIteration
        self._state = "open"
        try:
            item = self._next(False)
        except BaseException:
            self.close()
            raise
        if item is _END:
            self._finish()
            raise StopIteration
        return cast("T", item)

    def _items(self, raw: bool) -> Iterator[Any]:
        done = False
        try:
            while (item := self._next(raw)) is not _END:
                yield item
            done = True
        finally:
            if done:
                self._finish()
            else:
                self.close()

    def _next(self, raw: bool) -> Any:
        reader = self._reader
        item = reader.take(raw)
        due = reader.patience() if item is _WAIT else None
        while item is _WAIT:
            if self._state == "closed":
                return _END
            reader.feed(self._piece(_within(due)))
            item = reader.take(raw)
        return item

    def _piece(self, within: float | None) -> bytes:
        """The next bytes, over another connection where reconnecting was asked for and one breaks."""
        reader = self._reader
        source: StreamSource = reader.source
        reopen = source.reopen
        if reopen is None:
            return source.chunk(within)
        try:
            piece = source.chunk(within)
        except APIConnectionError:
            piece = b""
        while not piece:
            if self._state == "closed":
                return b""
            seconds, headers = reader.again()
            source.sleep(seconds)
            opened = reopen(headers)
            # Nothing more will come when a server says that there is no content.
            if opened.info.status_code == 204:
                opened.close()
                return b""
            reader.resume(opened)
            source = opened
            try:
                piece = source.chunk(source.event_idle_timeout)
            except APITimeoutError:
                raise
            except APIConnectionError:
                piece = b""
        return piece

    def _finish(self) -> None:
        """Nothing more is read after the sentinel. A response that ends by itself frees its connection."""
        if self._state != "closed":
            self._state = "closed"
            self._reader.source.finish()

    def close(self) -> None:
        """Ends the stream and its request. Can be called twice."""
        self._state = "closed"
        self._reader.source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncStream(_Base[T]):
    """Items that arrive one by one: iterate over them once. Leaving `async with`, or `close()`, ends the request."""

    def __init__(self, source: AsyncStreamSource, format: StreamFormat) -> None:
        super().__init__(source, format)

    def __aiter__(self) -> AsyncIterator[T]:
        self._start()
        return self._items(False)

    def events(self) -> AsyncIterator[ServerSentEvent]:
        """The events as they came, with names and ids; error events are not raised. Reads the stream."""
        self._start()
        return self._items(True)

    async def __anext__(self) -> T:
        if self._state == "closed":
            raise StopAsyncIteration
        self._state = "open"
        try:
            item = await self._next(False)
        except BaseException:
            await self.close()
            raise
        if item is _END:
            await self._finish()
            raise StopAsyncIteration
        return cast("T", item)

    async def _items(self, raw: bool) -> AsyncIterator[Any]:
        reader = self._reader
        done = False
        try:
            while True:
                item = reader.take(raw)
                if item is _WAIT:
                    item = await self._next(raw)
                if item is _END:
                    break
                yield item
            done = True
        finally:
            if done:
                await self._finish()
            else:
                await self.close()

    async def _next(self, raw: bool) -> Any:
        reader = self._reader
        item = reader.take(raw)
        due = reader.patience() if item is _WAIT else None
        while item is _WAIT:
            if self._state == "closed":
                return _END
            reader.feed(await self._piece(_within(due)))
            item = reader.take(raw)
        return item

    async def _piece(self, within: float | None) -> bytes:
        """The next bytes, over another connection where reconnecting was asked for and one breaks."""
        reader = self._reader
        source: AsyncStreamSource = reader.source
        reopen = source.reopen
        if reopen is None:
            return await source.chunk(within)
        try:
            piece = await source.chunk(within)
        except APIConnectionError:
            piece = b""
        while not piece:
            if self._state == "closed":
                return b""
            seconds, headers = reader.again()
            await source.sleep(seconds)
            opened = await reopen(headers)
            # Nothing more will come when a server says that there is no content.
            if opened.info.status_code == 204:
                await opened.aclose()
                return b""
            reader.resume(opened)
            source = opened
            try:
                piece = await source.chunk(source.event_idle_timeout)
            except APITimeoutError:
                raise
            except APIConnectionError:
                piece = b""
        return piece

    async def _finish(self) -> None:
        """Nothing more is read after the sentinel. A response that ends by itself frees its connection."""
        if self._state != "closed":
            self._state = "closed"
            await self._reader.source.finish()

    async def close(self) -> None:
        """Ends the stream and its request. Can be called twice."""
        self._state = "closed"
        await self._reader.source.aclose()

    aclose = close

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
