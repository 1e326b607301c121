"""The base of models: what the server sends, as objects that keep everything that came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic
from pydantic import ConfigDict
from pydantic_core import PydanticSerializationUnexpectedValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typing_extensions import Self

__all__ = ["BaseModel"]

_SECRETS = frozenset(
    (
        "access_token",
        "api_key",
        "client_secret",
        "id_token",
        "password",
        "private_key",
        "refresh_token",
        "secret",
    )
)


class BaseModel(pydantic.BaseModel):
    """A value of the API.

    Members that the SDK does not know are attributes, too, and go out again with `to_dict`. What came in another form than
    the API promises is kept as it came; what is missing is None.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="allow", defer_build=True, populate_by_name=True, protected_namespaces=()
    )

    if TYPE_CHECKING:
        _request_id: str | None
        """The server's id of the request that brought this value: quote it to support. None for values inside others."""

    def to_dict(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = False,
    ) -> dict[str, object]:
        """The members as the server sent them: by their names on the wire, and without those that did not come.

        With the mode `json`, dates and the like are written as text.
        """
        return self.model_dump(
            mode=mode,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    def to_json(
        self,
        *,
        indent: int | None = 2,
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = False,
    ) -> str:
        """The members as JSON, by their names on the wire, and without those that did not come."""
        return self.model_dump_json(
            indent=indent,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        given = self.model_fields_set
        for name, value in super().__repr_args__():
            if name is None or name in given or value is not None:
                yield name, "***" if name in _SECRETS and isinstance(value, str) else value

    __str__ = pydantic.BaseModel.__repr__

    if TYPE_CHECKING:

        @classmethod
        def construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride]
            """Makes a model of values that need not be as the API promises: nothing is refused."""
            ...
    else:
        # What came in another form than promised is written as it is, and nobody is warned about it.
        def model_dump(self, **options: Any) -> dict[str, Any]:
            options.setdefault("warnings", False)
            try:
                return super().model_dump(**options)
            except PydanticSerializationUnexpectedValue:
                # Some releases refuse what stands in for a variant of a union.
                return super().model_dump(**options, serialize_as_any=True)

        def model_dump_json(self, **options: Any) -> str:
            options.setdefault("warnings", False)
            try:
                return super().model_dump_json(**options)
            except PydanticSerializationUnexpectedValue:
                return super().model_dump_json(**options, serialize_as_any=True)

        @classmethod
        def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:
            from .decode import decoder_of

            made = decoder_of(cls).lenient(values)
            if _fields_set is not None:
                object.__setattr__(made, "__pydantic_fields_set__", set(_fields_set))
            return made

        construct = model_construct


# On the class, as pydantic would make a private attribute of each instance out of it.
type.__setattr__(BaseModel, "_request_id", None)
