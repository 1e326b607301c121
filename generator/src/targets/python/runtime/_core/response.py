"""Responses of both kinds of clients."""

from __future__ import annotations

from ._async.response import AsyncAPIResponse as AsyncAPIResponse
from ._async.response import AsyncBaseResponse as AsyncBaseResponse
from ._async.response import AsyncBinaryAPIResponse as AsyncBinaryAPIResponse
from ._async.response import AsyncResponseContextManager as AsyncResponseContextManager
from ._async.response import AsyncStreamedBinaryAPIResponse as AsyncStreamedBinaryAPIResponse
from ._sync.response import APIResponse as APIResponse
from ._sync.response import BaseResponse as BaseResponse
from ._sync.response import BinaryAPIResponse as BinaryAPIResponse
from ._sync.response import ResponseContextManager as ResponseContextManager
from ._sync.response import StreamedBinaryAPIResponse as StreamedBinaryAPIResponse
