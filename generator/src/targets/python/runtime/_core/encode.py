"""Writes JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from .types import NotGiven, Omit


def _plain(value: object) -> Any:
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        return dump(mode="json", by_alias=True, exclude_unset=True)
    iso = getattr(value, "isoformat", None)
    if iso is not None:
        return iso()
    if isinstance(value, Mapping):
        return present(cast("Mapping[str, object]", value))
    if isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray)):
        return list(cast("Iterable[object]", value))
    raise TypeError(f"A value of type {type(value).__name__} cannot be written as JSON")


def present(body: Mapping[str, object]) -> dict[str, object]:
    """The members that are given."""
    return {name: value for name, value in body.items() if not isinstance(value, (Omit, NotGiven))}


def dumps(value: object) -> bytes:
    """The JSON text of a value, without blanks."""
    if isinstance(value, dict):
        value = present(cast("dict[str, object]", value))
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, default=_plain).encode()
