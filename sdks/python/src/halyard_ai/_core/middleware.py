"""Wraps every attempt of every call: change what is sent, look at what comes back, or answer yourself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from ._transport.base import Content, RawResponse


class MiddlewareRequest:
    """One attempt, as it is about to be sent: `headers` have lower-case names, `attempt` counts from 0."""

    __slots__ = ("attempt", "body", "headers", "method", "url")

    def __init__(self, method: str, url: str, headers: dict[str, str], body: Content, attempt: int) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.attempt = attempt


Next = Callable[[MiddlewareRequest], RawResponse]
"""Sends the attempt on, to the next middleware or to the network."""
Middleware = Callable[[MiddlewareRequest, Next], RawResponse]
"""Runs once an attempt, after credentials were added and before redirects are followed."""
AsyncNext = Callable[[MiddlewareRequest], Awaitable[RawResponse]]
AsyncMiddleware = Callable[[MiddlewareRequest, AsyncNext], Awaitable[RawResponse]]
