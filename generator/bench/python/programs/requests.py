"""CPU of one way to make requests, in this process: microseconds a request. usage: requests.py MODE ORIGIN COUNT"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time

MODE, ORIGIN, COUNT = sys.argv[1], sys.argv[2], int(sys.argv[3])
URL = f"{ORIGIN}/v1/models/m1"
HEADERS = {"accept": "application/json", "authorization": "Bearer bench"}


def httpx2_sync():
    import httpx2

    client = httpx2.Client()
    return lambda: json.loads(client.get(URL, headers=HEADERS).content)["id"]


def halyard_sync():
    from halyard_ai import Halyard

    client = Halyard(api_key="bench", base_url=f"{ORIGIN}/v1")
    return lambda: client.models.retrieve("m1").id


def openai_sync():
    from openai import OpenAI

    client = OpenAI(api_key="bench", base_url=f"{ORIGIN}/v1")
    return lambda: client.models.retrieve("m1").id


async def bare_aiohttp():
    import aiohttp

    session = aiohttp.ClientSession()

    async def call():
        async with session.get(URL, headers=HEADERS) as reply:
            return json.loads(await reply.read())["id"]

    return call


async def httpx2_async():
    import httpx2

    client = httpx2.AsyncClient()

    async def call():
        return json.loads((await client.get(URL, headers=HEADERS)).content)["id"]

    return call


async def halyard_async():
    from halyard_ai import AsyncHalyard

    client = AsyncHalyard(api_key="bench", base_url=f"{ORIGIN}/v1")

    async def call():
        return (await client.models.retrieve("m1")).id

    return call


async def halyard_without_aiohttp():
    sys.modules["aiohttp"] = None  # type: ignore[assignment]
    return await halyard_async()


async def openai_async():
    from openai import AsyncOpenAI

    client = AsyncOpenAI(api_key="bench", base_url=f"{ORIGIN}/v1")

    async def call():
        return (await client.models.retrieve("m1")).id

    return call


def tell(found):
    """Says the figures and ends at once: nothing is closed, which is not the question."""
    print(json.dumps(found), flush=True)
    os._exit(0)


def blocking(make):
    call = make()
    assert call() == "m1"
    for _ in range(COUNT // 2):
        call()
    before = time.process_time()
    for _ in range(COUNT):
        call()
    tell({"sequential": (time.process_time() - before) / COUNT * 1e6})


async def lanes(call, width, total):
    left = total

    async def lane():
        nonlocal left
        while left > 0:
            left -= 1
            await call()

    await asyncio.gather(*(lane() for _ in range(width)))


async def concurrent(make):
    call = await make()
    assert await call() == "m1"
    found = {}
    for name, width in (("sequential", 1), ("parallel", 64)):
        await lanes(call, width, COUNT // 2)
        before = time.process_time()
        await lanes(call, width, COUNT)
        found[name] = (time.process_time() - before) / COUNT * 1e6
    tell(found)


BLOCKING = {"httpx2-sync": httpx2_sync, "halyard-sync": halyard_sync, "openai-sync": openai_sync}
CONCURRENT = {
    "aiohttp": bare_aiohttp,
    "httpx2-async": httpx2_async,
    "halyard-async": halyard_async,
    "halyard-async-httpcore": halyard_without_aiohttp,
    "openai-async": openai_async,
}

if MODE in BLOCKING:
    blocking(BLOCKING[MODE])
else:
    asyncio.run(concurrent(CONCURRENT[MODE]))
