"""Writes path, query, header and cookie parameters, and forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast
from urllib.parse import quote

from .types import NotGiven, Omit

Encode = Callable[[str], str]
Pair = tuple[str, str]
Style = Mapping[str, Any]

_DOT_SEGMENT = re.compile(r"(?:\.|%(?:25)*2e){1,2}\Z", re.IGNORECASE)
_RESERVED = re.compile(r"%[\da-fA-F]{2}|[:/?#\[\]@!$&'()*+,;=]|[^%:/?#\[\]@!$&'()*+,;=]+|%")
_PLAIN: Style = {}
_DELIMITERS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}
_NESTED = frozenset(("deepObject", "comma", "brackets", "indices", "dots"))


def to_text(value: object, name: str = "body") -> str:
    """The value of `name` as plain text: None is empty, what nests too deep is JSON."""
    if isinstance(value, str):
        return str.__str__(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    from .encode import dumps, number, to_text_or_none

    if isinstance(value, float):
        return number(value, name)
    text = to_text_or_none(value)
    if text is not None:
        return text
    if type(value).__name__ == "Decimal":
        return str(value)
    text = dumps(value, name).decode()
    # Enumerations and the like are texts of their own.
    return text[1:-1] if text.startswith('"') else text


def encode_text(text: str) -> str:
    """Percent-encodes all but RFC 3986's unreserved characters."""
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        # Half of a surrogate pair has no UTF-8 form: it becomes U+FFFD, as in every Web API.
        return quote(re.sub("[\ud800-\udfff]", "\ufffd", text), safe="")


def _reserved(unsafe: str) -> Encode:
    """As `encode_text`, but reserved characters and `%XX` pass, except those in `unsafe`."""

    def part(found: re.Match[str]) -> str:
        text = found[0]
        if len(text) == 1 and text in unsafe:
            return f"%{ord(text):02X}"
        is_reserved = len(text) == 1 and text in ":/?#[]@!$&'()*+,;="
        return text if is_reserved or (len(text) == 3 and text[0] == "%") else encode_text(text)

    return lambda text: _RESERVED.sub(part, text)


def _is_missing(value: object) -> bool:
    return isinstance(value, (Omit, NotGiven))


def _members(value: object) -> dict[str, object] | None:
    """The members of an object that are given; None for what is no object."""
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return {to_text(name): member for name, member in items if not _is_missing(member)}
    dump = getattr(value, "model_dump", None)
    if dump is None or isinstance(value, type):
        return None
    return cast("dict[str, object]", dump(mode="json", by_alias=True, exclude_unset=True))


def _list(value: object) -> list[object] | None:
    """The items of an array that are given; None for what is no array."""
    if isinstance(value, (str, bytes, bytearray, Mapping)) or not isinstance(value, Iterable):
        return None
    if hasattr(cast("object", value), "model_dump"):
        return None
    return [item for item in cast("Iterable[object]", value) if not _is_missing(item)]


def _flat(value: object, encode: Encode) -> list[str]:
    """Texts of the members, `key,value` for objects: what the styles without explode join."""
    items = _list(value)
    if items is not None:
        return [encode(to_text(item)) for item in items]
    members = _members(value) or {}
    return [part for name, member in members.items() for part in (encode(name), encode(to_text(member)))]


def _nested(name: str, value: object, style: Style, encode: Encode) -> list[Pair]:
    """Objects as `a[b]=`, or `a.b=`; arrays repeated, joined by commas, as `a[]=` or `a[0]=`, as the style says."""
    kind = style.get("style")
    items = _list(value)
    if items is not None:
        if kind == "comma" or (kind == "dots" and style.get("explode") is False):
            return [(name, ",".join(_flat(items, encode)))] if items else []
        found: list[Pair] = []
        for index, item in enumerate(items):
            end = f"%5B{index}%5D" if kind == "indices" else "%5B%5D" if kind == "brackets" else ""
            found.extend(_nested(name + end, item, style, encode))
        return found
    members = _members(value)
    if members is None:
        return [(name, encode(to_text(value)))]
    found = []
    for key, member in members.items():
        text = encode_text(key)
        found.extend(
            _nested(f"{name}.{text}" if kind == "dots" else f"{name}%5B{text}%5D", member, style, encode)
        )
    return found


def _pairs(raw_name: str, value: object, style: Style, encode: Encode) -> list[Pair]:
    """Names and values, encoded, of one parameter in any OpenAPI style for queries, forms and cookies."""
    name = encode_text(raw_name)
    kind = style.get("style", "form")
    if kind == "json":
        from .encode import dumps

        return [(name, encode(dumps(value, raw_name).decode()))]
    if kind in _NESTED:
        return _nested(name, value, style, encode)
    items = _list(value)
    members = _members(value) if items is None else None
    if items is None and members is None:
        return [(name, encode(to_text(value)))]
    delimiter = _DELIMITERS.get(kind)
    explode = style.get("explode")
    if not (delimiter is None if explode is None else explode):
        parts = _flat(members if items is None else items, encode)
        return [(name, (delimiter or ",").join(parts))] if parts else []
    if items is not None:
        return [(name, encode(to_text(item))) for item in items]
    # OpenAPI leaves values that nest below an exploded object undefined: they are written as deepObject would.
    deep: Style = {"style": "deepObject"}
    return [
        pair
        for key, member in (members or {}).items()
        for pair in _nested(encode_text(key), member, deep, encode)
    ]


def _style(styles: Mapping[str, Any] | None, name: str) -> Style:
    return _PLAIN if styles is None else cast("Style", styles.get(name, _PLAIN))


