"""Whether, when and how often a request is sent again."""

from __future__ import annotations

import time
from collections.abc import Set as AbstractSet
from random import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .headers import ResponseHeaders

RETRY_STATUSES = frozenset((408, 429, 500, 502, 503, 504))
"""Statuses that a retry may cure."""

_FULL = 500


class RetryBudget:
    """What retries may cost a failing server. One a client; the clients that `with_options` derives share it."""

    __slots__ = ("_lock", "_tokens")

    def __init__(self) -> None:
        from threading import Lock

        self._tokens = _FULL
        self._lock = Lock()

    def take(self, cost: int) -> bool:
        """Pays for a retry; false when the bucket is empty."""
        with self._lock:
            if self._tokens < cost:
                return False
            self._tokens -= cost
            return True

    def refund(self, cost: int) -> None:
        """A success gives back what its retry cost, or one token."""
        if self._tokens == _FULL:
            return
        with self._lock:
            self._tokens = min(_FULL, self._tokens + (cost or 1))


def retry_cost(throttled: bool) -> int:
    """Tokens for one retry."""
    return 5 if throttled else 14


def backoff(count: int, throttled: bool) -> float:
    """Seconds before retry `count` (from 0)."""
    delay = min(8.0, (1.0 if throttled else 0.2) * 2 ** min(count, 10))
    return float(delay / 2 + random() * delay / 2)


def retry_after(headers: ResponseHeaders) -> float | None:
    """Seconds that the server asks to wait; None when it does not say, or says nonsense."""
    exact = _number(headers.get("retry-after-ms"))
    if exact is not None:
        return exact / 1000
    value = headers.get("retry-after")
    if value is None:
        return None
    seconds = _number(value)
    if seconds is not None:
        return seconds
    until = _date(value)
    if until is None:
        return None
    # The server's own clock counts, where it tells: ours may be wrong.
    sent = _date(headers.get("date") or "")
    return max(0.0, until - (time.time() if sent is None else sent))


def _number(text: str | None) -> float | None:
    if text is None or not text.isascii():
        return None
    text = text.strip()
    whole, _, rest = text.partition(".")
    return float(text) if whole.isdigit() and (not rest or rest.isdigit()) else None


def _date(text: str) -> float | None:
    if not text[:3].isalpha():
        return None
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None


def retry_wanted(
    status: int, headers: ResponseHeaders, statuses: AbstractSet[int], idempotent: bool, asked: float | None
) -> bool:
    """Whether a status is worth a retry; the limits come on top."""
    told = headers.get("x-should-retry")
    if told == "true" or told == "false":
        return told == "true"
    return status in statuses and (idempotent or status == 429 or (status == 503 and asked is not None))
