"""Makes a request body ready to send, once a call."""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

Pieces = Iterable[bytes] | AsyncIterable[bytes]

_PIECE = 64 * 1024


class EncodedBody:
    """A body that is ready: `content` where it is in memory, else `open` starts its pieces from the beginning.

    `length` is in bytes, None when only the end tells. Not `replayable`: `open` can be called only once.
    """

    __slots__ = ("content", "content_type", "length", "open", "replayable")

    def __init__(
        self,
        content_type: str | None,
        content: bytes | None = None,
        *,
        open: Callable[[], Pieces] | None = None,
        length: int | None = None,
        replayable: bool = True,
    ) -> None:
        self.content_type = content_type
        self.content = content
        self.open = open
        self.length = length
        self.replayable = replayable


def mark_files(fields: Mapping[str, Any] | None, files: Sequence[str]) -> Mapping[str, Any]:
    """How the fields of a form are written, those marked that take files only."""
    given = fields or {}
    return {**given, **{name: {**given.get(name, {}), "file": True} for name in files}}


def is_json(content_type: str) -> bool:
    """True for JSON and what ends in +json, but not for lines of JSON."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith(("+json", "/json"))


def encode_body(
    body: object, content_type: str | None = None, fields: Mapping[str, Any] | None = None
) -> EncodedBody:
    """Encodes a value as its content type says; JSON when it says nothing.

    Raises TypeError for what cannot be sent in that type.
    """
    if content_type is None or content_type == "application/json" or is_json(content_type):
        from .encode import dumps

        if isinstance(body, (bytes, bytearray)):
            return EncodedBody(content_type or "application/json", bytes(body))
        return EncodedBody(content_type or "application/json", dumps(body))
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded" and not isinstance(body, (bytes, str)):
        from .encoders import encode_form

        return EncodedBody(content_type, encode_form(body, fields))
    if kind == "multipart/form-data":
        from .multipart import encode_multipart

        return encode_multipart(body, fields)
    if kind in (
        "application/jsonl",
        "application/x-ndjson",
        "application/x-jsonlines",
        "application/json-seq",
    ):
        return _json_lines(body, content_type)
    return byte_body(body, content_type)


def _json_lines(body: object, content_type: str) -> EncodedBody:
    from .encode import dumps

    if isinstance(body, (list, tuple)):
        items = cast("list[object]", body)
        return EncodedBody(content_type, b"".join(dumps(item) + b"\n" for item in items))
    if isinstance(body, AsyncIterable):

        async def alines(source: AsyncIterable[object]) -> AsyncIterator[bytes]:
            async for item in source:
                yield dumps(item) + b"\n"

        given = cast("AsyncIterable[object]", body)
        return EncodedBody(content_type, open=lambda: alines(given), replayable=False)
    if isinstance(body, Iterable) and not isinstance(body, (str, bytes, Mapping)):
        lines = cast("Iterable[object]", body)
        return EncodedBody(
            content_type, open=lambda: (dumps(item) + b"\n" for item in lines), replayable=False
        )
    return byte_body(cast("Any", body), content_type)


def byte_body(body: object, content_type: str) -> EncodedBody:
    """Bytes, text, files, paths and iterators, as they are. Raises TypeError for anything else."""
    if isinstance(body, tuple):
        # A file with its name: what is sent as the whole body has no place for it.
        body = cast("tuple[object, ...]", body)[1]
    if isinstance(body, str):
        if not content_type.lower().startswith("text/") and not _is_textual(content_type):
            raise TypeError(
                f"Expected bytes or a file for a body of type {content_type} but received a string;"
                " open the file, or give a `pathlib.Path`"
            )
        return EncodedBody(content_type, body.encode("utf-8", "surrogatepass"))
    source = byte_source(body)
    if source is None:
        raise TypeError(
            f"Expected bytes, text or a file for a body of type {content_type} but received {type(body).__name__}"
        )
    source.content_type = content_type
    return source


def _is_textual(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return (
        kind.endswith(("xml", "yaml", "json", "graphql", "javascript"))
        or kind == "application/x-www-form-urlencoded"
    )


def byte_source(value: object) -> EncodedBody | None:
    """Bytes in any of their forms, without a content type; None for what is no bytes."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return EncodedBody(None, bytes(cast("bytes", value)))
    if isinstance(value, os.PathLike):
        return _path(cast("os.PathLike[str]", value))
    if callable(getattr(value, "read", None)):
        return _file(value)
    if isinstance(value, AsyncIterable):
        pieces = cast("AsyncIterable[bytes]", value)
        return EncodedBody(None, open=lambda: pieces, replayable=False)
    if isinstance(value, Iterable) and not isinstance(value, (str, Mapping)):
        parts = cast("Iterable[bytes]", value)
        return EncodedBody(None, open=lambda: _checked(parts), replayable=isinstance(value, (list, tuple)))
    return None


def _checked(parts: Iterable[Any]) -> Iterator[bytes]:
    for part in parts:
        if isinstance(part, str):
            yield part.encode()
        elif isinstance(part, (bytes, bytearray, memoryview)):
            yield bytes(cast("bytes", part))
        else:
            raise TypeError(f"Expected an iterator of bytes but it gave {type(part).__name__}")


def _path(path: os.PathLike[str]) -> EncodedBody:
    size = os.stat(path).st_size

    def start() -> Iterator[bytes]:
        with open(path, "rb") as file:
            yield from _pieces(file, size)

    return EncodedBody(None, open=start, length=size)


def _file(file: Any) -> EncodedBody:
    """An open file, from where it stands; rewound for each attempt where it can be."""
    if isinstance(file, io.TextIOBase):
        raise TypeError("Expected a file that is open for reading bytes: open it with mode 'rb'")
    try:
        begin = file.tell() if file.seekable() else None
    except (AttributeError, OSError, ValueError):
        begin = None
    if begin is None:
        return EncodedBody(None, open=lambda: _pieces(file, None), replayable=False)
    length = file.seek(0, os.SEEK_END) - begin
    file.seek(begin)

    def start() -> Iterator[bytes]:
        file.seek(begin)
        return _pieces(file, length)

    return EncodedBody(None, open=start, length=length)


def _pieces(file: Any, left: int | None) -> Iterator[bytes]:
    while left is None or left > 0:
        piece = file.read(_PIECE if left is None else min(_PIECE, left))
        if not piece:
            if left:
                raise OSError("the file became shorter while it was sent")
            return
        if isinstance(piece, str):
            raise TypeError("Expected a file that is open for reading bytes: open it with mode 'rb'")
        if left is not None:
            left -= len(piece)
        yield piece