def _check(name: str, error: Exception) -> TypeError:
    why = "it holds itself, or nests too deep" if isinstance(error, RecursionError) else str(error)
    if why.startswith("The value for `"):
        return (
            error
            if isinstance(error, TypeError) and f"`{name}`" in why
            else TypeError(f"The value for `{name}` cannot be sent: {why.partition(': ')[2]}")
        )
    return TypeError(f"The value for `{name}` cannot be sent: {why}")


def encode_query(query: Mapping[str, object], styles: Mapping[str, Any] | None = None) -> str:
    """Encodes query parameters, without the `?`: None is an empty value, arrays and objects by their style.

    Raises TypeError for a value that cannot be written.
    """
    parts: list[str] = []
    for name, value in query.items():
        if isinstance(value, str) and styles is None:
            parts.append(f"{encode_text(name)}={encode_text(value)}")
        elif not _is_missing(value):
            style = _style(styles, name)
            encode = _reserved("#&+") if style.get("allow_reserved") else encode_text
            try:
                parts.extend(f"{key}={text}" for key, text in _pairs(name, value, style, encode))
            except (TypeError, RecursionError) as error:
                raise _check(name, error) from error
    return "&".join(parts)


def encode_form(body: object, fields: Mapping[str, Any] | None = None) -> bytes:
    """An `application/x-www-form-urlencoded` body: arrays repeat the name, objects are JSON, unless `fields` say otherwise."""
    members = _members(body)
    if members is None:
        raise TypeError(f"Expected an object of fields for a form but received {type(body).__name__}")
    styles = {
        name: fields[name]
        if fields and name in fields
        else {"style": "json"}
        if _members(value) is not None
        else _PLAIN
        for name, value in members.items()
    }
    # A plus sign of a value is encoded, and every %20 is a space.
    return encode_query(members, styles).replace("%20", "+").encode()


def encode_path(template: str, path: Mapping[str, object], styles: Mapping[str, Any] | None = None) -> str:
    """Puts parameters into a path template, percent-encoded.

    Raises ValueError when a parameter is missing or empty, or would make a `.` or `..` segment.
    """
    return "/".join(_segment(part, path, styles) if "{" in part else part for part in template.split("/"))


def _segment(segment: str, path: Mapping[str, object], styles: Mapping[str, Any] | None) -> str:
    names: list[str] = []

    def expand(found: re.Match[str]) -> str:
        name = found[1]
        value = path.get(name)
        try:
            text = "" if value is None or _is_missing(value) else _expand(name, value, _style(styles, name))
        except RecursionError as error:
            raise _check(name, error) from error
        # An empty segment would call another operation.
        if not text:
            raise ValueError(f"Expected a non-empty value for `{name}` but received {value!r}")
        names.append(name)
        return text

    text = re.sub(r"\{([^{}]+)\}", expand, segment)
    # A dot segment would be resolved away by URL parsers and proxies, and call another operation.
    if _DOT_SEGMENT.match(text) or any(_DOT_SEGMENT.match(part) for part in text.split("/")):
        which = "`, `".join(names)
        raise ValueError(
            f"The value for `{which}` makes the path segment '{text}', which would change the path"
        )
    return text


def _expand(name: str, value: object, style: Style) -> str:
    """One parameter by the OpenAPI styles for paths: simple, label, matrix, or a JSON text."""
    kind = style.get("style")
    encode = _reserved("?#") if style.get("allow_reserved") else encode_text
    if kind == "json":
        from .encode import dumps

        return encode(dumps(value, name).decode())
    explode = style.get("explode")
    prefix = "." if kind == "label" else ";" if kind == "matrix" else ""
    own = f"{encode_text(name)}=" if kind == "matrix" else ""
    joint = (prefix or ",") if explode else ","
    items = _list(value)
    if items is not None:
        texts = [encode(to_text(item)) for item in items if item is not None]
        if not texts:
            return ""
        if explode:
            return prefix + joint.join(own + text for text in texts)
        return prefix + own + joint.join(texts)
    members = _members(value)
    if members is not None:
        mark = "=" if explode else ","
        texts = [f"{encode(key)}{mark}{encode(to_text(member))}" for key, member in members.items()]
        return prefix + ("" if explode else own) + joint.join(texts) if texts else ""
    text = encode(to_text(value))
    return prefix + own + text if text else ""


def encode_header_param(name: str, value: object, style: Style | None = None) -> str:
    """The value of a header parameter in simple style, or as JSON; never percent-encoded.

    Raises ValueError on a line break or NUL.
    """
    style = style or _PLAIN
    if style.get("style") == "json":
        from .encode import dumps

        # Headers hold no characters beyond Latin-1: JSON can escape them.
        text = re.sub(r"[^ -~]", _escape, dumps(value, name).decode())
    else:
        members = _members(value)
        items = _list(value)
        if members is not None:
            mark = "=" if style.get("explode") else ","
            text = ",".join(f"{key}{mark}{to_text(member)}" for key, member in members.items())
        else:
            text = ",".join(_flat(items, str)) if items is not None else to_text(value)
    if "\r" in text or "\n" in text or "\0" in text:
        # It would start another header.
        raise ValueError(f"The value of header `{name}` may not contain line breaks or NUL")
    return text


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def encode_cookie_param(name: str, value: object, style: Style | None = None) -> str:
    """`name=value` pairs for the Cookie header: percent-encoded in form style, as they are in OpenAPI 3.2's cookie style."""
    style = style or _PLAIN

    def as_is(text: str) -> str:
        # Nothing is encoded in cookie style, so what would end the value or the header is refused.
        if re.search(r"[\0-\x1f\x7f;]", text):
            raise ValueError(f"The value of cookie `{name}` may not contain control characters or semicolons")
        return text

    found = _pairs(name, value, style, as_is if style.get("style") == "cookie" else encode_text)
    return "; ".join(f"{key}={text}" for key, text in found)
