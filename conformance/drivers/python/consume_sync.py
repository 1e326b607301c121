"""What the callers of a blocking client do with a call."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any

from call import Call
from clock import now
from values import digest, encode


def _value(call: Call, made: Any) -> None:
    call.note_value(made)


def _with_response(call: Call, made: Any) -> None:
    call.note_response(made)
    call.note_value(made.parse())


def _raw(call: Call, made: Any) -> None:
    with made as response:
        call.note_response(response)
        call.outcome["responded_at"] = now()
        time.sleep(call.consume.get("wait_ms", 0) / 1000)
        if not call.consume.get("unread"):
            call.outcome["text"] = response.text()


def _binary(call: Call, made: Any) -> None:
    call.outcome["value"] = digest(made.read())


def _streamed(call: Call, made: Any) -> None:
    with made as response:
        size, first = _read_pieces(call, response.iter_bytes())
    call.note_pieces(size, first)


def _read_pieces(call: Call, pieces: Iterator[bytes]) -> tuple[int, float | None]:
    size, first = 0, None
    for piece in pieces:
        first = first or now()
        size += len(piece)
        if size >= call.consume.get("take_bytes", float("inf")):
            break
        if "item_delay_ms" in call.consume:
            time.sleep(call.consume["item_delay_ms"] / 1000)
    return size, first


def _pages(call: Call, made: Any) -> None:
    for page in made.iter_pages():
        call.items.append([encode(item) for item in page._get_page_items()])
        if len(call.items) == call.consume.get("take"):
            break


def _iterate(call: Call, source: Any) -> None:
    if call.consume.get("take") == 0:
        return
    with ExitStack() as stack:
        if hasattr(source, "__enter__"):
            stack.enter_context(source)
        for item in source:
            enough = call.take(item)
            if "item_delay_ms" in call.consume:
                time.sleep(call.consume["item_delay_ms"] / 1000)
            if enough:
                break
    call.outcome["left_at"] = now()


_CONSUMERS: Mapping[str, Callable[[Call, Any], None]] = {
    "value": _value,
    "with_response": _with_response,
    "raw": _raw,
    "binary": _binary,
    "binary_stream": _streamed,
    "raw_stream": _streamed,
    "pages": _pages,
    "iterate": _iterate,
}


def perform(call: Call, client: Any) -> dict[str, Any]:
    """Makes the call and describes what came of it."""
    try:
        _CONSUMERS[call.mode](call, call.start(client))
    except Exception as error:
        call.note_error(error)
    return call.done()
