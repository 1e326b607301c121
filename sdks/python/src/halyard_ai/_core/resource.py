"""The bases of generated resources."""

# Resources are made of the client's own parts.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from functools import cached_property
    from typing import Protocol, TypeVar, overload

    from ._async.client import AsyncAPIClient
    from ._sync.client import SyncAPIClient
    from .pagination import AsyncPaginator, BaseAsyncPage

    T = TypeVar("T")
    P = TypeVar("P")
    AsyncP = TypeVar("AsyncP", bound=BaseAsyncPage[Any])

    # What a call gives is what its caller declares: the methods of resources are generated, and `cast_to` says the same.
    class Send(Protocol):
        @overload
        def __call__(self, *path: str, cast_to: None, **options: Any) -> None: ...
        @overload
        def __call__(self, *path: str, **options: Any) -> T: ...  # type: ignore[type-var]  # pyright: ignore[reportInvalidTypeVarUse]

    class AsyncSend(Protocol):
        @overload
        def __call__(self, *path: str, cast_to: None, **options: Any) -> Awaitable[None]: ...
        @overload
        def __call__(self, *path: str, **options: Any) -> Awaitable[T]: ...  # pyright: ignore[reportInvalidTypeVarUse]

    class SendList(Protocol):
        def __call__(self, path: str, /, *, page: type[P], **options: Any) -> P: ...

    class AsyncSendList(Protocol):
        def __call__(
            self, path: str, /, *, page: type[AsyncP], **options: Any
        ) -> AsyncPaginator[Any, AsyncP]: ...
else:

    class cached_property:
        """A property that is made once; the standard library's own locks on some versions of Python."""

        def __init__(self, make: Any) -> None:
            self._make = make
            self._name = make.__name__
            self.__doc__ = make.__doc__

        def __get__(self, instance: Any, owner: Any = None) -> Any:
            if instance is None:
                return self
            value = self._make(instance)
            instance.__dict__[self._name] = value
            return value


__all__ = ["AsyncAPIResource", "SyncAPIResource", "cached_property"]


class SyncAPIResource:
    """Methods of one part of the API."""

    _client: SyncAPIClient
    _request: Send
    _get: Send
    _post: Send
    _put: Send
    _patch: Send
    _delete: Send
    _head: Send
    _options: Send
    _get_api_list: SendList

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client
        parts: Any = client
        self._request = parts._request
        self._get = parts._get
        self._post = parts._post
        self._put = parts._put
        self._patch = parts._patch
        self._delete = parts._delete
        self._head = parts._head
        self._options = parts._options
        self._get_api_list = parts._get_api_list

    def _sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class AsyncAPIResource:
    """Methods of one part of the API."""

    _client: AsyncAPIClient
    _request: AsyncSend
    _get: AsyncSend
    _post: AsyncSend
    _put: AsyncSend
    _patch: AsyncSend
    _delete: AsyncSend
    _head: AsyncSend
    _options: AsyncSend
    _get_api_list: AsyncSendList

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client
        parts: Any = client
        self._request = parts._request
        self._get = parts._get
        self._post = parts._post
        self._put = parts._put
        self._patch = parts._patch
        self._delete = parts._delete
        self._head = parts._head
        self._options = parts._options
        self._get_api_list = parts._get_api_list

    async def _sleep(self, seconds: float) -> None:
        import asyncio

        await asyncio.sleep(seconds)
