"""Headers of requests and responses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from .types import NotGiven, Omit

HeaderMap = dict[str, str | None]
"""Request headers by name in lower case; None: not to be sent."""

_NAME = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def set_header(headers: HeaderMap, name: str, value: str | None) -> None:
    """Sets one header.

    Raises ValueError for a name or value that HTTP forbids; the value is not in the message, it may be a secret.
    """
    if not name or not _NAME.issuperset(name) or (value is not None and not is_valid(value)):
        shown = "".join(char if " " <= char <= "~" else "?" for char in name)
        raise ValueError(f"Header `{shown}` has characters that HTTP does not allow")
    headers[name.lower()] = value


def is_valid(value: str) -> bool:
    """False for what HTTP forbids in a value; a line break would start another header."""
    if value.isascii() and value.isprintable():
        return True
    return all(" " <= char <= "~" or char == "\t" or "\x80" <= char <= "\xff" for char in value)


def add_headers(headers: HeaderMap, given: Mapping[str, object] | None) -> None:
    """Later calls win; None and `omit` remove a header, `not_given` leaves what is there."""
    if not given:
        return
    for name, value in given.items():
        if isinstance(value, NotGiven):
            continue
        if value is None or isinstance(value, Omit):
            set_header(headers, name, None)
        elif isinstance(value, str):
            set_header(headers, name, value)
        elif isinstance(value, (list, tuple)):
            members = cast("Sequence[object]", value)
            set_header(headers, name, ", ".join(str(member) for member in members))
        else:
            set_header(headers, name, str(value).lower() if isinstance(value, bool) else str(value))


def present(headers: HeaderMap) -> dict[str, str]:
    """What is sent: without the removed ones."""
    if None in headers.values():
        return {name: value for name, value in headers.items() if value is not None}
    return cast("dict[str, str]", headers)


class ResponseHeaders(Mapping[str, str]):
    """Response headers by name in any case; values of repeated ones are joined by `, `."""

    __slots__ = ("_by_name", "_pairs")

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = pairs
        self._by_name: dict[str, str] | None = None

    def _map(self) -> dict[str, str]:
        found = self._by_name
        if found is None:
            found = dict[str, str]()
            for name, value in self._pairs:
                name = name.lower()
                before = found.get(name)
                found[name] = value if before is None else f"{before}, {value}"
            self._by_name = found
        return found

    def __getitem__(self, name: str) -> str:
        return self._map()[name.lower()]

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._map().get(name.lower(), default)

    def get_list(self, name: str) -> list[str]:
        """The values of a header that came several times, one by one."""
        name = name.lower()
        return [value for own, value in self._pairs if own.lower() == name]

    def multi_items(self) -> list[tuple[str, str]]:
        """All headers as they came."""
        return [(name.lower(), value) for name, value in self._pairs]

    def __iter__(self) -> Iterator[str]:
        return iter(self._map())

    def __len__(self) -> int:
        return len(self._map())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._map()

    def __repr__(self) -> str:
        # Headers can hold session cookies: what prints them shows names only.
        return f"ResponseHeaders({', '.join(self._map())})"
