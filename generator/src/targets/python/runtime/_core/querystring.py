"""Writes queries whose arrays and objects all have one form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal
from urllib.parse import parse_qs, unquote

from .encoders import encode_query
from .types import NotGiven, not_given

ArrayFormat = Literal["comma", "repeat", "indices", "brackets"]
NestedFormat = Literal["dots", "brackets"]

__all__ = ["ArrayFormat", "NestedFormat", "Querystring", "parse", "stringify", "stringify_items"]


class Querystring:
    """The form of queries: how arrays and nested objects are named."""

    def __init__(
        self, *, array_format: ArrayFormat = "repeat", nested_format: NestedFormat = "brackets"
    ) -> None:
        self.array_format: ArrayFormat = array_format
        self.nested_format: NestedFormat = nested_format

    def parse(self, query: str) -> Mapping[str, object]:
        """The parameters of a query, all as lists of texts."""
        return parse_qs(query)

    def stringify(
        self,
        params: Mapping[str, object],
        *,
        array_format: ArrayFormat | NotGiven = not_given,
        nested_format: NestedFormat | NotGiven = not_given,
    ) -> str:
        """The query of parameters, without the `?`."""
        array = self.array_format if isinstance(array_format, NotGiven) else array_format
        nested = self.nested_format if isinstance(nested_format, NotGiven) else nested_format
        style: dict[str, object] = {"style": "deepObject" if array == "repeat" else array}
        if nested == "dots":
            style = {"style": "dots", "explode": array != "comma"}
        return encode_query(params, dict.fromkeys(params, style))

    def stringify_items(
        self,
        params: Mapping[str, object],
        *,
        array_format: ArrayFormat | NotGiven = not_given,
        nested_format: NestedFormat | NotGiven = not_given,
    ) -> list[tuple[str, str]]:
        """Names and values of a query, not encoded."""
        text = self.stringify(params, array_format=array_format, nested_format=nested_format)
        pairs = (pair.partition("=") for pair in text.split("&") if pair)
        return [(unquote(name), unquote(value)) for name, _, value in pairs]


_default = Querystring()
parse = _default.parse
stringify = _default.stringify
stringify_items = _default.stringify_items
