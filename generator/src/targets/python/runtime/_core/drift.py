"""Tells how a response differs from what the API promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Literal, NamedTuple, cast

Schema = Mapping[str, Any]
DriftKind = Literal["unknown-enum-value", "unknown-variant", "missing-required-field", "wrong-type"]

_MOST = 20
"""Differences that are told of one response: a changed list would tell as many as it has items."""

_TYPES = {
    "str": "string",
    "int": "number",
    "float": "number",
    "bool": "boolean",
    "NoneType": "null",
    "list": "array",
    "dict": "object",
}
_NAMES = {
    "str": "a string",
    "bool": "a boolean",
    "float": "a number",
    "int": "an integer",
    "datetime": "a date and time",
    "date": "a date",
}


class Drift(NamedTuple):
    """One difference between a response and what the API promises."""

    kind: DriftKind
    pointer: str
    """JSON pointer to the value; empty for the whole response."""
    expected: str
    """What was promised, in words."""
    actual: str
    """What came: the value of an enum or a tag, else the JSON type."""
    operation: str = ""
    """The call, as `METHOD /path/template`; empty where none is known."""


def find_drift(schema: Schema, value: object, operation: str = "") -> list[Drift]:
    """The differences of a JSON value from a schema of pydantic, at most twenty."""
    walk = _Walk({}, operation, _MOST)
    walk.check(schema, value, "")
    return walk.found


def tell(on_drift: Callable[[Drift], None] | None, found: list[Drift]) -> None:
    """Observing never breaks a call."""
    if on_drift is None:
        return
    for drift in found:
        with suppress(Exception):
            on_drift(drift)


def _name(value: object) -> str:
    return _TYPES.get(type(value).__name__, type(value).__name__)


def _step(pointer: str, key: object) -> str:
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, default=str)


class _Walk:
    """Goes through a value along its schema and gathers the differences, up to a limit."""

    def __init__(self, definitions: dict[str, Schema], operation: str, limit: int) -> None:
        self.definitions = definitions
        self.operation = operation
        self.limit = limit
        self.found: list[Drift] = []

    def add(self, kind: DriftKind, pointer: str, expected: str, actual: str) -> None:
        if len(self.found) < self.limit:
            self.found.append(Drift(kind, pointer, expected, actual, self.operation))

    def wrong(self, pointer: str, expected: str, value: object) -> None:
        self.add("wrong-type", pointer, expected, _name(value))

    def check(self, schema: Schema, value: object, pointer: str) -> None:
        if len(self.found) >= self.limit:
            return
        kind: str = schema["type"]
        method: Any = getattr(self, f"_{kind.replace('-', '_')}", None)
        if method is not None:
            method(schema, value, pointer)
        elif kind in _NAMES:
            if not _fits(kind, value):
                self.wrong(pointer, _NAMES[kind], value)
        elif "schema" in schema:
            # A model, a default and whatever else wraps another schema.
            self.check(schema["schema"], value, pointer)

    def _definitions(self, schema: Schema, value: object, pointer: str) -> None:
        self.definitions.update((each["ref"], each) for each in schema["definitions"])
        self.check(schema["schema"], value, pointer)

    def _definition_ref(self, schema: Schema, value: object, pointer: str) -> None:
        self.check(self.definitions[schema["schema_ref"]], value, pointer)

    def _nullable(self, schema: Schema, value: object, pointer: str) -> None:
        if value is not None:
            self.check(schema["schema"], value, pointer)

    def _json_or_python(self, schema: Schema, value: object, pointer: str) -> None:
        self.check(schema["json_schema"], value, pointer)

    def _lax_or_strict(self, schema: Schema, value: object, pointer: str) -> None:
        self.check(schema["strict_schema"], value, pointer)

    def _list(self, schema: Schema, value: object, pointer: str) -> None:
        if not isinstance(value, list):
            self.wrong(pointer, "an array", value)
            return
        items: Schema = schema.get("items_schema") or {"type": "any"}
        for index, item in enumerate(cast("list[object]", value)):
            self.check(items, item, _step(pointer, index))

    def _tuple(self, schema: Schema, value: object, pointer: str) -> None:
        if not isinstance(value, list):
            self.wrong(pointer, "an array", value)
            return
        members = cast("list[object]", value)
        items: list[Schema] = schema["items_schema"]
        rest: int | None = schema.get("variadic_item_index")
        if len(members) > len(items) and rest is None:
            self.add("wrong-type", pointer, f"at most {len(items)} items", f"{len(members)} items")
        for index, item in enumerate(members):
            if index < len(items) or rest is not None:
                self.check(items[min(index, len(items) - 1)], item, _step(pointer, index))

    def _dict(self, schema: Schema, value: object, pointer: str) -> None:
        if not isinstance(value, dict):
            self.wrong(pointer, "an object", value)
            return
        values: Schema = schema.get("values_schema") or {"type": "any"}
        for key, member in cast("dict[str, object]", value).items():
            self.check(values, member, _step(pointer, key))

    def _literal(self, schema: Schema, value: object, pointer: str) -> None:
        self.enum(schema["expected"], value, pointer, open=False)

    def enum(self, expected: list[object], value: object, pointer: str, *, open: bool) -> None:
        kinds = list(dict.fromkeys(_name(known) for known in expected))
        if any(known == value and _name(known) == _name(value) for known in expected):
            return
        if _name(value) not in kinds:
            self.wrong(pointer, f"one of {', '.join(kinds)}", value)
        elif not open:
            known = ", ".join(_json(one) for one in expected)
            self.add("unknown-enum-value", pointer, f"one of {known}", _json(value))

    def _model_fields(self, schema: Schema, value: object, pointer: str) -> None:
        if not isinstance(value, dict):
            self.wrong(pointer, "an object", value)
            return
        members = cast("dict[str, object]", value)
        fields: dict[str, Schema] = schema["fields"]
        known: set[str] = set()
        for name, field in fields.items():
            wire: Any = field.get("validation_alias")
            wire = wire if isinstance(wire, str) else name
            known.add(wire)
            if wire in members:
                self.check(field["schema"], members[wire], _step(pointer, wire))
            elif field["schema"]["type"] != "default":
                self.add("missing-required-field", _step(pointer, wire), "a value", "nothing")
        extras: Schema | None = schema.get("extras_schema")
        if extras is not None:
            for key, member in members.items():
                if key not in known:
                    self.check(extras, member, _step(pointer, key))

    def _tagged_union(self, schema: Schema, value: object, pointer: str) -> None:
        anything = value
        choices: dict[Any, Schema] = schema["choices"]
        discriminator: Any = schema["discriminator"]
        members = cast("dict[str, object]", value) if isinstance(value, dict) else None
        tag = None if members is None else members.get(discriminator)
        if tag is None:
            self.variants(list({id(one): one for one in choices.values()}.values()), anything, pointer)
            return
        chosen = choices.get(tag) if isinstance(tag, (str, int)) else None
        if chosen is not None:
            self.check(chosen, anything, pointer)
        else:
            known = ", ".join(_json(one) for one in choices)
            self.add("unknown-variant", _step(pointer, discriminator), f"one of {known}", _json(tag))

    def _union(self, schema: Schema, value: object, pointer: str) -> None:
        given: list[Any] = schema["choices"]
        choices: list[Schema] = [one[0] if isinstance(one, tuple) else one for one in given]
        kinds: list[str] = [one["type"] for one in choices]
        if len(choices) == 2 and kinds[0] == "literal" and kinds[1] in ("str", "int", "float", "bool"):
            self.enum(choices[0]["expected"], value, pointer, open=True)
        else:
            self.variants(choices, value, pointer)

    def variants(self, choices: list[Schema], value: object, pointer: str) -> None:
        # Without a tag, one variant that fits is enough.
        if any(not self.attempt(choice, value, pointer, 1) for choice in choices):
            return
        # Where only one is of the value's own kind, what differs inside it tells more.
        tried = [self.attempt(choice, value, pointer, self.limit) for choice in choices]
        near = [found for found in tried if all(drift.pointer != pointer for drift in found)]
        if len(near) == 1:
            self.found.extend(near[0][: self.limit - len(self.found)])
        else:
            self.add("unknown-variant", pointer, f"one of {len(choices)} variants", _name(value))

    def attempt(self, schema: Schema, value: object, pointer: str, limit: int) -> list[Drift]:
        walk = _Walk(self.definitions, self.operation, limit)
        walk.check(schema, value, pointer)
        return walk.found


def _fits(kind: str, value: object) -> bool:
    if kind == "bool":
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    if kind == "float":
        return isinstance(value, (int, float))
    if kind == "int":
        # JSON knows no difference between 1 and 1.0.
        return isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if kind == "str":
        return isinstance(value, str)
    return isinstance(value, str) and _is_time(kind, value)


def _is_time(kind: str, text: str) -> bool:
    from pydantic_core import SchemaValidator, core_schema

    schema: Any = core_schema.datetime_schema() if kind == "datetime" else core_schema.date_schema()
    return SchemaValidator(schema).isinstance_python(text)
