"""Asks types what they are."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from typing_extensions import NotRequired, Required, TypeAliasType

from .types import NotGiven, Omit

if TYPE_CHECKING:
    from typing import TypeGuard

_T = TypeVar("_T")

__all__ = [
    "extract_type_arg",
    "is_annotated_type",
    "is_dict",
    "is_given",
    "is_iterable",
    "is_iterable_type",
    "is_list",
    "is_list_type",
    "is_literal_type",
    "is_mapping",
    "is_required_type",
    "is_sequence",
    "is_sequence_type",
    "is_type_alias_type",
    "is_union_type",
    "parse_date",
    "parse_datetime",
    "strip_annotated_type",
]


def is_given(value: object) -> bool:
    """True for a value that a caller gave."""
    return not isinstance(value, (NotGiven, Omit))


def is_dict(value: object) -> TypeGuard[dict[object, object]]:
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, Mapping)


def is_iterable(value: object) -> TypeGuard[Iterable[object]]:
    return isinstance(value, Iterable)


def is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence)


def is_list_type(kind: Any) -> bool:
    return (get_origin(kind) or kind) is list


def is_sequence_type(kind: Any) -> bool:
    return (get_origin(kind) or kind) is Sequence


def is_iterable_type(kind: Any) -> bool:
    return (get_origin(kind) or kind) is Iterable


def is_union_type(kind: Any) -> bool:
    return get_origin(kind) in (Union, getattr(types, "UnionType", Union))


def is_literal_type(kind: Any) -> bool:
    return get_origin(kind) is Literal


def is_annotated_type(kind: Any) -> bool:
    return get_origin(kind) is Annotated


def is_required_type(kind: Any) -> bool:
    return get_origin(kind) in (Required, NotRequired)


def is_type_alias_type(kind: Any) -> bool:
    return isinstance(kind, (TypeAliasType, getattr(__import__("typing"), "TypeAliasType", TypeAliasType)))


def strip_annotated_type(kind: Any) -> Any:
    """A type without the notes beside it."""
    while is_annotated_type(kind) or is_required_type(kind):
        kind = get_args(kind)[0]
    return kind


def extract_type_arg(kind: Any, index: int) -> Any:
    """One of the types in brackets. Raises RuntimeError where there are fewer."""
    args = get_args(kind)
    if index >= len(args):
        raise RuntimeError(f"Expected {kind} to have a type argument at index {index}")
    return args[index]


def parse_datetime(value: datetime | str | float | bytes) -> datetime:
    """A date and time of its text, or of seconds since 1970. Raises ValueError for what is none."""
    return _parse(datetime, value)


def parse_date(value: date | str | float | bytes) -> date:
    """A date of its text, or of seconds since 1970. Raises ValueError for what is none."""
    return _parse(date, value)


def _parse(kind: type[_T], value: object) -> _T:
    from pydantic import TypeAdapter

    return TypeAdapter(kind).validate_python(value)
