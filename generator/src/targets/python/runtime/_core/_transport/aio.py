"""The transport of the asynchronous client where aiohttp is installed: a third of the others' cost."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import Any

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from .base import RawRequest, RawResponse, TransportError
from .core import MAX_CONNECTIONS

_current: ContextVar[RawRequest | None] = ContextVar("_current", default=None)


class _Connector(aiohttp.TCPConnector):
    """Says of each request when its connection is there, and whether that had served before."""

    async def connect(self, req: Any, traces: Any, timeout: Any) -> Any:
        connection = await super().connect(req, traces, timeout)
        request = _current.get()
        if request is not None:
            protocol: Any = connection.protocol
            request.sent = True
            request.reused = getattr(protocol, "_served", False)
            try:
                protocol._served = True
            except AttributeError:
                # A future protocol may have no room for it: then a reset is not told from others.
                request.reused = False
        return connection


_SKIPPED: CIMultiDict[None] = CIMultiDict({"Content-Type": None})


class _Request(aiohttp.ClientRequest):
    """A request with the headers that it was given, and no others."""

    # Methods to which the library adds no `Content-Length: 0`: the SDK says itself where there is no body.
    GET_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE", "DELETE", "POST", "PUT", "PATCH", "QUERY"}

    def update_headers(self, headers: Any) -> None:
        self.headers = headers

    def update_auto_headers(self, skip_auto_headers: Any) -> None:
        self._skip_auto_headers = _SKIPPED


def _as_they_are(headers: CIMultiDict[str]) -> CIMultiDict[str]:
    return headers


class AioTransport:
    """A session without any of the library's own retries, redirects, cookies, timers and codings."""

    def __init__(self) -> None:
        self._connector = _Connector(limit=MAX_CONNECTIONS, keepalive_timeout=30, ttl_dns_cache=60)
        self._session = aiohttp.ClientSession(
            connector=self._connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            auto_decompress=False,
            request_class=_Request,
            read_bufsize=2**16,
        )
        # The SDK sends again by its own rules only.
        setattr(self._session, "_retry_connection", False)  # noqa: B010
        setattr(self._session, "_prepare_headers", _as_they_are)  # noqa: B010
        self._timeouts: dict[float | None, aiohttp.ClientTimeout] = {}
        self._urls: dict[str, URL] = {}
        self._context: Any = None

    def _url(self, request: RawRequest) -> URL:
        url = request.origin + request.target
        found = self._urls.get(url)
        if found is None:
            found = URL(url, encoded=True)
            if len(self._urls) > 256:
                self._urls.clear()
            self._urls[url] = found
        return found

    def _timeout(self, limit: float | None) -> aiohttp.ClientTimeout:
        found = self._timeouts.get(limit)
        if found is None:
            found = aiohttp.ClientTimeout(total=None, sock_connect=limit, ceil_threshold=1e9)
            if len(self._timeouts) > 64:
                self._timeouts.clear()
            self._timeouts[limit] = found
        return found

    async def handle(self, request: RawRequest) -> RawResponse:
        ssl: Any = True
        if request.origin.startswith("https:"):
            ssl = self._context = self._context or _context()
        host = request.origin.partition("://")[2]
        token = _current.set(request)
        try:
            reply = await self._session._request(  # pyright: ignore[reportPrivateUsage]
                request.method,
                self._url(request),
                headers=CIMultiDict({"Host": host, **request.headers}),
                data=request.body,
                allow_redirects=False,
                timeout=self._timeout(request.connect_timeout),
                ssl=ssl,
            )
        except (aiohttp.ClientError, asyncio.TimeoutError, ConnectionError) as error:
            raise _translate(error, request) from error
        finally:
            _current.reset(token)
        return RawResponse(reply.status, reply.raw_headers, AioBody(reply, request), reply.reason or "")

    async def aclose(self) -> None:
        await self._session.close()


def _context() -> Any:
    from .core import http_core
    from .tls import default_context

    return default_context(http_core())


def _translate(error: BaseException, request: RawRequest) -> TransportError:
    text = str(error) or type(error).__name__
    if isinstance(error, asyncio.TimeoutError):
        return TransportError("timeout" if request.sent else "connect-timeout", text)
    if isinstance(error, (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError)):
        return TransportError("tls", text)
    if isinstance(error, aiohttp.ClientConnectorError):
        return TransportError("connect", text)
    return TransportError("protocol" if isinstance(error, aiohttp.ClientResponseError) else "read", text)


class AioBody:
    """The body of a response of the session."""

    __slots__ = ("_reply", "_request")

    def __init__(self, reply: aiohttp.ClientResponse, request: RawRequest) -> None:
        self._reply = reply
        self._request = request

    def whole(self) -> bytes | None:
        """All of a body that came together with its headers; None when it is still on its way."""
        content = self._reply.content
        if not content.is_eof() or content.exception() is not None:
            return None
        return content.read_nowait(-1)

    async def chunk(self) -> bytes:
        try:
            return await self._reply.content.readany()
        except (aiohttp.ClientError, asyncio.TimeoutError, ConnectionError) as error:
            raise _translate(error, self._request) from error
        except BaseException:
            self._reply.close()
            raise

    async def aclose(self) -> None:
        # A connection whose response is at its end has gone back already; any other is closed.
        if self._reply.connection is not None:
            self._reply.close()
