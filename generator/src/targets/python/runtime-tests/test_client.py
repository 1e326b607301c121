from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from _core import auth
from _core.client import AsyncAPIClient, SyncAPIClient
from _core.errors import APIClosedError, APIError, APITimeoutError, NotFoundError
from _core.options import ModeHeaders, RequestOptions
from _core.settings import ClientSettings
from _core.types import Timeout
from conftest import Server, send_json


def settings(**changes: Any) -> ClientSettings:
    given: dict[str, Any] = {
        "name": "Acme",
        "package": "acme",
        "version": "1.2.3",
        "security": (("key",),),
        "credentials": {"key": auth.api_key_header("X-API-Key", "secret-key-1")},
        "idempotency_header": "Idempotency-Key",
    }
    return ClientSettings(**{**given, **changes})


def sync_client(server: Server, **options: Any) -> SyncAPIClient:
    return SyncAPIClient(settings(), base_url=server.url, **options)


def test_importing_the_clients_loads_nothing_heavy() -> None:
    code = (
        "import sys; import _core.client, _core.resource, _core.wrappers;"
        "heavy = {'asyncio', 'ssl', 'inspect', 'pydantic', 'httpcore', 'httpcore2', 'httpx', 'httpx2', 'aiohttp',"
        " 'typing_extensions', 'dataclasses', 'logging'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    folder = str(Path(__file__).parent.parent / "runtime")
    found = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_one_client_serves_many_threads(server: Server) -> None:
    client = sync_client(server)
    values: list[object] = []

    def work() -> None:
        for _ in range(5):
            values.append(client._request("GET", "/items", cast_to=object))

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert values == [{"id": "a"}] * 80
    ids = {headers["x-client-request-id"] for _, _, headers, _ in server.seen}
    assert len(ids) == 80
    assert len(server.sockets) <= 16
    client.close()


@pytest.mark.parametrize("waiting", ["headers", "pause"])
def test_closing_from_another_thread_ends_a_wait_at_once(server: Server, waiting: str) -> None:
    held = threading.Event()

    def answer(handler: Any) -> None:
        if waiting == "pause":
            handler.send_response(503)
            handler.send_header("retry-after", "20")
            handler.send_header("content-length", "0")
            handler.end_headers()
        else:
            held.wait(5)

    server.answer = answer
    client = sync_client(server)
    outcome: list[tuple[BaseException, float]] = []

    def work() -> None:
        try:
            client._request("GET", "/items", cast_to=object)
        except BaseException as error:
            outcome.append((error, time.monotonic()))

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(0.3)
    closed = time.monotonic()
    client.close()
    thread.join(2)
    held.set()
    error, settled = outcome[0]
    assert isinstance(error, APIClosedError)
    assert settled - closed < 0.2
    with pytest.raises(APIClosedError):
        client._request("GET", "/items", cast_to=object)


def test_an_attempt_ends_in_time_however_slowly_bytes_trickle(server: Server) -> None:
    def answer(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("content-length", "100")
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    server.answer = answer
    client = sync_client(server, timeout=0.4, max_retries=0)
    began = time.monotonic()
    with pytest.raises(APITimeoutError):
        client._request("GET", "/items", cast_to=object)
    assert 0.35 < time.monotonic() - began < 0.8
    client.close()


def test_an_error_can_be_pickled_and_shows_no_secret(server: Server) -> None:
    server.answer = lambda handler: send_json(
        handler, {"error": {"message": "no secret-key-1", "code": "gone"}}, 404
    )
    client = sync_client(server)
    with pytest.raises(NotFoundError) as caught:
        client._request("GET", "/items", cast_to=object)
    error = caught.value
    assert "secret-key-1" not in f"{error} {error!r} {error.body} {vars(error)}"
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is NotFoundError
    assert (copy.status_code, copy.code, copy.attempts, str(copy)) == (404, "gone", 1, str(error))
    client.close()


def test_cancelling_a_task_passes_untouched_and_leaves_the_client_usable(server: Server) -> None:
    held = threading.Event()

    def answer(handler: Any) -> None:
        held.wait(3)
        send_json(handler, {"id": "a"})

    server.answer = answer

    async def main() -> None:
        client = AsyncAPIClient(settings(), base_url=server.url)
        task = asyncio.ensure_future(client._request("GET", "/items", cast_to=object))
        while not server.seen:
            await asyncio.sleep(0.01)
        task.cancel("the caller's reason")
        began = time.monotonic()
        with pytest.raises(asyncio.CancelledError) as caught:
            await task
        assert time.monotonic() - began < 0.05
        # Python 3.10 itself drops the message between a task and who awaits it.
        assert caught.value.args == (("the caller's reason",) if sys.version_info >= (3, 11) else ())
        held.set()
        assert await client._request("GET", "/items", cast_to=object) == {"id": "a"}
        await client.close()

    asyncio.run(main())
    assert len(server.seen) == 2


def test_a_call_outside_of_asyncio_says_what_to_do() -> None:
    client = AsyncAPIClient(settings(), base_url="http://127.0.0.1:9")
    work = client._request("GET", "/items", cast_to=object)
    with pytest.raises(APIError, match=r"runs on asyncio.*under trio, call the blocking client in a thread"):
        work.send(None)


@pytest.mark.parametrize("strict", [True, False])
def test_a_response_shows_the_headers_of_its_request_without_credentials(
    server: Server, strict: bool
) -> None:
    client = sync_client(server, _strict_response_validation=strict)
    options = RequestOptions(ModeHeaders({"X-Own": "1"}, "raw"))
    headers = client._request("GET", "/items", cast_to=object, options=options).http_request.headers
    assert headers["X-Own"] == "1"
    assert headers.get("X-Stainless-Lang") == ("python" if strict else None)
    assert "secret-key-1" not in str(dict(headers))
    _, _, sent, _ = server.seen[0]
    assert sent.get("x-stainless-lang") == ("python" if strict else None)
    client.close()


def test_one_asynchronous_client_lives_through_several_loops(server: Server) -> None:
    client = AsyncAPIClient(settings(), base_url=server.url)

    async def call() -> object:
        return await client._request("GET", "/items", cast_to=object)

    assert [asyncio.run(call()) for _ in range(3)] == [{"id": "a"}] * 3


def test_a_call_that_times_out_does_not_cancel_its_task(server: Server) -> None:
    server.answer = lambda handler: time.sleep(1)

    async def main() -> None:
        client = AsyncAPIClient(settings(), base_url=server.url, timeout=Timeout(0.2), max_retries=0)
        with pytest.raises(APITimeoutError):
            await client._request("GET", "/items", cast_to=object)
        await asyncio.sleep(0.01)
        cancelling = getattr(asyncio.current_task(), "cancelling", lambda: 0)
        assert cancelling() == 0
        await client.close()

    asyncio.run(main())


def test_middleware_sees_every_attempt_and_can_answer(server: Server) -> None:
    from _core._transport.base import RawResponse

    seen: list[tuple[int, str]] = []

    def middleware(request: Any, following: Any) -> Any:
        seen.append((request.attempt, request.headers["x-api-key"]))
        if request.attempt == 0:

            class Body:
                def chunk(self) -> bytes:
                    return b""

                def close(self) -> None:
                    return

            return RawResponse(500, [], Body())
        return following(request)

    client = sync_client(server, middleware=(middleware,))
    assert client._request("GET", "/items", cast_to=object) == {"id": "a"}
    assert seen == [(0, "secret-key-1"), (1, "secret-key-1")]
    client.close()


def test_a_call_without_credentials_is_not_sent(server: Server) -> None:
    client = SyncAPIClient(settings(credentials={"key": None}), base_url=server.url)
    with pytest.raises(APIError, match="needs credentials"):
        client._request("GET", "/items", cast_to=object)
    assert server.seen == []
