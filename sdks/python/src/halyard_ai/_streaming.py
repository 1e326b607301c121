"""The same as `_core.streaming`, under the name that other SDKs have."""

from ._core.streaming import (
    AsyncStream,
    ServerSentEvent,
    Stream,
)

__all__ = [
    "AsyncStream",
    "ServerSentEvent",
    "Stream",
]
