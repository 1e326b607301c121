"""The bases of generated clients."""

from __future__ import annotations

from ._async.client import AsyncAPIClient
from ._sync.client import SyncAPIClient

__all__ = ["AsyncAPIClient", "SyncAPIClient"]
