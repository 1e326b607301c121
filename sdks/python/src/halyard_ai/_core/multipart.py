"""Writes `multipart/form-data`, its files read when their turn comes."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from typing import Any, cast

from .body import EncodedBody, byte_source
from .encode import dumps
from .encoders import encode_query, to_text
from .types import NotGiven, Omit

_ESCAPES = {"\r": "%0D", "\n": "%0A", '"': "%22"}
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_STYLE = ("style", "explode", "allow_reserved")


def encode_multipart(body: object, fields: Mapping[str, Any] | None = None) -> EncodedBody:
    """A form with files, streamed.

    Files become file parts, objects JSON parts, arrays repeated parts, everything else text; `fields` changes that by the
    name of the field. A form has no null: it is sent as an empty part.
    """
    if not isinstance(body, Mapping):
        raise TypeError(f"Expected an object of fields for a form but received {type(body).__name__}")
    writer = _Writer()
    for name, value in cast("Mapping[str, object]", body).items():
        writer.field(name, value, (fields or {}).get(name) or {})
    return writer.finish()


class _Writer:
    """Gathers the parts of one body."""

    def __init__(self) -> None:
        letters = "".join(_LETTERS[byte % 36] for byte in os.urandom(18))
        self._boundary = f"----sdk{letters}"
        self._pieces: list[bytes | EncodedBody] = []

    def _part(
        self,
        name: str,
        content: bytes | EncodedBody,
        *,
        filename: str | None = None,
        kind: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        named = "" if filename is None else f"; filename={_quote(filename)}"
        head = f"--{self._boundary}\r\nContent-Disposition: form-data; name={_quote(name)}{named}\r\n"
        if kind is not None:
            head += _header("Content-Type", kind)
        for key, value in (headers or {}).items():
            head += _header(key, value)
        self._pieces += (_utf8(f"{head}\r\n"), content, b"\r\n")

    def field(self, name: str, value: object, options: Mapping[str, Any]) -> None:
        """Adds what is written for the value of a field."""
        if isinstance(value, (Omit, NotGiven)):
            return
        if options.get("style") == "json":
            self._value(name, value, options)
        elif not self._file(name, value, options):
            if any(option in options for option in _STYLE):
                self._styled(name, value, options)
                return
            items = _items(value)
            if items is None:
                self._value(name, value, options)
            else:
                # OpenAPI repeats the part for each item of an array.
                for item in items:
                    self.field(name, item, options)

    def _file(self, name: str, value: object, options: Mapping[str, Any]) -> bool:
        """Adds a part for a file; False where the value is none."""
        filename: str | None = None
        own: str | None = None
        headers: Mapping[str, str] = options.get("headers") or {}
        is_file: bool = options.get("file", False)
        source = _named(value, is_file)
        if source is not None:
            filename, content, own, more = source
            headers = {**headers, **more}
            if isinstance(content, str):
                content = content.encode()
        else:
            content = value
        encoded = None if _is_list(content) and source is None else _bytes(name, content, is_file)
        if encoded is None:
            if is_file and not _is_list(value):
                what = "null" if value is None else type(value).__name__
                hint = ": open the file, or give a `pathlib.Path`" if isinstance(value, str) else ""
                raise TypeError(f"Expected a file for `{name}` but received {what}{hint}")
            return False
        concrete = _concrete(options.get("content_type"))
        self._part(
            name,
            encoded,
            filename=filename or _name_of(content) or name,
            kind=concrete or own or "application/octet-stream",
            headers=headers,
        )
        return True

    def _styled(self, name: str, value: object, options: Mapping[str, Any]) -> None:
        """A style says that nested values are parts of their own, named as query parameters would be."""
        from urllib.parse import unquote

        style = {key: options[key] for key in ("style", "explode") if key in options}
        text = encode_query({name: value}, {name: style})
        for pair in text.split("&") if text else ():
            key, _, member = pair.partition("=")
            self._part(unquote(key), _utf8(unquote(member)), headers=options.get("headers"))

    def _value(self, name: str, value: object, options: Mapping[str, Any]) -> None:
        anything = value
        concrete = _concrete(options.get("content_type"))
        is_json = options.get("style") == "json" or (
            isinstance(value, Mapping) or _is_model(value) if concrete is None else _is_json(concrete)
        )
        content = dumps(anything, name) if is_json else _utf8(to_text(anything, name))
        kind = concrete or ("application/json" if is_json else None)
        self._part(name, content, kind=kind, headers=options.get("headers"))

    def finish(self) -> EncodedBody:
        """The whole body."""
        self._pieces.append(f"--{self._boundary}--\r\n".encode())
        pieces = self._pieces
        kind = f"multipart/form-data; boundary={self._boundary}"
        contents = [piece if isinstance(piece, bytes) else piece.content for piece in pieces]
        if None not in contents:
            return EncodedBody(kind, b"".join(cast("list[bytes]", contents)))
        lengths = [_length(piece) for piece in pieces]
        known = None if None in lengths else sum(cast("list[int]", lengths))
        replayable = all(isinstance(piece, bytes) or piece.replayable for piece in pieces)
        return EncodedBody(kind, open=lambda: _open(pieces), length=known, replayable=replayable)


def _open(pieces: list[bytes | EncodedBody]) -> Iterable[bytes] | AsyncIterable[bytes]:
    """The parts one after the other, blocking unless a file comes from an asynchronous iterator."""
    started: list[Any] = []
    for piece in pieces:
        if isinstance(piece, EncodedBody) and piece.content is None and piece.open is not None:
            started.append(piece.open())
        else:
            started.append(piece if isinstance(piece, bytes) else piece.content)
    if any(isinstance(one, AsyncIterable) for one in started):
        return _arun(started)
    return _run(started)


def _run(started: list[Any]) -> Iterator[bytes]:
    for one in started:
        if isinstance(one, bytes):
            yield one
        else:
            yield from one


async def _arun(started: list[Any]) -> AsyncIterator[bytes]:
    for one in started:
        if isinstance(one, bytes):
            yield one
        elif isinstance(one, AsyncIterable):
            async for piece in cast("AsyncIterable[bytes]", one):
                yield piece
        else:
            for piece in one:
                yield piece


def _length(piece: bytes | EncodedBody) -> int | None:
    if isinstance(piece, bytes):
        return len(piece)
    return piece.length if piece.content is None else len(piece.content)


def _items(value: object) -> Iterable[object] | None:
    """The items of an array; None for what is none."""
    if isinstance(value, (str, Mapping)) or not isinstance(value, Iterable):
        return None
    items = cast("Iterable[object]", value)
    return None if _is_model(items) else items


def _named(value: object, is_file: bool) -> tuple[str | None, object, str | None, Mapping[str, str]] | None:
    """Name, content, content type and headers of a file that was given as a tuple."""
    if not isinstance(value, tuple):
        return None
    parts: list[Any] = list(cast("tuple[object, ...]", value))
    if not 2 <= len(parts) <= 4 or not isinstance(parts[0], (str, type(None))):
        return None
    name, content, kind, more = [*parts, None, None][:4]
    # Where no file is expected, texts are a list of texts.
    if not (is_file if isinstance(content, str) else _is_content(content, True)):
        return None
    return name, content, kind, more or {}


def _is_content(value: object, is_file: bool) -> bool:
    return (
        isinstance(value, (bytes, bytearray, memoryview, os.PathLike, AsyncIterable))
        or (is_file and isinstance(value, Iterator))
        or callable(getattr(value, "read", None))
        or (
            _is_list(value)
            and all(isinstance(part, (bytes, bytearray)) for part in cast("list[object]", value))
        )
    )


def _is_list(value: object) -> bool:
    return isinstance(value, (list, tuple))


def _bytes(name: str, content: object, is_file: bool) -> EncodedBody | None:
    if not _is_content(content, is_file):
        return None
    try:
        return byte_source(content)
    except TypeError as error:
        raise TypeError(f"The value for `{name}` cannot be sent: {error}") from error


def _name_of(content: object) -> str | None:
    """The name of a file, from its path."""
    path: Any = getattr(content, "name", None) if not hasattr(content, "__fspath__") else content
    return os.path.basename(os.fspath(path)) or None if isinstance(path, (str, os.PathLike)) else None


def _is_model(value: object) -> bool:
    return hasattr(value, "model_dump") and not isinstance(value, type)


def _concrete(kind: str | None) -> str | None:
    """With several content types, or a range of them, the file's own counts."""
    return None if kind is None or "," in kind or "*" in kind else kind


def _is_json(kind: str) -> bool:
    return kind.partition(";")[0].strip().lower().endswith(("/json", "+json"))


def _quote(text: str) -> str:
    """Line breaks and quotes would end the header or the name: written as browsers write them."""
    return f'"{"".join(_ESCAPES.get(char, char) for char in text)}"'


def _header(name: str, value: str) -> str:
    if any(char in name + value for char in "\r\n\0"):
        raise TypeError(f"The part header `{name}` may not contain line breaks")
    return f"{name}: {value}\r\n"


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
