"""What truly differs between the blocking and the asynchronous half: clock, pauses, timers and background work."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterable, Callable, Iterator
from typing import Any

from ..body import EncodedBody
from ..errors import APIError
from ..plan import PageRequest

INFINITY = float("inf")


class Cancelled(BaseException):
    """Raised by no one: threads are not cancelled."""


class Guard:
    """What can end a call from outside: its timers, which each wait asks for the time that is left, and close(), which
    shuts the socket down that is waited for.
    """

    __slots__ = ("_active", "_wake", "deadline", "reason", "stream", "until")

    def __init__(self, active: set[Guard], deadline: float | None) -> None:
        self._active = active
        self._wake: threading.Event | None = None
        self.reason: APIError | None = None
        """Why the call has to end for good; None while it may go on."""
        self.deadline = INFINITY if deadline is None else time.monotonic() + deadline
        """When the whole call ends."""
        self.until = INFINITY
        """When the present wait ends."""
        self.stream: Any = None
        """What waits right now; its `shutdown()` wakes it."""
        active.add(self)

    def now(self) -> float:
        return time.monotonic()

    def left(self) -> float:
        """Seconds that the present wait may still take."""
        return self.until - time.monotonic()

    def left_of_call(self) -> float:
        """Seconds that the deadline leaves."""
        return INFINITY if self.deadline == INFINITY else self.deadline - time.monotonic()

    def arm(self, seconds: float | None) -> None:
        """Bounds what is waited for from now on."""
        until = INFINITY if seconds is None else time.monotonic() + seconds
        self.until = min(until, self.deadline)

    def disarm(self) -> None:
        """The wait is over."""
        self.until = INFINITY

    def enter(self) -> None:
        """The thread at hand is the one that waits."""
        if self.reason is not None:
            raise self.reason

    def leave(self) -> None:
        """Nobody waits."""

    def interrupt(self, reason: APIError) -> None:
        """Ends the call for good; from any thread."""
        if self.reason is None:
            self.reason = reason
            stream, wake = self.stream, self._wake
            if wake is not None:
                wake.set()
            if stream is not None:
                stream.shutdown()

    def caught(self) -> bool:
        return False

    def sleep(self, seconds: float) -> None:
        """A pause that ends early when the call does."""
        self.wait(threading.Event(), seconds)

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Waits for an event, which `interrupt` sets, too."""
        self._wake = event
        if self.reason is not None:
            raise self.reason
        done = event.wait(None if seconds == INFINITY else max(0.0, min(seconds, threading.TIMEOUT_MAX)))
        self._wake = None
        if self.reason is not None:
            raise self.reason
        return done

    def release(self) -> None:
        """The call is over."""
        self._active.discard(self)
        self.stream = None


class Flight:
    """Work in the background that many may wait for, and none of them cancels."""

    __slots__ = ("_error", "_finished", "_result", "_waiting")

    def __init__(self, work: Callable[[], Any]) -> None:
        self._result: Any = None
        self._error: Exception | None = None
        self._finished = False
        self._waiting: set[threading.Event] = set()
        threading.Thread(target=self._run, args=(work,), daemon=True).start()

    def _run(self, work: Callable[[], Any]) -> None:
        try:
            self._result = work()
        except Exception as error:  # Whoever waits raises it.
            self._error = error
        self._finished = True
        for event in tuple(self._waiting):
            event.set()

    def done(self) -> bool:
        return self._finished

    def wait(self, guard: Guard) -> Any:
        # An event for each waiter, as closing the client wakes one call by its own.
        event = threading.Event()
        self._waiting.add(event)
        try:
            if not self._finished and not guard.wait(event, guard.left()):
                raise TimeoutError
        finally:
            self._waiting.discard(event)
        if self._error is not None:
            raise self._error
        return self._result


def resolve(value: Callable[[], Any]) -> str:
    """What a caller's function gives."""
    found: object = value()
    if not isinstance(found, str):
        close = getattr(found, "close", None)
        if close is not None:
            close()
        raise TypeError(
            "A credential's function must return a string; only the asynchronous client awaits one"
        )
    return found


def pieces(
    body: EncodedBody, begun: Callable[[], None], failed: Callable[[Exception], None]
) -> Iterator[bytes]:
    """The pieces of a body; says when the first one is asked for, and when its source fails."""
    begun()
    try:
        source = body.open() if body.open is not None else ()
        if isinstance(source, AsyncIterable):
            raise TypeError("An asynchronous iterator can be sent by the asynchronous client only")
        yield from source
    except Exception as error:
        failed(error)
        raise


def paginate(client: Any, request: PageRequest) -> Any:
    """The first page of a list."""
    return client.request_page(request)
