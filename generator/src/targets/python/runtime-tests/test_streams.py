"""Server-sent events and lines of JSON, split anywhere, and the streams that read them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, Optional

import pytest
from _core.errors import (
    APIConnectionError,
    APIError,
    APIResponseTooLargeError,
    APIStreamEventError,
    APIStreamInterruptedError,
)
from _core.models import BaseModel
from _core.sse import LineParser, ServerSentEvent, SSEParser
from _core.streaming import AsyncStream, Stream, jsonl, sse


class Event(BaseModel):
    n: Optional[int] = None


def parse(parser: Any, content: bytes, size: int) -> list[tuple[str | None, str]]:
    out: list[ServerSentEvent] = []
    for at in range(0, len(content), size):
        parser.feed(content[at : at + size], out)
    parser.end(out)
    return [(event.event, event.data) for event in out]


SIZES = (1, 2, 3, 7, 1 << 20)
CASES: list[tuple[bytes, list[tuple[str | None, str]]]] = [
    (b"\xef\xbb\xbfdata:1\n\n\xef\xbb\xbfdata:2\n\ndata:3\n\n", [(None, "1"), (None, "3")]),
    (b"\xef\xbbdata:1\n\ndata:2\n\n", [(None, "2")]),
    (b"data:1\r:\0\n:\r\ndata:2\n:XXXX\rdata:3\n\n", [(None, "1\n2\n3")]),
    (b"data: a\r\n\r\ndata: b\r\rdata: c\n\n", [(None, "a"), (None, "b"), (None, "c")]),
    (b"data:\n\ndata\ndata\n\ndata:test\n\n", [(None, ""), (None, "\n"), (None, "test")]),
    (b"event: x\n\ndata: 1\n\nevent: y\nevent: z\ndata: 2\n\n", [(None, "1"), ("z", "2")]),
    (b"data:  two\n\n data: 9\n\ndatas: 9\n\n", [(None, " two")]),
    ("data: é€😀\u2028\n\n".encode(), [(None, "é€😀\u2028")]),
    (b"data: 1\n\ndata: unfinished\n", [(None, "1")]),
    (b"", []),
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("content", "events"), CASES)
def test_cuts_bytes_into_events(content: bytes, events: list[tuple[str | None, str]], size: int) -> None:
    assert parse(SSEParser(), content, size) == events


@pytest.mark.parametrize("size", SIZES)
def test_keeps_ids_and_the_time_to_reconnect(size: int) -> None:
    parser = SSEParser("before")
    parse(parser, b"id: a\0b\nretry: 3x\ndata: 1\n\n", size)
    assert (parser.last_id, parser.retry) == ("before", None)
    parse(parser, b"id: 1\nretry: 30\ndata: 1\n\nid: 2\ndata: x\n", size)
    assert (parser.last_id, parser.retry) == ("1", 30)
    parser = SSEParser("before")
    parse(parser, b"id\ndata: 1\n\n", size)
    assert parser.last_id == ""


@pytest.mark.parametrize("size", SIZES)
def test_cuts_bytes_into_lines(size: int) -> None:
    content = '\ufeff{"n":1}\n\n\x1e{"n":2}\r\n  \r\n{"t":"\u2028\u0085"}\n{"n":4}'.encode()
    lines = [data for _, data in parse(LineParser(), content, size)]
    assert lines == ['{"n":1}', '{"n":2}', '{"t":"\u2028\u0085"}', '{"n":4}']


@pytest.mark.parametrize("parser", [SSEParser, LineParser])
def test_counts_what_has_not_ended(parser: Any) -> None:
    made = parser()
    out: list[ServerSentEvent] = []
    for _ in range(100):
        made.feed(b"data: " + b"x" * 94, out)
    assert made.pending == 10_000
    made.feed(b"\n\n", out)
    assert made.pending == 0
    assert len(out) == 1


class Source:
    """What streams read from, without a network."""

    event_idle_timeout: float | None = None
    max_event_bytes: int | None = None
    reopen: Any = None
    request_id = "req_1"

    def __init__(self, *pieces: bytes | Exception, status: int = 200) -> None:
        self.pieces = list(pieces)
        self.closed = 0
        self.finished = 0
        self.slept: list[float] = []
        self.headers: dict[str, str] = {}
        self.info = type("Info", (), {"status_code": status})

    def chunk(self, within: float | None = None) -> bytes:
        piece = self.pieces.pop(0) if self.pieces else b""
        if isinstance(piece, Exception):
            raise piece
        return piece

    def close(self) -> None:
        self.closed += 1

    def finish(self) -> None:
        self.finished += 1

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def fail(self, error: APIError) -> APIError:
        error.request_id = self.request_id
        return error

    def decode(self, cast_to: Any, content: bytes) -> Any:
        from _core.decode import decode

        return decode(cast_to, content)


class AsyncSource:
    def __init__(self, source: Source) -> None:
        self.source = source

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.source, "close" if name == "aclose" else name)
        if name == "reopen" and found is not None:

            async def reopen(headers: Any) -> Any:
                return AsyncSource(found(headers))

            return reopen
        if name not in ("chunk", "aclose", "finish", "sleep"):
            return found

        async def call(*args: Any) -> Any:
            return found(*args)

        return call


def sync_stream(source: Source, format: Any = None) -> Stream[Any]:
    return (format or sse(Event, terminator="[DONE]")).open(source)


async def collect(stream: Any) -> list[Any]:
    if hasattr(stream, "__aiter__"):
        return [item async for item in stream]
    return list(stream)


@pytest.fixture(params=["sync", "async"])
def opened(request: pytest.FixtureRequest) -> Any:
    def make(source: Source, format: Any = None) -> Any:
        given: Any = source if request.param == "sync" else AsyncSource(source)
        made = format or sse(Event, terminator="[DONE]")
        return made.open(given) if request.param == "sync" else made.open_async(given)

    return make


async def test_gives_items_until_the_sentinel(opened: Any) -> None:
    source = Source(b'data: {"n":1}\n\ndata: "[DO', b'NE] or not"\n\ndata: [DONE]\n\ndata: {"n":9}\n\n')
    assert await collect(opened(source)) == [Event(n=1), "[DONE] or not"]
    assert source.finished == 1
    assert source.closed == 0


async def test_knows_an_interrupted_stream(opened: Any) -> None:
    source = Source(b'data: {"n":1}\n\n')
    items: list[Any] = []
    with pytest.raises(APIStreamInterruptedError, match=r"\[DONE\]") as caught:
        stream = opened(source)
        if isinstance(stream, AsyncStream):
            async for item in stream:
                items.append(item)
        else:
            for item in stream:
                items.append(item)
    assert items == [Event(n=1)]
    assert caught.value.request_id == "req_1"
    assert source.closed == 1
    # The blank line after the sentinel may be missing.
    assert await collect(opened(Source(b"data: [DONE]\n"))) == []
    assert await collect(opened(Source(b""), sse(Event))) == []


async def test_raises_error_events_and_gives_unknown_ones(opened: Any) -> None:
    error = b'event: error\ndata: {"error":{"message":"overloaded","code":"busy"}}\n\n'
    with pytest.raises(APIStreamEventError, match="overloaded") as caught:
        await collect(opened(Source(b'event: new\ndata: {"n":1}\n\n' + error)))
    assert caught.value.code == "busy"
    with pytest.raises(APIStreamEventError, match="it broke"):
        await collect(opened(Source(b"event: error\ndata: it broke\n\n")))
    with pytest.raises(APIStreamEventError, match="no"):
        await collect(opened(Source(b'data: {"failure":"no"}\n\n'), sse(Event, error_property="failure")))
    events = [event.event for event in await collect(opened(Source(error), sse(Event)).events())]
    assert events == ["error"]


async def test_bounds_one_event(opened: Any) -> None:
    source = Source(*[b"data: " + b"x" * 50] * 10)
    source.max_event_bytes = 200
    with pytest.raises(APIResponseTooLargeError, match="200"):
        await collect(opened(source))
    assert source.closed == 1


async def test_is_read_once(opened: Any) -> None:
    stream = opened(Source(b"data: [DONE]\n\n"))
    await collect(stream)
    with pytest.raises(APIError, match="only once"):
        await collect(stream)


async def test_reads_lines(opened: Any) -> None:
    assert await collect(opened(Source(b'{"n":1}\n{"n"', b":2}"), jsonl(Event))) == [Event(n=1), Event(n=2)]


async def test_connects_again_where_it_was_asked_to(opened: Any) -> None:
    asked: list[Any] = []
    rest = [Source(b'data: {"n":2}\n\n', APIConnectionError()), Source(status=204)]
    source = Source(b'retry: 20\nid: 4\ndata: {"n":1}\n\nid: 5\ndata: {"n"', APIConnectionError())

    def reopen(headers: Any) -> Source:
        asked.append(headers)
        following = rest.pop(0)
        following.reopen = reopen
        return following

    source.reopen = reopen
    assert await collect(opened(source, sse(Event))) == [Event(n=1), Event(n=2)]
    assert asked == [{"last-event-id": "4"}, {"last-event-id": "4"}]
    assert source.slept == [0.02]


def test_leaving_a_loop_ends_the_request() -> None:
    source = Source(b"data: 1\n\ndata: 2\n\n")
    for _ in sync_stream(source):
        break
    assert source.closed == 1
    stream = sync_stream(Source(b"data: 1\n\ndata: [DONE]\n\n"))
    assert next(stream) == 1
    with pytest.raises(StopIteration):
        next(stream)
    with sync_stream(source) as stream:
        pass
    assert source.closed == 2


async def test_leaving_an_asynchronous_loop_ends_the_request() -> None:
    import asyncio

    source = Source(b"data: 1\n\ndata: 2\n\n")
    given: Any = AsyncSource(source)
    async for _ in sse(Event).open_async(given):
        break
    await asyncio.sleep(0.01)
    assert source.closed == 1
    stream = sse(Event).open_async(given)
    source.pieces = [b"data: 1\n\n"]
    assert await stream.__anext__() == 1
    await stream.close()
    with pytest.raises(StopAsyncIteration):
        await stream.__anext__()


def test_types_are_iterators() -> None:
    iterator: Iterator[Any] = iter(sync_stream(Source(b"data: [DONE]\n\n")))
    assert list(iterator) == []
    given: Any = AsyncSource(Source())
    asynchronous: AsyncIterator[Any] = sse(Event).open_async(given).events()
    assert hasattr(asynchronous, "__anext__")
