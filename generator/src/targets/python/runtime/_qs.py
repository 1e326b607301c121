"""The same as `_core.querystring`, under the name that other SDKs have."""

from ._core.querystring import (
    Querystring,
    parse,
    stringify,
    stringify_items,
)

__all__ = [
    "Querystring",
    "parse",
    "stringify",
    "stringify_items",
]
