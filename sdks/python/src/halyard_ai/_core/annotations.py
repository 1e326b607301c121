"""Notes that stand beside types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class PropertyInfo:
    """What the wire needs to know of a value beside its type.

    `alias` is its name there, `format` how it is written (`iso8601`, `base64`), and `discriminator` the member that tells
    which type of a union it has.
    """

    __slots__ = ("alias", "discriminator", "format", "format_template")

    def __init__(
        self,
        *,
        alias: str | None = None,
        format: str | None = None,
        format_template: str | None = None,
        discriminator: str | None = None,
    ) -> None:
        self.alias = alias
        self.format = format
        self.format_template = format_template
        self.discriminator = discriminator

    def __repr__(self) -> str:
        names = ("alias", "format", "format_template", "discriminator")
        given = [(name, getattr(self, name)) for name in names]
        return f"PropertyInfo({', '.join(f'{name}={value!r}' for name, value in given if value is not None)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PropertyInfo) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str | None, ...]:
        return self.alias, self.format, self.format_template, self.discriminator

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if self.discriminator is None:
            return handler(source)
        from .unions import tagged

        return tagged(source, self.discriminator, handler)
