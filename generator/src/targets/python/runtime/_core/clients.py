"""HTTP clients to hand to a client's `http_client`, with limits that fit an API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .settings import DEFAULT_ATTEMPT_TIMEOUT, DEFAULT_CONNECT_TIMEOUT

if TYPE_CHECKING:
    from ._transport.base import RawRequest, RawResponse

    class _Client:
        """Has `build_request`, `send` and `close`, as `httpx.Client` does."""

        def __init__(self, **options: Any) -> None: ...
        def build_request(self, method: str, url: Any, **options: Any) -> Any: ...
        def send(self, request: Any, **options: Any) -> Any: ...
        def close(self) -> None: ...

    class _AsyncClient:
        """Has `build_request`, `send` and `aclose`, as `httpx.AsyncClient` does."""

        def __init__(self, **options: Any) -> None: ...
        def build_request(self, method: str, url: Any, **options: Any) -> Any: ...
        async def send(self, request: Any, **options: Any) -> Any: ...
        async def aclose(self) -> None: ...

else:
    try:
        import httpx2 as httpx
    except ImportError:
        import httpx

    _Client = httpx.Client
    _AsyncClient = httpx.AsyncClient

__all__ = ["DefaultAioHttpClient", "DefaultAsyncHttpxClient", "DefaultHttpxClient"]


def _defaults(options: dict[str, Any]) -> dict[str, Any]:
    if not TYPE_CHECKING:
        options.setdefault("timeout", httpx.Timeout(DEFAULT_ATTEMPT_TIMEOUT, connect=DEFAULT_CONNECT_TIMEOUT))
        options.setdefault("limits", httpx.Limits(max_connections=1000, max_keepalive_connections=100))
    # Redirects are followed by the SDK itself, which keeps credentials from other origins.
    options.setdefault("follow_redirects", False)
    return options


class DefaultHttpxClient(_Client):
    """An `httpx.Client` with the SDK's own limits where `options`, which are those of `httpx.Client`, do not say otherwise."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**_defaults(options))


class DefaultAsyncHttpxClient(_AsyncClient):
    """An `httpx.AsyncClient` with the SDK's own limits where `options`, which are its own, do not say otherwise."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**_defaults(options))


class DefaultAioHttpClient:
    """Sends through aiohttp, which must be installed. It is the default where it is; naming it makes sure that it is."""

    def __init__(self) -> None:
        from ._transport.aio import AioTransport

        self._make = AioTransport
        self._transport: AioTransport | None = None

    async def handle(self, request: RawRequest) -> RawResponse:
        """Sends a request."""
        if self._transport is None:
            # Sockets belong to the loop that runs when the first request is sent.
            self._transport = self._make()
        return await self._transport.handle(request)

    async def aclose(self) -> None:
        """Frees the sockets."""
        if self._transport is not None:
            await self._transport.aclose()
