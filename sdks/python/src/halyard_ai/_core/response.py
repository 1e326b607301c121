"""Responses of both kinds of clients."""

from __future__ import annotations

from ._async.response import (
    AsyncAPIResponse,
    AsyncBaseResponse,
    AsyncBinaryAPIResponse,
    AsyncResponseContextManager,
    AsyncStreamedBinaryAPIResponse,
)
from ._sync.response import (
    APIResponse,
    BaseResponse,
    BinaryAPIResponse,
    ResponseContextManager,
    StreamedBinaryAPIResponse,
)

__all__ = [
    "APIResponse",
    "AsyncAPIResponse",
    "AsyncBaseResponse",
    "AsyncBinaryAPIResponse",
    "AsyncResponseContextManager",
    "AsyncStreamedBinaryAPIResponse",
    "BaseResponse",
    "BinaryAPIResponse",
    "ResponseContextManager",
    "StreamedBinaryAPIResponse",
]
