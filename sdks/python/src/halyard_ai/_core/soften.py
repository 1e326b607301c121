"""Makes a schema that takes whatever comes: what is as promised becomes what was promised, all else stays as it is."""

from __future__ import annotations

from typing import Any, cast

Schema = dict[str, Any]

_ANY: Schema = {"type": "any"}
_SCALARS = frozenset(("str", "int", "float", "bool", "decimal"))
_TIMES = frozenset(("datetime", "date", "time", "timedelta"))
_INNER = (
    "schema",
    "items_schema",
    "values_schema",
    "lax_schema",
    "strict_schema",
    "json_schema",
    "python_schema",
)


def loose(schema: Schema) -> Schema:
    """The schema of a value that may be of any other type as well."""
    kind = schema["type"]
    if kind == "any":
        return schema
    if kind in ("nullable", "default"):
        return {**schema, "schema": loose(schema["schema"])}
    if kind == "definitions":
        definitions = [soft(each) for each in schema["definitions"]]
        return {**schema, "schema": loose(schema["schema"]), "definitions": definitions}
    return {"type": "union", "mode": "left_to_right", "choices": [soft(schema), _ANY]}


def soft(schema: Schema) -> Schema:
    """The schema of a value that has its type, an object or a list, while what is inside may be anything."""
    kind: str = schema["type"]
    if kind in _SCALARS:
        # No number is made of a text, and no text of a number.
        return {**schema, "strict": True}
    if kind in _TIMES or kind == "tagged-union":
        return _wrapped(schema)
    if kind == "model-fields":
        return _fields(schema)
    if kind == "union":
        return {**schema, "choices": [_choice(choice) for choice in schema["choices"]]}
    if kind == "tuple":
        return {**schema, "items_schema": [loose(item) for item in schema["items_schema"]]}
    if kind in ("list", "dict", "set", "frozenset"):
        names = ("items_schema", "values_schema")
        return {name: loose(value) if name in names else value for name, value in schema.items()}
    if kind == "definitions":
        return {**loose(schema), "schema": soft(schema["schema"])}
    return {name: soft(value) if name in _INNER else value for name, value in schema.items()}


def _wrapped(schema: Schema) -> Schema:
    """What becomes a part of another schema: that takes over the name by which it is referred to."""
    bare = {name: value for name, value in schema.items() if name != "ref"}
    named: Schema = {"ref": schema["ref"]} if "ref" in schema else {}
    if schema["type"] != "tagged-union":
        # A number is no time in JSON; values that a program gives may be times already.
        strict = {**bare, "strict": True}
        return {"type": "json-or-python", "json_schema": strict, "python_schema": bare, **named}
    choices = {tag: soft(choice) for tag, choice in schema["choices"].items()}
    known = {**bare, "choices": choices}
    return {"type": "union", "mode": "left_to_right", "choices": [known, _open()], **named}


def _choice(choice: Any) -> Any:
    if isinstance(choice, tuple):
        parts = cast("tuple[object, ...]", choice)
        return (soft(cast("Schema", parts[0])), *parts[1:])
    return soft(choice)


def _fields(schema: Schema) -> Schema:
    changed = {**schema, "fields": {name: _field(field) for name, field in schema["fields"].items()}}
    if "extras_schema" in schema:
        changed["extras_schema"] = loose(schema["extras_schema"])
    return changed


def _field(field: Schema) -> Schema:
    inner = loose(field["schema"])
    if inner["type"] != "default":
        inner = {"type": "default", "schema": inner, "default": None}
    return {**field, "schema": inner}


def _open() -> Schema:
    """An object of a type that nobody knew."""
    from .models import BaseModel

    if not BaseModel.__pydantic_complete__:
        BaseModel.model_rebuild()
    core: Any = BaseModel.__pydantic_core_schema__
    return {name: value for name, value in core.items() if name != "ref"}
