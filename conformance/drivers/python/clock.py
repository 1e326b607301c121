"""The time that outcomes are stamped with."""

from __future__ import annotations

import time

_START = time.time() - time.perf_counter()


def now() -> float:
    """Milliseconds since 1970 with fractions; unlike the machine's own time it never jumps."""
    return (_START + time.perf_counter()) * 1000
