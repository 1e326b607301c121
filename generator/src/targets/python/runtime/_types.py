"""The same as `_core.types`, under the name that other SDKs have."""

from ._core.options import RequestOptions
from ._core.querystring import ArrayFormat, NestedFormat
from ._core.types import (
    NOT_GIVEN,
    AsyncHttpClient,
    AsyncTransport,
    Base64FileInput,
    Body,
    FileContent,
    FileTypes,
    Headers,
    HttpClient,
    NoneType,
    NotGiven,
    Omit,
    Query,
    SequenceNotStr,
    Timeout,
    Transport,
    not_given,
    omit,
)

__all__ = [
    "NOT_GIVEN",
    "ArrayFormat",
    "AsyncHttpClient",
    "AsyncTransport",
    "Base64FileInput",
    "Body",
    "FileContent",
    "FileTypes",
    "Headers",
    "HttpClient",
    "NestedFormat",
    "NoneType",
    "NotGiven",
    "Omit",
    "Query",
    "RequestOptions",
    "SequenceNotStr",
    "Timeout",
    "Transport",
    "not_given",
    "omit",
]
