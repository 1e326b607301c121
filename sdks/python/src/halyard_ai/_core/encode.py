"""Writes JSON, byte for byte as every other language's SDK does."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterable, Iterable, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any, cast

from .types import NotGiven, Omit

if TYPE_CHECKING:
    from collections.abc import Callable

_LONE = re.compile("[\ud800-\udfff]")


def dumps(value: object, name: str = "body") -> bytes:
    """The JSON text of a value, without blanks. Raises TypeError that names what of `name` cannot be written."""
    # What can be read only once is kept for the second look.
    kept: dict[int, tuple[object, object]] = {}

    def default(value: object) -> object:
        found = kept.get(id(value))
        if found is None:
            found = kept[id(value)] = (value, plain(value))
        return found[1]

    try:
        text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=default)
        # Numbers that Python writes in another way than the rest of the world: 1.0, 1e-05, 1e+16.
        if ".0" in text or "e-" in text or "e+" in text:
            text = _written(value, name, default)
    except (TypeError, ValueError, RecursionError):
        text = _written(value, name, default)
    try:
        return text.encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair has no UTF-8 form.
        return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def _written(value: object, name: str, default: Callable[[object], object]) -> str:
    out: list[str] = []
    _write(value, name, out.append, default, set())
    return "".join(out)


def _write(
    value: object,
    path: str,
    out: Callable[[str], object],
    default: Callable[[object], object],
    open: set[int],
) -> None:
    if value is None or isinstance(value, (str, bool, int)):
        out(json.dumps(_simple(value), ensure_ascii=False))
    elif isinstance(value, float):
        out(number(value, path))
    elif type(value).__name__ == "Decimal":
        out(_decimal(value, path))
    else:
        mark = _enter(value, path, open)
        if isinstance(value, dict):
            _members(cast("dict[object, object]", value), path, out, default, open)
        elif isinstance(value, (list, tuple)):
            _items(cast("list[object]", value), path, out, default, open)
        else:
            try:
                made = default(value)
            except TypeError as error:
                raise _refused(path, str(error)) from None
            _write(made, path, out, default, open)
        open.discard(mark)


def _enter(value: object, path: str, open: set[int]) -> int:
    mark = id(value)
    if mark in open:
        raise _refused(path, "it holds itself")
    if len(open) > 400:
        raise _refused(path, "it nests too deep")
    open.add(mark)
    return mark


def _simple(value: object) -> object:
    """Enumerations and other subclasses as what they are made of."""
    if isinstance(value, str):
        return str.__str__(value)
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _members(
    value: dict[object, object],
    path: str,
    out: Callable[[str], object],
    default: Callable[[object], object],
    open: set[int],
) -> None:
    mark = "{"
    for name, member in value.items():
        if isinstance(member, (Omit, NotGiven)):
            continue
        text = name if isinstance(name, str) else _key(name, path)
        out(f"{mark}{json.dumps(text, ensure_ascii=False)}:")
        mark = ","
        _write(member, f"{path}.{text}", out, default, open)
    out("{}" if mark == "{" else "}")


def _items(
    value: Iterable[object],
    path: str,
    out: Callable[[str], object],
    default: Callable[[object], object],
    open: set[int],
) -> None:
    mark = "["
    for index, item in enumerate(value):
        if isinstance(item, (Omit, NotGiven)):
            continue
        out(mark)
        mark = ","
        _write(item, f"{path}[{index}]", out, default, open)
    out("[]" if mark == "[" else "]")


def _key(name: object, path: str) -> str:
    if name is None:
        return "null"
    if isinstance(name, bool):
        return "true" if name else "false"
    if isinstance(name, int):
        return str(int(name))
    if isinstance(name, float):
        return number(name, path)
    raise _refused(path, f"a key of type {type(name).__name__} has no place in JSON")


def number(value: float, path: str = "body") -> str:
    """A number as JavaScript writes it, which is the shortest text that gives the same number again."""
    if not isfinite(value):
        raise _refused(path, f"{value} is no number of JSON")
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    mantissa, mark, exponent = repr(float(value)).partition("e")
    if not mark:
        return mantissa
    power = int(exponent)
    if -7 < power < 0:
        sign, digits = ("-", mantissa[1:]) if mantissa.startswith("-") else ("", mantissa)
        return f"{sign}0.{'0' * (-power - 1)}{digits.replace('.', '')}"
    return f"{mantissa.removesuffix('.0')}e{power:+d}"


def _decimal(value: Any, path: str) -> str:
    """A decimal number with all its digits."""
    if not value.is_finite():
        raise _refused(path, f"{value} is no number of JSON")
    return f"{value:f}"


def _refused(path: str, why: str) -> TypeError:
    return TypeError(f"The value for `{path}` cannot be sent: {why}")


def plain(value: object) -> object:
    """What JSON can hold of a value that is no text, number, list or dict. Raises TypeError where there is nothing."""
    dump = getattr(value, "model_dump", None)
    if dump is not None and not isinstance(value, type):
        return cast("object", dump(mode="json", by_alias=True, exclude_unset=True))
    if isinstance(value, Mapping):
        return dict(cast("Mapping[object, object]", value))
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64(bytes(cast("bytes", value)))
    text = to_text_or_none(value)
    if text is not None:
        return text
    if hasattr(value, "__fspath__"):
        # Whether its name or its content is meant nobody knows, and content must not travel by mistake.
        raise TypeError("it is a path: give str(path) for its name, or path.read_bytes() for its content")
    if callable(getattr(value, "read", None)):
        return base64(_content(value))
    if hasattr(value, "__await__"):
        raise TypeError("it is a coroutine: await it first")
    if isinstance(value, Iterable):
        return list(cast("Iterable[object]", value))
    if isinstance(value, AsyncIterable):
        raise TypeError("it is an asynchronous iterator: read it first")
    inner = getattr(value, "value", None)
    if inner is not None and _is_enum(type(value)):
        return inner
    raise TypeError(f"a value of type {type(value).__name__} has no form in JSON")


def _is_enum(kind: type) -> bool:
    # No module is imported for what hardly anyone sends.
    return any(base.__name__ == "Enum" and base.__module__ == "enum" for base in kind.__mro__)


def base64(content: bytes) -> str:
    """Bytes as text."""
    from base64 import b64encode

    return b64encode(content).decode("ascii")


def _content(value: Any) -> bytes:
    content = value.read()
    return content.encode() if isinstance(content, str) else content


def to_text_or_none(value: object) -> str | None:
    """Dates, times and ids as text; None for what has no such form."""
    iso = getattr(value, "isoformat", None)
    if iso is not None:
        text = str(iso())
        return f"{text[:-6]}Z" if text.endswith("+00:00") else text
    return str(value) if type(value).__name__ == "UUID" else None


def present(body: Mapping[str, object]) -> dict[str, object]:
    """The members that are given."""
    return {name: value for name, value in body.items() if not isinstance(value, (Omit, NotGiven))}
