"""Undoes content codings, never beyond a limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from .errors import APIResponseTooLargeError


class Decoder(Protocol):
    """Undoes one coding, piece by piece. Errors are ValueErrors."""

    def feed(self, data: bytes, limit: int) -> bytes:
        """At most about `limit` bytes of what `data` decodes to; feed nothing to get more of it."""
        ...

    def pending(self) -> bool:
        """True while there is more to get without new data."""
        ...

    def finish(self) -> None:
        """Raises ValueError when the coding is not at its end."""
        ...


def too_large(limit: int) -> APIResponseTooLargeError:
    """The typed error of the cap on bodies."""
    return APIResponseTooLargeError(f"The response has more than {limit} bytes (`max_response_bytes`)")


class _Zlib:
    """gzip, of several members, too; and deflate, with the zlib header that it should have or without."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._inner = zlib.decompressobj(wbits)
        self._begun = False
        self._rest = b""

    def feed(self, data: bytes, limit: int) -> bytes:
        data = self._rest + data
        self._rest = b""
        if not data:
            return b""
        if self._inner.eof:
            if self._wbits != 31 or not data.strip(b"\0"):
                return b""
            self._inner = zlib.decompressobj(self._wbits)
        try:
            out = self._inner.decompress(data, limit)
        except zlib.error as error:
            if self._begun or self._wbits != zlib.MAX_WBITS:
                raise ValueError("the body is not compressed as it says") from error
            self._wbits = -zlib.MAX_WBITS
            self._inner = zlib.decompressobj(self._wbits)
            return self.feed(data, limit)
        self._begun = True
        self._rest = self._inner.unconsumed_tail or self._inner.unused_data
        return out

    def pending(self) -> bool:
        return bool(self._rest)

    def finish(self) -> None:
        if not self._inner.eof:
            raise ValueError("the compressed body ended too early")


class _Whole:
    """A decoder of another module that takes no limit: data goes in small pieces."""

    _STEP = 1024

    def __init__(self, feed: Callable[[bytes], bytes], done: Callable[[], bool]) -> None:
        self._feed = feed
        self._done = done
        self._rest = b""

    def feed(self, data: bytes, limit: int) -> bytes:
        data = self._rest + data
        out: list[bytes] = []
        size = at = 0
        try:
            while at < len(data) and size < limit:
                out.append(self._feed(data[at : at + self._STEP]))
                size += len(out[-1])
                at += self._STEP
        except Exception as error:
            raise ValueError("the body is not compressed as it says") from error
        self._rest = data[at:]
        return b"".join(out)

    def pending(self) -> bool:
        return bool(self._rest)

    def finish(self) -> None:
        if not self._done():
            raise ValueError("the compressed body ended too early")


def _module(*names: str) -> Any:
    from importlib import import_module

    for name in names:
        try:
            return import_module(name)
        except ImportError:
            continue
    return None


def _brotli() -> Decoder | None:
    module = _module("brotli", "brotlicffi")
    if module is None:
        return None
    inner = module.Decompressor()
    feed: Callable[[bytes], bytes] = getattr(inner, "process", None) or inner.decompress
    return _Whole(feed, getattr(inner, "is_finished", lambda: True))


def _zstd() -> Decoder | None:
    module = _module("compression.zstd", "zstandard", "backports.zstd")
    if module is None:
        return None
    inner = module.ZstdDecompressor()
    inner = inner.decompressobj() if hasattr(inner, "decompressobj") else inner
    return _Whole(inner.decompress, lambda: bool(getattr(inner, "eof", True)))


_MAKERS: dict[str, Callable[[], Decoder | None]] = {
    "gzip": lambda: _Zlib(31),
    "x-gzip": lambda: _Zlib(31),
    "deflate": lambda: _Zlib(zlib.MAX_WBITS),
    "br": _brotli,
    "zstd": _zstd,
}


class Decoding:
    """All codings of a body, the last one undone first."""

    def __init__(self, steps: Sequence[Decoder]) -> None:
        self._steps = steps
        self._begun = False

    def feed(self, data: bytes, room: int) -> bytes:
        """Decodes a piece; raises `OverflowError` when it would come to more than `room` bytes."""
        self._begun = True
        for step in self._steps:
            out: list[bytes] = []
            size = 0
            while data or step.pending():
                out.append(step.feed(data, room + 1 - size))
                size += len(out[-1])
                data = b""
                if size > room:
                    raise OverflowError
                if not out[-1] and not step.pending():
                    break
            data = b"".join(out)
        return data

    def finish(self) -> None:
        """Raises ValueError for a body that is cut short; an empty one has no coding to undo, whatever it says."""
        if self._begun:
            for step in self._steps:
                step.finish()


def decoding_of(encoding: str | None) -> Decoding | None:
    """What undoes a `content-encoding`; None when there is nothing to do. Raises ValueError for an unknown coding."""
    if not encoding:
        return None
    steps: list[Decoder] = []
    for name in encoding.lower().replace(" ", "").split(","):
        if name in ("", "identity"):
            continue
        maker = _MAKERS.get(name)
        step = maker() if maker else None
        if step is None:
            raise ValueError(f"the body has a content encoding that is not known here: {name[:40]}")
        steps.insert(0, step)
    return Decoding(steps) if steps else None
