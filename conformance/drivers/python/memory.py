"""How far this process grows while a vector runs."""

from __future__ import annotations

import gc
import os
import threading

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_MIB = 1024 * 1024


def _resident() -> int:
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[1]) * _PAGE


class MemoryWatch:
    """Samples resident memory every 10 ms from its making until `stop`, which gives the growth in MiB."""

    def __init__(self) -> None:
        gc.collect()
        self._before = self._peak = _resident()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def _sample(self) -> None:
        while not self._over.wait(0.01):
            self._peak = max(self._peak, _resident())

    def stop(self) -> dict[str, float]:
        self._over.set()
        self._thread.join()
        peak = max(self._peak, _resident())
        return {
            "before_mib": round(self._before / _MIB, 1),
            "growth_mib": round((peak - self._before) / _MIB, 1),
        }
