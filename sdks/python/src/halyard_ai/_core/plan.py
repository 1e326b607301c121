"""Lists, page by page."""

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
