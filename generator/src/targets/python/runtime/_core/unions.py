"""Unions whose variants are told apart by a member."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


def tagged(source: Any, discriminator: str, handler: GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a union that chooses by tag; of a plain union, where a variant does not name its tags."""
    by_tag: dict[Any, list[Any]] = {}
    for variant in variants_of(source):
        tags = tags_of(variant, discriminator)
        if not tags:
            return handler(source)
        for tag in tags:
            by_tag.setdefault(tag, []).append(variant)
    if len(by_tag) < 2:
        return handler(source)
    made: dict[Any, CoreSchema] = {}

    def schema_of(variant: Any) -> CoreSchema:
        found = made.get(variant)
        if found is None:
            found = made[variant] = handler.generate_schema(variant)
        return found

    choices: dict[Any, CoreSchema] = {
        tag: schema_of(variants[0])
        if len(variants) == 1
        else core_schema.union_schema([schema_of(variant) for variant in variants])
        for tag, variants in by_tag.items()
    }
    return core_schema.tagged_union_schema(choices, discriminator)


def variants_of(source: Any) -> list[Any]:
    """The variants of a union, those of unions in it included."""
    source = bare(source)
    if get_origin(source) in (Union, getattr(types, "UnionType", Union)):
        return [variant for part in get_args(source) for variant in variants_of(part)]
    return [source]


def bare(source: Any) -> Any:
    """A type without the notes beside it, and without its other names."""
    while True:
        if get_origin(source) is Annotated:
            source = get_args(source)[0]
        elif isinstance(getattr(source, "__value__", None), (str, type(None))):
            return source
        else:
            source = source.__value__


def tags_of(variant: Any, discriminator: str) -> tuple[Any, ...]:
    """The values of the member by which a variant is known; none where it does not say."""
    fields: dict[str, Any] = getattr(variant, "__pydantic_fields__", None) or getattr(
        variant, "model_fields", {}
    )
    for name, field in fields.items():
        if (field.alias or name) == discriminator:
            return literals_of(field.annotation, variant)
    return ()


def literals_of(annotation: Any, owner: Any) -> tuple[Any, ...]:
    """The values of a literal type."""
    if isinstance(annotation, str) or hasattr(annotation, "__forward_arg__"):
        import sys

        text = annotation if isinstance(annotation, str) else annotation.__forward_arg__
        try:
            annotation = eval(text, vars(sys.modules[owner.__module__]))
        except (NameError, KeyError, TypeError):
            return ()
    found: list[Any] = []
    for part in variants_of(annotation):
        if get_origin(part) is Literal:
            found.extend(get_args(part))
        elif part is not type(None):
            return ()
    return tuple(found)
