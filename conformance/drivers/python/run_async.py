"""Runs vectors with the asynchronous client: a task each."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Mapping
from typing import Any

from call import Call
from consume_async import perform
from memory import MemoryWatch
from vector import Vector, report_unhandled


async def _step(
    vector: Vector, step: Mapping[str, Any], client: Any, sdk: Any, operations: Any
) -> list[dict[str, Any]]:
    if step.get("close"):
        await client.close()
        return []
    if "wait_ms" in step:
        await asyncio.sleep(step["wait_ms"] / 1000)
        return []
    if "webhook" in step:
        body, headers, options = vector.webhook_arguments(step)
        try:
            return vector.note_webhook(value=client.webhooks.unwrap(body, headers, **options))
        except Exception as error:
            return vector.note_webhook(error=error)

    def once() -> Any:
        return perform(Call(sdk, operations, step, vector.decoder), vector.derive(client, step))

    if step.get("concurrent"):
        return list(await asyncio.gather(*(once() for _ in range(step["concurrent"]))))
    return [await once() for _ in range(step.get("times") or 1)]


async def _run(vector: Vector, sdk: Any, operations: Any, write: Callable[[str], None]) -> None:
    client, watch = None, None
    try:
        client = vector.make_client(getattr(sdk, f"Async{operations['client']}"))

        async def perform_step(step: Mapping[str, Any]) -> None:
            vector.outcome["calls"] += await _step(vector, step, client, sdk, operations)

        background: list[asyncio.Task[None]] = []
        for index, step in enumerate(vector.steps):
            if vector.watches_memory(index):
                watch = MemoryWatch()
            if step.get("background"):
                background.append(asyncio.create_task(perform_step(step)))
            else:
                await perform_step(step)
        await asyncio.gather(*background)
        if watch:
            vector.outcome["memory"] = watch.stop()
    except Exception as error:
        vector.fail(error)
    write(vector.line())
    if client is not None:
        # Not at once: a close would hide whether leaving a stream was told to the server.
        await asyncio.sleep(2)
        await client.close()


async def serve(sdk: Any, operations: Any, read: Callable[[], str], write: Callable[[str], None]) -> None:
    """Reads lines until they end; writes an outcome for each when it is there."""
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: report_unhandled(f"{context}"))
    tasks: set[asyncio.Task[None]] = set()
    over = loop.create_future()

    def begin(line: str) -> None:
        task = asyncio.create_task(
            _run(Vector(json.loads(line), sdk, blocking=False), sdk, operations, write)
        )
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    def pump() -> None:
        while line := read():
            loop.call_soon_threadsafe(begin, line)
        loop.call_soon_threadsafe(over.set_result, None)

    threading.Thread(target=pump, daemon=True).start()
    await over
