"""What the callers of an asynchronous client do with a call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any

from call import Call
from clock import now
from values import digest, encode


async def _value(call: Call, made: Any) -> None:
    call.note_value(await made)


async def _with_response(call: Call, made: Any) -> None:
    response = await made
    call.note_response(response)
    call.note_value(await response.parse())


async def _raw(call: Call, made: Any) -> None:
    async with made as response:
        call.note_response(response)
        call.outcome["responded_at"] = now()
        await asyncio.sleep(call.consume.get("wait_ms", 0) / 1000)
        if not call.consume.get("unread"):
            call.outcome["text"] = await response.text()


async def _binary(call: Call, made: Any) -> None:
    call.outcome["value"] = digest(await (await made).read())


async def _binary_stream(call: Call, made: Any) -> None:
    async with await made as response:
        size, first = await _read_pieces(call, response.iter_bytes())
    call.note_pieces(size, first)


async def _raw_stream(call: Call, made: Any) -> None:
    async with made as response:
        size, first = await _read_pieces(call, response.iter_bytes())
    call.note_pieces(size, first)


async def _read_pieces(call: Call, pieces: AsyncIterator[bytes]) -> tuple[int, float | None]:
    size, first = 0, None
    async for piece in pieces:
        first = first or now()
        size += len(piece)
        if size >= call.consume.get("take_bytes", float("inf")):
            break
        if "item_delay_ms" in call.consume:
            await asyncio.sleep(call.consume["item_delay_ms"] / 1000)
    return size, first


async def _pages(call: Call, made: Any) -> None:
    async for page in (await made).iter_pages():
        call.items.append([encode(item) for item in page._get_page_items()])
        if len(call.items) == call.consume.get("take"):
            break


async def _iterate(call: Call, made: Any) -> None:
    source = made if hasattr(made, "__aiter__") else await made
    if call.consume.get("take") == 0:
        return
    async with AsyncExitStack() as stack:
        if hasattr(source, "__aenter__"):
            await stack.enter_async_context(source)
        async for item in source:
            enough = call.take(item)
            if "item_delay_ms" in call.consume:
                await asyncio.sleep(call.consume["item_delay_ms"] / 1000)
            if enough:
                break
    call.outcome["left_at"] = now()


_CONSUMERS: Mapping[str, Callable[[Call, Any], Awaitable[None]]] = {
    "value": _value,
    "with_response": _with_response,
    "raw": _raw,
    "binary": _binary,
    "binary_stream": _binary_stream,
    "raw_stream": _raw_stream,
    "pages": _pages,
    "iterate": _iterate,
}


async def perform(call: Call, client: Any) -> dict[str, Any]:
    """Makes the call, cancels it where the step says so, and describes what came of it."""

    async def run() -> None:
        try:
            await _CONSUMERS[call.mode](call, call.start(client))
        except (Exception, asyncio.CancelledError) as error:
            call.note_error(error)

    if call.reason is None:
        await run()
        return call.done()
    task = asyncio.create_task(run())
    timer = _cancel_later(call, task)
    try:
        await task
    except asyncio.CancelledError as error:
        # It was cancelled before it began.
        call.note_error(error)
    if timer is not None:
        timer.cancel()
    return call.done()


def _cancel_later(call: Call, task: asyncio.Task[None]) -> asyncio.TimerHandle | None:
    def cancel() -> None:
        call.outcome["cancelled_at"] = now()
        task.cancel(call.reason)

    after = call.step["cancel"]["after_ms"]
    if after > 0:
        return asyncio.get_running_loop().call_later(after / 1000, cancel)
    cancel()
    return None
