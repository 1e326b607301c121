"""Gives the members of a body the names that they have on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args, get_origin

from typing_extensions import NotRequired, Required, get_type_hints, is_typeddict

from .annotations import PropertyInfo
from .unions import bare, variants_of

if TYPE_CHECKING:
    Names = Mapping[str, tuple[str, Any]]

_names: dict[Any, Names] = {}


def rename_members(body: Any, params: Any) -> Any:
    """A body or query of fields, named as on the wire already, with what is inside them renamed as its type says."""
    if not isinstance(body, Mapping):
        return rename(body, params)
    hints = dict(hint for names in _dicts(params) for hint in names.values())
    return {
        name: rename(value, hints[name]) if name in hints else value
        for name, value in cast("Mapping[str, object]", body).items()
    }


def transform(body: Any, params: Any) -> Any:
    """A body with all its members named as on the wire."""
    return rename(body, params)


def maybe_transform(body: Any, params: Any) -> Any:
    """The same, for a body that may be missing."""
    return None if body is None else rename(body, params)


def rename(value: object, hint: Any) -> object:
    """A value with its own members renamed as well; what its type does not name stays."""
    if isinstance(value, Mapping):
        return _mapping(cast("Mapping[str, object]", value), hint)
    if isinstance(value, (str, bytes, bytearray)) or not isinstance(value, Iterable):
        return value
    many = cast("Iterable[object]", value)
    inner = next(
        (get_args(one)[0] for one in variants_of(_plain(hint)) if get_args(one) and _is_list(one)), None
    )
    if inner is None or hasattr(many, "read") or _is_model(many):
        return many
    return [rename(item, inner) for item in many]


def _mapping(value: Mapping[str, object], hint: Any) -> object:
    plain = _plain(hint)
    best = _best(value, _dicts(plain))
    if best is not None:
        renamed: dict[str, object] = {}
        for name, member in value.items():
            wire, inner = best.get(name, (name, None))
            renamed[wire] = member if inner is None else rename(member, inner)
        return renamed
    for one in variants_of(plain):
        args = get_args(one)
        if len(args) == 2 and isinstance(get_origin(one), type) and issubclass(get_origin(one), Mapping):
            return {name: rename(member, args[1]) for name, member in value.items()}
    return value


def _best(value: Mapping[str, object], all_names: list[Names]) -> Names | None:
    """The variant that knows most of the members."""
    if len(all_names) < 2:
        return all_names[0] if all_names else None
    return max(all_names, key=lambda names: _fit(value, names))


def _fit(value: Mapping[str, object], names: Names) -> int:
    score = 0
    for name, member in value.items():
        if name not in names:
            score -= 1
            continue
        literals = [
            given
            for one in variants_of(_plain(names[name][1]))
            if str(get_origin(one)).endswith("Literal")
            for given in get_args(one)
        ]
        score += 1 if not literals else 4 if member in literals else -4
    return score


def _is_list(one: Any) -> bool:
    origin = get_origin(one)
    return isinstance(origin, type) and not issubclass(origin, (Mapping, str))


def _is_model(value: object) -> bool:
    return hasattr(value, "model_dump")


def _plain(hint: Any) -> Any:
    """A type without the notes beside it."""
    while get_origin(hint) in (Required, NotRequired):
        hint = get_args(hint)[0]
    return bare(hint)


def _dicts(hint: Any) -> list[Names]:
    """The members of each typed dict that a type may be: by Python name, the wire name and the type."""
    return [names_of(one) for one in variants_of(_plain(hint)) if is_typeddict(one)]


def names_of(params: Any) -> Names:
    """The members of a typed dict."""
    found = _names.get(params)
    if found is None:
        hints: dict[str, Any] = get_type_hints(params, include_extras=True)
        found = _names[params] = {name: (_alias(hint) or name, hint) for name, hint in hints.items()}
    return found


def _alias(hint: Any) -> str | None:
    while get_origin(hint) in (Required, NotRequired):
        hint = get_args(hint)[0]
    if get_origin(hint) is Annotated:
        for note in get_args(hint)[1:]:
            if isinstance(note, PropertyInfo) and note.alias is not None:
                return note.alias
    return None


__all__ = ["maybe_transform", "names_of", "rename", "rename_members", "transform"]
