"""The bases of generated clients."""

from __future__ import annotations

from ._async.client import AsyncAPIClient as AsyncAPIClient
from ._sync.client import SyncAPIClient as SyncAPIClient
