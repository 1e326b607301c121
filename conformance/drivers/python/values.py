"""Special values of the protocol and their Python counterparts; see conformance/README.md, "Values"."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from datetime import date, datetime
from typing import Any

SAFE = 2**53 - 1
LONG_TEXT = 1_000_000


class Reader:
    """A file object that cannot seek."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._rest) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._rest += piece
        end = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:end], self._rest[end:]
        return given

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


def _pieces(spec: Mapping[str, Any]) -> Iterator[bytes]:
    if "text" in spec:
        yield spec["text"].encode()
        return
    size, chunk = spec["bytes"], spec.get("chunk", 65_536)
    piece = b"a" * chunk
    for at in range(0, size, chunk):
        if at >= spec.get("fail_after", size):
            raise RuntimeError("the source failed")
        yield piece[: size - at]


async def _slow_pieces(spec: Mapping[str, Any]) -> AsyncIterator[bytes]:
    for piece in _pieces(spec):
        yield piece


async def _not_awaited() -> str:
    return "not awaited"


class Decoder:
    """Makes values of the protocol into what a caller would pass. `close` ends what nobody used."""

    def __init__(self, sdk: Any, *, blocking: bool) -> None:
        self._sdk = sdk
        self._blocking = blocking
        self._pending: list[Coroutine[Any, Any, str]] = []
        self._files: list[Any] = []
        self._makers: Mapping[str, Callable[[Any], object]] = {
            "$int": int,
            "$none": lambda _: sdk.omit,
            "$bytes": base64.b64decode,
            "$stream": lambda spec: _pieces(spec) if blocking else _slow_pieces(spec),
            "$reader": lambda spec: Reader(_pieces(spec)),
            "$file": self._file,
            "$invalid": lambda what: getattr(self, "_make_" + what.replace("-", "_"))(),
        }

    def decode(self, value: object) -> Any:
        if isinstance(value, list):
            return [self.decode(one) for one in value]
        if not isinstance(value, dict):
            return value
        key = next(iter(value), "")
        maker = self._makers.get(key)
        if maker is not None:
            return maker(value[key])
        return {name: self.decode(one) for name, one in value.items()}

    def close(self) -> None:
        for coroutine in self._pending:
            coroutine.close()
        for file in self._files:
            file.close()

    def _file(self, spec: Mapping[str, Any]) -> object:
        content: Any = spec["text"].encode() if "path" not in spec else self._open(spec["path"])
        if "as" in spec or ("name" not in spec and "type" not in spec):
            return content
        return (spec.get("name"), content, spec["type"]) if "type" in spec else (spec.get("name"), content)

    def _open(self, path: str) -> object:
        file = open(path, "rb")  # noqa: SIM115
        self._files.append(file)
        return file

    def _make_pending(self) -> object:
        coroutine = _not_awaited()
        self._pending.append(coroutine)
        return coroutine

    def _make_cycle(self) -> object:
        value: dict[str, object] = {"name": "cycle"}
        value["self"] = value
        return value

    def _make_cyclic_list(self) -> object:
        value: list[object] = [1]
        value.append(value)
        return value


def encode(value: Any) -> Any:
    """What the SDK gave, as plain JSON of the protocol."""
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        return value if -SAFE <= value <= SAFE else {"$int": str(value)}
    if isinstance(value, str):
        return value if len(value) <= LONG_TEXT else f"{value[:1000]}… ({len(value)} characters)"
    if isinstance(value, (bytes, bytearray)):
        return digest(bytes(value))
    if isinstance(value, (datetime, date)):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return {str(name): encode(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(one) for one in value]
    return _encode_model(value)


def _encode_model(value: Any) -> Any:
    fields = getattr(type(value), "model_fields", None)
    if fields is None:
        return {"$unknown": type(value).__name__}
    given = {name: one for name, one in value.__dict__.items() if name in value.model_fields_set}
    members = {fields[name].alias or name: encode(one) for name, one in given.items() if name in fields}
    for name, one in (value.__pydantic_extra__ or {}).items():
        members[name] = encode(one)
    return members


def digest(content: bytes) -> Any:
    """Size, hash and (where small) text of bytes."""
    small = {"text": content.decode("utf-8", "replace")} if len(content) <= 4096 else {}
    return {"$bytes": {"size": len(content), "sha256": hashlib.sha256(content).hexdigest(), **small}}
