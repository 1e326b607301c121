"""The Python driver: one JSON line in, one JSON line out. Usage: python driver.py SDK_FOLDER [--sync] [--httpcore]"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import run_async
import run_sync
from vector import report_unhandled


def _watch_for_errors() -> None:
    """What Python would print to a caller's terminal is reported instead."""
    threading.excepthook = lambda args: report_unhandled(f"in a thread: {args.exc_value!r}")
    sys.unraisablehook = lambda args: report_unhandled(f"unraisable: {args.exc_value!r} in {args.object!r}")
    warnings.simplefilter("always", RuntimeWarning)
    warnings.showwarning = _show_warning


def _show_warning(message: Any, category: type[Warning], *_: Any, **__: Any) -> None:
    if issubclass(category, RuntimeWarning):
        report_unhandled(f"a warning: {message}")


def main() -> None:
    folder, flags = Path(sys.argv[1]), sys.argv[2:]
    operations = json.loads((folder / "operations.json").read_text("utf-8"))
    if "--httpcore" in flags:
        # As where it is not installed.
        sys.modules["aiohttp"] = None  # type: ignore[assignment]
    sys.path.insert(0, str(folder / "src"))
    sdk = importlib.import_module(operations["package"])
    _watch_for_errors()
    # Nothing else may get between the lines.
    lines, sys.stdout = sys.stdout, sys.stderr
    lock = threading.Lock()

    def write(line: str) -> None:
        with lock:
            lines.write(line + "\n")
            lines.flush()

    if "--sync" in flags:
        run_sync.serve(sdk, operations, sys.stdin.readline, write)
    else:
        asyncio.run(_serve_and_end(sdk, operations, write))


async def _serve_and_end(sdk: Any, operations: Any, write: Callable[[str], None]) -> None:
    await run_async.serve(sdk, operations, sys.stdin.readline, write)
    # Not after the loop has cancelled and awaited what is under way.
    _end()


def _end() -> None:
    """At once, whatever is still open."""
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
    _end()
