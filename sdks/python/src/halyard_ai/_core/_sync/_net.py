"""Which transport carries a request: the caller's, else a connection pool."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from ..errors import APIClosedError

if TYPE_CHECKING:
    from .._transport.base import Transport
    from ..proxy import Proxies


class Net:
    """The transports of a client, each made with the first request that needs it."""

    __slots__ = ("_closed", "_given", "_kept", "_lock", "_proxies")

    def __init__(self, http_client: Any, proxies: Proxies | None) -> None:
        self._given: Transport | None = _adapt(http_client) if http_client is not None else None
        self._proxies = proxies
        self._kept: dict[str, Transport] = {}
        self._lock = Lock()
        self._closed = False

    def transport(self, origin: str) -> Transport:
        """The transport of requests to an origin."""
        if self._given is not None:
            return self._given
        found = self._kept.get(origin)
        return found if found is not None else self._make(origin)

    def _make(self, origin: str) -> Transport:
        from .._transport.pool import PoolTransport

        scheme = origin.partition(":")[0]
        with self._lock:
            if self._closed:
                raise APIClosedError("The client is closed")
            found = self._kept.get(scheme)
            if found is None:
                found = self._kept[scheme] = PoolTransport(scheme, self._proxies)
            self._kept[origin] = found
        return found

    def close(self) -> None:
        with self._lock:
            self._closed = True
            kept, self._kept = self._kept, {}
        for transport in dict.fromkeys(kept.values()):
            transport.close()
        if self._given is not None:
            self._given.close()


def _adapt(http_client: Any) -> Transport:
    if hasattr(http_client, "handle"):
        return cast("Transport", http_client)
    from .._transport.given import GivenTransport

    return GivenTransport(http_client)
