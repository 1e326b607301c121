"""Packages whose names are imported when they are first used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_exports(
    package: str, names: Mapping[str, str], modules: tuple[str, ...] = ()
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Makes `__getattr__` and `__dir__` of a package: `names` maps a name to the module that holds it, `modules` are reachable themselves."""

    reachable = frozenset((*modules, *names.values()))

    def __getattr__(name: str) -> Any:
        namespace: dict[str, Any] = sys.modules[package].__dict__
        if name in names:
            value = getattr(import_module(f".{names[name]}", package), name)
        elif name in reachable:
            value = import_module(f".{name}", package)
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        namespace[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*sys.modules[package].__dict__, *names, *reachable})

    return __getattr__, __dir__
