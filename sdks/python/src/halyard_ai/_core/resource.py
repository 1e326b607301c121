"""The bases of generated resources."""

# Resources are made of the client's own parts.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property

    from ._async.client import AsyncAPIClient
    from ._sync.client import SyncAPIClient
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

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client
        self._request = client._request
        self._get = client._get
        self._post = client._post
        self._put = client._put
        self._patch = client._patch
        self._delete = client._delete
        self._head = client._head
        self._options = client._options
        self._get_api_list = client._get_api_list

    def _sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class AsyncAPIResource:
    """Methods of one part of the API."""

    _client: AsyncAPIClient

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client
        self._request = client._request
        self._get = client._get
        self._post = client._post
        self._put = client._put
        self._patch = client._patch
        self._delete = client._delete
        self._head = client._head
        self._options = client._options
        self._get_api_list = client._get_api_list

    async def _sleep(self, seconds: float) -> None:
        import asyncio

        await asyncio.sleep(seconds)
