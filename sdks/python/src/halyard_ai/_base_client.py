"""The same as `_core.client`, under the name that other SDKs have."""

from ._core.client import AsyncAPIClient, SyncAPIClient
from ._core.clients import (
    DefaultAioHttpClient,
    DefaultAsyncHttpxClient,
    DefaultHttpxClient,
)
from ._core.options import RequestOptions
from ._core.options import options as make_request_options
from ._core.pagination import (
    AsyncPaginator,
    BaseAsyncPage,
    BasePage,
    BaseSyncPage,
    PageInfo,
)
from ._core.settings import (
    DEFAULT_CONNECTION_LIMITS,
    DEFAULT_MAX_RETRIES,
    DEFAULT_TIMEOUT,
)

__all__ = [
    "DEFAULT_CONNECTION_LIMITS",
    "DEFAULT_MAX_RETRIES",
    "DEFAULT_TIMEOUT",
    "AsyncAPIClient",
    "AsyncPaginator",
    "BaseAsyncPage",
    "BasePage",
    "BaseSyncPage",
    "DefaultAioHttpClient",
    "DefaultAsyncHttpxClient",
    "DefaultHttpxClient",
    "PageInfo",
    "RequestOptions",
    "SyncAPIClient",
    "make_request_options",
]
