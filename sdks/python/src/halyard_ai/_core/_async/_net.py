"""Which transport carries a request: the caller's, else aiohttp where it is installed, else a connection pool."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from ..errors import APIClosedError

if TYPE_CHECKING:
    from .._transport.base import AsyncTransport
    from ..proxy import Proxies


class AsyncNet:
    """The transports of a client, each made with the first request that needs it."""

    __slots__ = ("_aio", "_closed", "_given", "_home", "_kept", "_proxies")

    def __init__(self, http_client: Any, proxies: Proxies | None) -> None:
        self._given: AsyncTransport | None = _adapt(http_client) if http_client is not None else None
        self._proxies = proxies
        self._kept: dict[str, AsyncTransport] = {}
        self._home: asyncio.AbstractEventLoop | None = None
        self._aio = True
        self._closed = False

    def transport(self, origin: str) -> AsyncTransport:
        """The transport of requests to an origin."""
        if self._given is not None:
            return self._given
        home = asyncio.get_running_loop()
        if home is not self._home:
            # Sockets belong to the loop that opened them; those of a loop that has ended are gone with it.
            self._kept = {}
            self._home = home
        key = "" if self._aio and self._proxies is None else origin
        found = self._kept.get(key)
        return found if found is not None else self._make(origin)

    def _make(self, origin: str) -> AsyncTransport:
        if self._closed:
            raise APIClosedError("The client is closed")
        scheme, _, authority = origin.partition("://")
        if self._aio and (self._proxies is None or not self._is_proxied(scheme, authority)):
            try:
                from .._transport.aio import AioTransport
            except ImportError:
                self._aio = False
            else:
                found = self._kept.get("") or AioTransport()
                self._kept[""] = found
                self._kept[origin] = found
                return found
        from .._transport.async_pool import AsyncPoolTransport

        pool = self._kept.get(scheme) or AsyncPoolTransport(scheme, self._proxies)
        self._kept[scheme] = pool
        self._kept[origin] = pool
        return pool

    def _is_proxied(self, scheme: str, authority: str) -> bool:
        from urllib.parse import urlsplit

        parts = urlsplit(f"//{authority}")
        port = parts.port or (443 if scheme == "https" else 80)
        return (
            self._proxies is not None and self._proxies.find(scheme, parts.hostname or "", port) is not None
        )

    async def aclose(self) -> None:
        self._closed = True
        kept, self._kept = self._kept, {}
        for transport in dict.fromkeys(kept.values()):
            if self._home is asyncio.get_running_loop():
                await transport.aclose()
        if self._given is not None:
            await self._given.aclose()


def _adapt(http_client: Any) -> AsyncTransport:
    if hasattr(http_client, "handle"):
        return cast("AsyncTransport", http_client)
    from .._transport.given import AsyncGivenTransport

    return AsyncGivenTransport(http_client)
