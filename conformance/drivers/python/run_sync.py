"""Runs vectors with the blocking client: a thread each."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from call import Call
from consume_sync import perform
from memory import MemoryWatch
from vector import Vector


def _step(
    vector: Vector, step: Mapping[str, Any], client: Any, sdk: Any, operations: Any
) -> list[dict[str, Any]]:
    if step.get("close"):
        client.close()
        return []
    if "wait_ms" in step:
        time.sleep(step["wait_ms"] / 1000)
        return []
    if "webhook" in step:
        body, headers, options = vector.webhook_arguments(step)
        try:
            return vector.note_webhook(value=client.webhooks.unwrap(body, headers, **options))
        except Exception as error:
            return vector.note_webhook(error=error)

    def once(_: int = 0) -> dict[str, Any]:
        return perform(Call(sdk, operations, step, vector.decoder), vector.derive(client, step))

    if count := step.get("concurrent"):
        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(once, range(count)))
    return [once() for _ in range(step.get("times") or 1)]


def _run(vector: Vector, sdk: Any, operations: Any, write: Callable[[str], None]) -> None:
    client, watch = None, None
    try:
        client = vector.make_client(getattr(sdk, operations["client"]))

        def perform_step(step: Mapping[str, Any]) -> None:
            vector.outcome["calls"] += _step(vector, step, client, sdk, operations)

        with ThreadPoolExecutor(len(vector.steps) + 1) as pool:
            background = []
            for index, step in enumerate(vector.steps):
                if vector.watches_memory(index):
                    watch = MemoryWatch()
                if step.get("background"):
                    background.append(pool.submit(perform_step, step))
                else:
                    perform_step(step)
            for one in background:
                one.result()
        if watch:
            vector.outcome["memory"] = watch.stop()
    except Exception as error:
        vector.fail(error)
    write(vector.line())
    if client is not None:
        # Not at once: a close would hide whether leaving a stream was told to the server.
        time.sleep(2)
        client.close()


def serve(sdk: Any, operations: Any, read: Callable[[], str], write: Callable[[str], None]) -> None:
    """Reads lines until they end; writes an outcome for each when it is there."""
    while line := read():
        vector = Vector(json.loads(line), sdk, blocking=True)
        threading.Thread(target=_run, args=(vector, sdk, operations, write), daemon=True).start()
