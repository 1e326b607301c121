"""Bodies of responses: read whole within an attempt, or handed to the caller unread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._transport.base import RawResponse, TransportError
from ..decompress import decoding_of, too_large
from ..errors import APIConnectionError, APIError, APITimeoutError
from ._io import Cancelled

if TYPE_CHECKING:
    from .call import Call

_REST = 256 * 1024
_REST_SECONDS = 0.1
_LINGER_SECONDS = 0.02
_UNLIMITED = 1 << 62


def read_all(reply: RawResponse, limit: int, first: bytes = b"") -> bytes:
    """A whole body, decoded, at most `limit` bytes of it; more are a typed error. `first`: what was read already."""
    encoding = reply.encoding
    body = reply.body
    if encoding is not None and (decoding := _decoding(encoding)) is not None:
        return _read_decoded(body, decoding, limit)
    pieces = [first] if first else []
    size = len(first)
    while size <= limit and (piece := body.chunk()):
        pieces.append(piece)
        size += len(piece)
    if size > limit:
        body.close()
        raise too_large(limit)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _read_decoded(body: Any, decoding: Any, limit: int) -> bytes:
    pieces: list[bytes] = []
    room = limit
    try:
        while piece := body.chunk():
            out = decoding.feed(piece, room)
            room -= len(out)
            pieces.append(out)
        decoding.finish()
    except OverflowError:
        body.close()
        raise too_large(limit) from None
    except ValueError as error:
        body.close()
        raise TransportError("decode", str(error)) from error
    return b"".join(pieces)


def _decoding(encoding: str) -> Any:
    try:
        return decoding_of(encoding)
    except ValueError as error:
        raise TransportError("decode", str(error)) from error


def read_some(reply: RawResponse, limit: int) -> bytes:
    """At most `limit` bytes of a body, decoded, and then no more of it; what came before it broke, when it breaks."""
    pieces: list[bytes] = []
    size = 0
    try:
        encoding = reply.encoding
        decoding = _decoding(encoding) if encoding else None
        while size < limit and (piece := reply.body.chunk()):
            if decoding is not None:
                piece = decoding.feed(piece, _UNLIMITED)
            pieces.append(piece[: limit - size])
            size += len(piece)
    except (TransportError, ValueError):
        return b"".join(pieces)
    finally:
        reply.body.close()
    return b"".join(pieces)


def discard(reply: RawResponse, guard: Any) -> None:
    """Frees the connection of a response that nobody reads: what is left is read if it is little and there, so that
    the connection can serve again; else it is closed.
    """
    body = reply.body
    size = 0
    guard.arm(_REST_SECONDS)
    try:
        while size < _REST and (piece := body.chunk()):
            size += len(piece)
    except TransportError:
        return
    except Cancelled:
        if not guard.caught():
            raise
    finally:
        guard.disarm()
        body.close()


class HeldBody:
    """A body in the caller's hands: the timers of its call still apply."""

    __slots__ = ("_call", "_decoding", "_ended", "_error", "_idle", "_limit", "_reply", "_room")

    def __init__(self, call: Call, reply: RawResponse, idle: float | None, limit: int | None) -> None:
        self._call = call
        self._reply = reply
        self._idle = idle
        encoding = reply.encoding
        self._decoding: Any = _decoding(encoding) if encoding else None
        self._limit = limit
        self._room = _UNLIMITED if limit is None or self._decoding is None else limit
        self._ended = False
        self._error: BaseException | None = None

    @property
    def is_closed(self) -> bool:
        return self._ended

    def chunk(self, within: float | None = None) -> bytes:
        """The next bytes; nothing at the end. `within`: seconds for something other than bytes, an event."""
        if self._ended:
            if self._error is not None:
                raise self._error
            return b""
        guard = self._call.guard
        idle = self._idle
        try:
            guard.enter()
            guard.arm(within if idle is None or (within is not None and within < idle) else idle)
            piece = self._next()
        except Cancelled:
            late = guard.caught()
            self._fail(self._expired(within) if late else None)
            if not late:
                raise
        except TransportError as error:
            if guard.reason is not None:
                self._fail(guard.reason)
            elif error.kind == "timeout":
                self._fail(self._expired(within))
            else:
                self._fail(self._call.lost(error))
        except BaseException as error:
            self._fail(error)
            raise
        else:
            guard.leave()
            if not piece:
                self.close()
            return piece
        raise self._error or APIConnectionError()

    def _next(self) -> bytes:
        body = self._reply.body
        decoding = self._decoding
        if decoding is None:
            piece: bytes = body.chunk()
            return piece
        try:
            while piece := body.chunk():
                out: bytes = decoding.feed(piece, self._room)
                if self._limit is not None:
                    self._room -= len(out)
                if out:
                    return out
            decoding.finish()
        except OverflowError:
            raise too_large(self._limit or 0) from None
        except ValueError as error:
            raise TransportError("decode", str(error)) from error
        return b""

    def _expired(self, within: float | None) -> APIError:
        guard = self._call.guard
        if guard.reason is not None or guard.left_of_call() <= 0:
            return self._call.expired(None)
        idle = self._idle
        if within is not None and (idle is None or within < idle):
            return APITimeoutError("No event arrived in time")
        return APITimeoutError(
            f"No byte arrived for {idle:g} s" if idle is not None else "No byte arrived in time"
        )

    def _fail(self, error: BaseException | None) -> None:
        if error is not None:
            self._error = self._call.complete(error)
        self.close()

    def close(self) -> None:
        """Ends the response; the server sees it when it was not at its end."""
        if self._ended:
            return
        self._ended = True
        self._call.over(self._error)
        self._reply.body.close()

    def finish(self) -> None:
        """Ends the response, which needs no more than its last bytes to end by itself: its connection can serve again."""
        if self._ended:
            return
        guard = self._call.guard
        try:
            guard.enter()
            guard.arm(_LINGER_SECONDS)
            self._reply.body.chunk()
        except (TransportError, APIError):
            pass
        except Cancelled:
            if not guard.caught():
                raise
        finally:
            self.close()

    def read(self) -> bytes:
        """All that is left, at most as many bytes as the client takes."""
        limit = self._limit
        pieces: list[bytes] = []
        size = 0
        while piece := self.chunk():
            pieces.append(piece)
            size += len(piece)
            if limit is not None and size > limit:
                self._fail(too_large(limit))
                raise self._error or too_large(limit)
        return b"".join(pieces)
