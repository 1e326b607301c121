"""What programs that were written for several versions of pydantic ask of models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .reflect import is_literal_type, is_union_type, parse_date, parse_datetime

if TYPE_CHECKING:
    import pydantic
    from pydantic.fields import FieldInfo

    _ModelT = TypeVar("_ModelT", bound=pydantic.BaseModel)

__all__ = [
    "PYDANTIC_V1",
    "PYDANTIC_V2",
    "field_get_default",
    "field_is_required",
    "field_outer_type",
    "get_model_config",
    "get_model_fields",
    "is_literal_type",
    "is_union",
    "model_copy",
    "model_dump",
    "model_json",
    "model_json_schema",
    "model_parse",
    "model_parse_json",
    "parse_date",
    "parse_datetime",
    "parse_obj",
]

PYDANTIC_V1 = False
PYDANTIC_V2 = True

is_union = is_union_type


def field_outer_type(field: FieldInfo) -> Any:
    """The type of a field."""
    return field.annotation


def field_is_required(field: FieldInfo) -> bool:
    return field.is_required()


def field_get_default(field: FieldInfo) -> Any:
    """What a field is when it is missing; None where nothing is said."""
    value = field.get_default()
    return None if field.is_required() else value


def get_model_config(model: type[pydantic.BaseModel]) -> Any:
    return model.model_config


def get_model_fields(model: type[pydantic.BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by their names in Python."""
    if not model.__pydantic_complete__:
        # Types of fields are looked up when a model is first used.
        model.model_rebuild()
    return model.__pydantic_fields__


def model_copy(model: _ModelT, *, deep: bool = False) -> _ModelT:
    return model.model_copy(deep=deep)


def model_json(model: pydantic.BaseModel, *, indent: int | None = None) -> str:
    return model.model_dump_json(indent=indent)


def model_dump(model: pydantic.BaseModel, **options: Any) -> dict[str, Any]:
    return model.model_dump(**options)


def model_parse(model: type[_ModelT], data: Any) -> _ModelT:
    return model.model_validate(data)


parse_obj = model_parse


def model_parse_json(model: type[_ModelT], data: str | bytes) -> _ModelT:
    return model.model_validate_json(data)


def model_json_schema(model: type[pydantic.BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()
