"""Helpers under the names that other SDKs have."""

from .._core.annotations import PropertyInfo
from .._core.files import file_from_path
from .._core.reflect import (
    extract_type_arg,
    is_annotated_type,
    is_dict,
    is_given,
    is_iterable,
    is_iterable_type,
    is_list,
    is_list_type,
    is_literal_type,
    is_mapping,
    is_required_type,
    is_sequence,
    is_sequence_type,
    is_type_alias_type,
    is_union_type,
    parse_date,
    parse_datetime,
    strip_annotated_type,
)
from .._core.transform import maybe_transform, transform

__all__ = [
    "PropertyInfo",
    "extract_type_arg",
    "file_from_path",
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
    "maybe_transform",
    "parse_date",
    "parse_datetime",
    "strip_annotated_type",
    "transform",
]
