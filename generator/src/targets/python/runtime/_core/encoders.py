"""Writes path, query, header and cookie parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast
from urllib.parse import quote

from .types import NotGiven, Omit

_DOT_SEGMENT = re.compile(r"(?:\.|%(?:25)*2e){1,2}\Z", re.IGNORECASE)


def to_text(value: object) -> str:
    """A value as plain text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    iso = getattr(value, "isoformat", None)
    return str(value) if iso is None else str(iso())


def encode_text(text: str) -> str:
    """Percent-encodes all but RFC 3986's unreserved characters."""
    return quote(text, safe="", errors="replace")


def encode_path(template: str, path: Mapping[str, object], styles: Mapping[str, Any] | None = None) -> str:
    """Puts parameters into a path template, percent-encoded. Raises ValueError for an empty one, or a dot segment."""
    for name, value in path.items():
        text = "" if value is None or isinstance(value, (Omit, NotGiven)) else encode_text(to_text(value))
        if not text:
            raise ValueError(f"Expected a non-empty value for `{name}` but received {value!r}")
        if _DOT_SEGMENT.match(text):
            raise ValueError(
                f"The value for `{name}` makes the path segment '{text}', which would change the path"
            )
        template = template.replace(f"{{{name}}}", text)
    return template


def encode_query(query: Mapping[str, object], styles: Mapping[str, Any] | None = None) -> str:
    """Encodes query parameters, without the `?`."""
    parts: list[str] = []
    for name, value in query.items():
        if isinstance(value, (Omit, NotGiven)):
            continue
        many = isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping))
        members: Iterable[object] = cast("Iterable[object]", value) if many else (value,)
        for member in members:
            parts.append(f"{encode_text(name)}={encode_text(to_text(member))}")
    return "&".join(parts)


def encode_form(body: object, fields: Mapping[str, Any] | None = None) -> bytes:
    """An `application/x-www-form-urlencoded` body."""
    return encode_query(cast("Mapping[str, object]", body), fields).replace("%20", "+").encode()


def encode_header_param(name: str, value: object, style: Any = None) -> str:
    """The value of a header parameter."""
    return to_text(value)


def encode_cookie_param(name: str, value: object, style: Any = None) -> str:
    """`name=value` for the Cookie header."""
    return f"{encode_text(name)}={encode_text(to_text(value))}"
