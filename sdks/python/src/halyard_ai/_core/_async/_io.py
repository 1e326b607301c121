"""What truly differs between the asynchronous and the blocking half: clock, pauses, timers and background work."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any
from weakref import WeakKeyDictionary

from ..body import EncodedBody
from ..errors import APIError
from ..plan import PageRequest

Cancelled = asyncio.CancelledError
INFINITY = float("inf")


class _Clock:
    """One timer for all guards of a loop: calls come and go by thousands, and hardly one runs out of time."""

    __slots__ = ("_handle", "at", "guards", "loop")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.at = INFINITY
        self.guards: set[Guard] = set()
        self._handle: asyncio.TimerHandle | None = None

    def set(self, at: float) -> None:
        """Looks again at that time, if not before."""
        if self._handle is not None:
            self._handle.cancel()
        self.at = at
        self._handle = self.loop.call_at(at, self._tick)

    def _tick(self) -> None:
        self._handle = None
        self.at = INFINITY
        now = self.loop.time()
        following = INFINITY
        for guard in tuple(self.guards):
            until = guard.until
            if until <= now:
                guard.expire()
            elif until < following:
                following = until
        if following != INFINITY:
            self.set(following)


_clock: _Clock | None = None


def _clock_of(loop: asyncio.AbstractEventLoop) -> _Clock:
    global _clock
    found = _clock
    if found is None or found.loop is not loop:
        found = _clocks.get(loop)
        if found is None:
            found = _clocks[loop] = _Clock(loop)
        _clock = found
    return found


_clocks: WeakKeyDictionary[asyncio.AbstractEventLoop, _Clock] = WeakKeyDictionary()


class Guard:
    """What can end a call from outside: its timers and close(). Nothing but a guard cancels, so that the caller's own
    cancelling passes through untouched.
    """

    __slots__ = ("_active", "_clock", "_late", "_loop", "_task", "deadline", "reason", "until")

    def __init__(self, active: set[Guard], deadline: float | None) -> None:
        try:
            self._loop = loop = asyncio.get_running_loop()
        except RuntimeError:
            raise APIError(
                "The asynchronous client runs on asyncio, and no event loop of asyncio runs here; under trio, call the"
                " blocking client in a thread (`trio.to_thread.run_sync`), or start asyncio with trio-asyncio"
            ) from None
        self._clock = clock = _clock_of(loop)
        self._task: asyncio.Task[Any] | None = asyncio.current_task(loop)
        self._late = False
        self._active = active
        self.reason: APIError | None = None
        """Why the call has to end for good; None while it may go on."""
        self.deadline = INFINITY if deadline is None else loop.time() + deadline
        """When the whole call ends."""
        self.until = INFINITY
        """When the present wait ends."""
        active.add(self)
        clock.guards.add(self)

    def now(self) -> float:
        return self._loop.time()

    def left(self) -> float:
        """Seconds that the present wait may still take."""
        return self.until - self._loop.time()

    def left_of_call(self) -> float:
        """Seconds that the deadline leaves."""
        return INFINITY if self.deadline == INFINITY else self.deadline - self._loop.time()

    def arm(self, seconds: float | None) -> None:
        """Bounds what is awaited from now on."""
        until = INFINITY if seconds is None else self._loop.time() + seconds
        until = min(until, self.deadline)
        self.until = until
        if until < self._clock.at:
            self._clock.set(until)

    def disarm(self) -> None:
        """The wait is over."""
        self.until = INFINITY

    def enter(self) -> None:
        """The task at hand is the one that waits."""
        self._task = asyncio.current_task(self._loop)
        if self.reason is not None:
            raise self.reason

    def leave(self) -> None:
        """Nobody waits: a slow consumer is no idle server."""
        self._task = None
        self.until = INFINITY

    def expire(self) -> None:
        """The present wait took too long."""
        self.until = INFINITY
        if self._task is not None and not self._late:
            self._late = True
            self._task.cancel()

    def interrupt(self, reason: APIError) -> None:
        """Ends the call for good."""
        if self.reason is None:
            self.reason = reason
            if self._task is not None and not self._late:
                self._task.cancel()

    def caught(self) -> bool:
        """After a cancellation: true when this guard made it, false when the caller did."""
        if not self._late and self.reason is None:
            return False
        self._late = False
        uncancel = getattr(self._task, "uncancel", None)
        return uncancel is None or uncancel() == 0

    async def sleep(self, seconds: float) -> None:
        """A pause that ends early when the call does."""
        if self.reason is not None:
            raise self.reason
        await asyncio.sleep(seconds)

    def release(self) -> None:
        """The call is over."""
        self._active.discard(self)
        self._clock.guards.discard(self)
        self.until = INFINITY
        self._task = None


class Flight:
    """Work in the background that many may wait for, and none of them cancels."""

    __slots__ = ("_task",)

    def __init__(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        self._task: asyncio.Task[Any] = asyncio.get_running_loop().create_task(work())
        # Whoever waits is told of a failure; when nobody does, nobody misses it.
        self._task.add_done_callback(_forget)

    def done(self) -> bool:
        return self._task.done() or self._task.get_loop() is not asyncio.get_running_loop()

    async def wait(self, guard: Guard) -> Any:
        return await asyncio.shield(self._task)


def _forget(task: asyncio.Task[Any]) -> None:
    if not task.cancelled():
        task.exception()


async def resolve(value: Callable[[], str | Awaitable[str]]) -> str:
    """What a caller's function gives."""
    found = value()
    return await found if inspect.isawaitable(found) else found  # pyright: ignore[reportReturnType, reportUnknownVariableType]


async def pieces(
    body: EncodedBody, begun: Callable[[], None], failed: Callable[[Exception], None]
) -> AsyncIterator[bytes]:
    """The pieces of a body, whatever gives them; says when the first one is asked for, and when its source fails."""
    begun()
    try:
        source = body.open() if body.open is not None else ()
        if isinstance(source, AsyncIterable):
            async for piece in source:
                yield piece
        else:
            for piece in source:
                yield piece
    except Exception as error:
        failed(error)
        raise


def paginate(client: Any, request: PageRequest) -> Any:
    """A list that can be awaited for its first page, or iterated at once."""
    from ..pagination import AsyncPaginator

    return AsyncPaginator[Any, Any](client, request)
