"""Makes values of what the server sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_adapters: dict[Any, Any] = {}


class InvalidJSON(ValueError):
    """What the server sent is not JSON."""


def decode(
    cast_to: Any, content: bytes, *, strict: bool = False, on_drift: Callable[[Any], None] | None = None
) -> Any:
    """The value of a JSON text. Raises InvalidJSON, and ValueError in strict mode for what is not as promised."""
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import from_json

    adapter = _adapters.get(cast_to)
    if adapter is None:
        adapter = _adapters[cast_to] = TypeAdapter(cast_to)
    try:
        return adapter.validate_json(content)
    except ValidationError as error:
        if error.errors(include_url=False)[0]["type"] == "json_invalid":
            raise InvalidJSON(str(error)) from None
        if strict:
            raise ValueError(str(error)) from None
        return from_json(content)
