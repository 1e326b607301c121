"""Makes values of what the server sent."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, Any, cast, get_origin

if TYPE_CHECKING:
    from .drift import Drift

_lock = RLock()
_decoders: dict[Any, Decoder] = {}


class InvalidJSON(ValueError):
    """What the server sent is not JSON."""


class NotAsPromised(ValueError):
    """What the server sent is not what the API promises; `body` is what it sent, parsed."""

    def __init__(self, message: str, body: object) -> None:
        super().__init__(message)
        self.body = body


def decode(
    cast_to: Any,
    content: bytes,
    *,
    strict: bool = False,
    on_drift: Callable[[Any], None] | None = None,
    operation: str = "",
) -> Any:
    """The value of a JSON text. Raises InvalidJSON, and NotAsPromised in strict mode for what is not as promised."""
    found = _decoders.get(cast_to) or decoder_of(cast_to)
    try:
        return found.exact(content, strict=True)
    except ValueError:
        pass
    # A second look, for what differs: everything is kept, and nothing is raised.
    return found.drifted(content, strict, on_drift, operation)


def decoder_of(cast_to: Any) -> Decoder:
    """The decoder of a type, made once."""
    found = _decoders.get(cast_to)
    if found is None:
        with _lock:
            found = _decoders[cast_to] = _make(cast_to)
    return found


def construct_type(*, type_: Any, value: object, metadata: object = None) -> Any:
    """A value of a type, made of what a program gives: what does not fit stays as it is."""
    return decoder_of(type_).lenient(value)


def validate_type(*, type_: Any, value: object) -> Any:
    """A value of a type, made of what a program gives. Raises ValueError for what does not fit."""
    from pydantic import TypeAdapter

    return TypeAdapter(type_).validate_python(value)


def _make(cast_to: Any) -> Decoder:
    from pydantic import BaseModel, TypeAdapter

    given: Any = cast_to
    # A list of models is a class, too, to some releases of Python.
    if not (isinstance(given, type) and get_origin(given) is None and issubclass(given, BaseModel)):
        adapter: TypeAdapter[Any] = TypeAdapter(cast_to)
        return Decoder(cast_to, adapter.validator, adapter.core_schema)
    if not cast_to.__pydantic_complete__:
        cast_to.model_rebuild()
    kind = PageDecoder if hasattr(cast_to, "_get_page_items") else Decoder
    return kind(cast_to, cast_to.__pydantic_validator__, cast_to.__pydantic_core_schema__)


class Decoder:
    """Decodes one type, whose models hold it alive."""

    __slots__ = ("_schema", "_soft", "cast_to", "exact")

    def __init__(self, cast_to: Any, validator: Any, schema: Any) -> None:
        self.cast_to = cast_to
        self._schema = schema
        self._soft: Any = None
        self.exact: Callable[..., Any] = validator.validate_json
        """The value of a JSON text that is as promised; any other is a ValueError."""

    def drifted(
        self, content: bytes, strict: bool, on_drift: Callable[[Drift], None] | None, operation: str
    ) -> Any:
        """The value of a JSON text that is not as promised."""
        if strict or on_drift is not None:
            from .drift import find_drift, tell

            value = from_json(content)
            found = find_drift(self._schema, value, operation)
            tell(on_drift, found)
            if strict and found:
                raise NotAsPromised(_sentence(found[0]), value)
        soft = self._soft or self._soften()
        try:
            return soft.validate_json(content)
        except ValueError:
            # No JSON, or JSON that the fast parser does not take.
            return self.lenient(from_json(content))

    def lenient(self, value: object) -> Any:
        """The value that a program gives, whatever it is."""
        soft = self._soft or self._soften()
        try:
            return soft.validate_python(value)
        except ValueError:
            return value

    def _soften(self) -> Any:
        from .soften import loose

        with _lock:
            if self._soft is None:
                # What stands where another type should be is written by its own class, which must be complete then.
                for model in _models_in(self._schema):
                    if not model.__pydantic_complete__:
                        model.model_rebuild()
                self._soft = _validator(loose(self._schema))
            return self._soft


class PageDecoder(Decoder):
    """Decodes a page: an object with items, or a list alone."""

    __slots__ = ()

    def drifted(
        self, content: bytes, strict: bool, on_drift: Callable[[Drift], None] | None, operation: str
    ) -> Any:
        start = content.lstrip()[:1]
        if start == b"[":
            given: Any = self.cast_to.__pydantic_generic_metadata__["args"]
            kind: Any = list.__class_getitem__(given[0] if given else object)
            items = decode(kind, content, strict=strict, on_drift=on_drift, operation=operation)
            return self.cast_to.of_list(items)
        if start == b"{":
            return super().drifted(content, strict, on_drift, operation)
        value = from_json(content)
        if value is not None:
            raise NotAsPromised(f"Expected a page but received {type(value).__name__}", value)
        return self.lenient({})


def from_json(content: bytes) -> Any:
    """A JSON text's plain value. Raises InvalidJSON."""
    import pydantic_core

    try:
        return pydantic_core.from_json(content)
    except ValueError:
        pass
    import json

    # Deeper than the fast parser goes, or with bytes that are no UTF-8.
    try:
        return json.loads(content.decode("utf-8-sig", "replace"))
    except ValueError as error:
        raise InvalidJSON(str(error)) from None


def _sentence(drift: Drift) -> str:
    of = f" of {drift.operation}" if drift.operation else ""
    kind = drift.kind.replace("-", " ")
    return (
        f"The response{of} is not what the API promised: {kind} at '{drift.pointer}',"
        f" expected {drift.expected} but received {drift.actual}"
    )


def _validator(schema: Any) -> Any:
    """A validator of a schema alone, where pydantic would take those of the models in it."""
    from pydantic_core import SchemaValidator

    make = cast("Any", SchemaValidator)
    try:
        return make(schema, _use_prebuilt=False)
    except TypeError:
        pass
    # Releases before the argument take only those of models that are complete.
    models = [model for model in _models_in(schema) if model.__dict__.get("__pydantic_complete__")]
    try:
        for model in models:
            type.__setattr__(model, "__pydantic_complete__", False)
        return make(schema)
    finally:
        for model in models:
            type.__setattr__(model, "__pydantic_complete__", True)


def _models_in(schema: Any) -> set[Any]:
    """The classes of all models in a schema."""
    found: set[Any] = set()
    parts: list[Any] = [schema]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            inner = cast("dict[str, Any]", part)
            if inner.get("type") == "model":
                found.add(inner["cls"])
            parts.extend(value for name, value in inner.items() if name not in ("cls", "metadata", "config"))
        elif isinstance(part, (list, tuple)):
            parts.extend(cast("list[Any]", part))
    return found
