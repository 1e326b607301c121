"""What a client logs: nothing unless asked to, and never a secret."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .secrets import redact_url, scrub

if TYPE_CHECKING:
    from logging import Logger

LEVELS = ("off", "error", "warn", "info", "debug")

# No others are logged.
_SHOWN = re.compile(
    r"(accept.*|content-(type|length|encoding|disposition)|date|server|user-agent|(x-)?request-id|x-client-.*"
    r"|x-sdkwright-.*|traceparent|retry-after.*|x-should-retry|(x-)?ratelimit.*|idempotency-replayed)\Z"
)
_SHOWN_BYTES = 4096


class CallLog:
    """The log of a client."""

    __slots__ = ("_debug", "_logger", "_name")

    def __init__(self, name: str, logger: Logger, debug: bool) -> None:
        self._name = name
        self._logger = logger
        self._debug = debug

    def attempt(self, method: str, origin: str, target: str, status: int | None, seconds: float) -> None:
        """At `info`: an attempt is over."""
        url = redact_url(origin, target)
        what = "failed" if status is None else status
        self._logger.info("[%s] %s %s %s in %d ms", self._name, method, url, what, round(seconds * 1000))

    def traffic(
        self,
        method: str,
        url: tuple[str, str],
        status: int | None,
        headers: Iterable[tuple[str, str]],
        body: object,
        secrets: Iterable[str],
    ) -> None:
        """At `debug`: what goes out or comes in. `body` is None where all of it is secret or not in memory."""
        if not self._debug:
            return
        text = body[:_SHOWN_BYTES].decode("utf-8", "replace") if isinstance(body, bytes) else ""
        known = list(secrets)
        shown = {name: scrub(value, known) for name, value in headers if _SHOWN.match(name)}
        line = f"[{self._name}] {method} {redact_url(*url)} {status or ''}".rstrip()
        self._logger.debug("%s headers=%s body=%s", line, shown, scrub(text, known))


def make_log(name: str, package: str, logger: Logger | None, levels: Iterable[str | None]) -> CallLog | None:
    """The log of a client, at the first of the levels that is one; None when nothing would be written."""
    level = next((text.lower() for text in levels if text and text.lower() in LEVELS), None)
    if level not in ("info", "debug"):
        return None
    if logger is None:
        import logging

        logger = logging.getLogger(package)
        logger.setLevel(logging.DEBUG if level == "debug" else logging.INFO)
        if not logger.hasHandlers():
            logger.addHandler(logging.StreamHandler())
    return CallLog(name, logger, level == "debug")
