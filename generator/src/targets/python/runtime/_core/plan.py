"""What is to be made of a response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class PageRequest:
    """How a page was requested: what its next one starts from. `options` are the keywords of the client's `_request`.

    `trail` holds what earlier pages of the same list were requested with, to see a server that names one again.
    """

    __slots__ = ("method", "options", "page", "template", "trail")

    def __init__(
        self, page: Any, method: str, template: str, options: Mapping[str, Any], trail: tuple[str, ...] = ()
    ) -> None:
        self.page = page
        self.method = method
        self.template = template
        self.options = options
        self.trail = trail


class Plan:
    """What is to be made of a response: `cast_to` of it, or a stream, or a page."""

    __slots__ = ("accept", "cast_to", "optional", "page", "reopen", "stream", "unwrap")

    def __init__(
        self,
        cast_to: Any,
        optional: bool,
        unwrap: str | None,
        accept: str,
        stream: Any,
        page: PageRequest | None,
        reopen: Any,
    ) -> None:
        self.cast_to = cast_to
        self.optional = optional
        self.unwrap = unwrap
        self.accept = accept
        self.stream = stream
        self.page = page
        self.reopen = reopen
