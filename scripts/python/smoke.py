"""Loads all of sdks/python and makes calls with it, on whatever Python runs this: one line a check, `ok` or `FAILED`."""

from __future__ import annotations

import asyncio
import gc
import importlib
import inspect
import json
import pkgutil
import sys
import threading
import traceback
import typing
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PACKAGE = "halyard_ai"
VERSION = ".".join(str(part) for part in sys.version_info[:3])
MODEL = {"id": "m-1", "object": "model"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(
            "application/json", json.dumps({"data": [MODEL], "has_more": False, "next_cursor": None})
        )

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer("text/event-stream", 'data: {"id": "c-1", "choices": []}\n\ndata: [DONE]\n\n')

    def _answer(self, kind: str, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


def loaded(prefix: str) -> list[str]:
    return [name for name in sys.modules if name == prefix or name.startswith(f"{prefix}.")]


def import_little() -> None:
    """The package alone loads neither what it depends on nor its own resources and types."""
    importlib.import_module(PACKAGE)
    heavy = ["aiohttp", "anyio", "httpcore", "httpcore2", "httpx", "httpx2", "opentelemetry", "pydantic"]
    assert [name for name in heavy if name in sys.modules] == []
    own = loaded(PACKAGE)
    assert len(own) <= 30, own


def load_little(url: str) -> None:
    """A first call loads its own resource and the types that it gives, and no call leaves garbage behind."""
    sdk = importlib.import_module(PACKAGE)
    with sdk.Halyard(api_key="key", base_url=url) as client:
        for _ in range(3):
            client.models.retrieve("m-1")
        made = [*loaded(f"{PACKAGE}.resources"), *loaded(f"{PACKAGE}.types")]
        assert len(made) <= 12, made
        assert loaded("aiohttp") == [] and loaded(f"{PACKAGE}._core._async.call") == []
        gc.collect()
        gc.disable()
        try:
            for _ in range(20):
                client.models.retrieve("m-1")
            garbage = gc.collect()
        finally:
            gc.enable()
        assert garbage < 20, garbage


def load_everything() -> None:
    sdk = importlib.import_module(PACKAGE)
    names = [one.name for one in pkgutil.walk_packages(sdk.__path__, f"{PACKAGE}.")]
    assert len(names) > 100, names
    for name in names:
        importlib.import_module(name)


def resolve_types() -> None:
    """The annotations of every method of every resource are names that are there."""
    checked = 0
    for name, module in list(sys.modules.items()):
        if not name.startswith(f"{PACKAGE}.resources."):
            continue
        for kind in [one for one in vars(module).values() if inspect.isclass(one) and one.__module__ == name]:
            for method in [one for one in vars(kind).values() if inspect.isfunction(one)]:
                checked += len(typing.get_type_hints(method))
    assert checked > 100, checked


def call_blocking(url: str) -> None:
    sdk = importlib.import_module(PACKAGE)
    with sdk.Halyard(api_key="key", base_url=url) as client:
        assert [model.id for model in client.models.list()] == ["m-1"]
        messages = [{"role": "user", "content": "Hi"}]
        with client.chat.completions.create(model="m-1", messages=messages, stream=True) as stream:
            assert [chunk.id for chunk in stream] == ["c-1"]


def call_async(url: str) -> None:
    sdk = importlib.import_module(PACKAGE)

    async def run() -> None:
        async with sdk.AsyncHalyard(api_key="key", base_url=url) as client:
            assert [model.id async for model in client.models.list()] == ["m-1"]
            messages = [{"role": "user", "content": "Hi"}]
            made = await client.chat.completions.create(model="m-1", messages=messages, stream=True)
            async with made as stream:
                assert [chunk.id async for chunk in stream] == ["c-1"]

    asyncio.run(run())


def call_async_without_aiohttp(url: str) -> None:
    kept = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "aiohttp"}
    for name in [*kept, *(one for one in sys.modules if one.startswith(f"{PACKAGE}."))]:
        del sys.modules[name]
    del sys.modules[PACKAGE]
    sys.modules["aiohttp"] = typing.cast("Any", None)
    try:
        call_async(url)
    finally:
        sys.modules.update(kept)


def main() -> int:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    checks: list[Callable[[], None]] = [
        import_little,
        lambda: load_little(url),
        load_everything,
        resolve_types,
    ]
    checks += [
        lambda call=call: call(url) for call in (call_blocking, call_async, call_async_without_aiohttp)
    ]
    names = ["imports little", "loads little", "loads everything", "resolves types"]
    names += ["calls", "calls asynchronously", "calls without aiohttp"]
    failed = 0
    for name, check in zip(names, checks, strict=True):
        try:
            check()
            print(f"ok {VERSION} {name}")
        except Exception:
            failed += 1
            print(f"FAILED {VERSION} {name}\n{traceback.format_exc()}")
    server.shutdown()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
