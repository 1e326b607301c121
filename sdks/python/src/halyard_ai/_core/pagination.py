"""Lists that come page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from .errors import APIError, APIResponseValidationError
from .models import BaseModel
from .plan import PageRequest
from .types import NotGiven, Omit

if TYPE_CHECKING:
    from typing_extensions import Self

    from .outcome import ResponseInfo

__all__ = ["AsyncPaginator", "BaseAsyncPage", "BasePage", "BaseSyncPage", "PageInfo"]

_T = TypeVar("_T")
_PageT = TypeVar("_PageT", bound="BaseAsyncPage[Any]")

_LINK = r"<([^<>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:\"[^\"]*\"|[^\s;,]*))?)*)"
_REL = r"(?i);\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,]*))"


class PageInfo:
    """What changes from one page's request to the next one's: parameters, members of the body, or the whole URL."""

    __slots__ = ("body", "query", "url")

    def __init__(
        self,
        *,
        url: object = None,
        query: Mapping[str, object] | None = None,
        body: Mapping[str, object] | None = None,
        params: Mapping[str, object] | None = None,
        json: Mapping[str, object] | None = None,
    ) -> None:
        self.url = None if url is None else str(url)
        self.query = query if query is not None else params
        self.body = body if body is not None else json

    def __repr__(self) -> str:
        for name in ("url", "query", "body"):
            value = getattr(self, name)
            if value is not None:
                return f"PageInfo({name}={value!r})"
        return "PageInfo()"


class _Origin:
    """Where a page comes from."""

    __slots__ = ("client", "info", "request", "url")

    def __init__(self, client: Any, request: PageRequest, info: ResponseInfo, url: str) -> None:
        self.client = client
        self.request = request
        self.info = info
        self.url = url

    def __reduce__(self) -> tuple[Any, ...]:
        # A page that is copied or stored is a page alone: there is no client for the next one.
        return (_no_origin, ())


def _no_origin() -> None:
    return None


class BasePage(BaseModel, Generic[_T]):
    """One page of a list, with the members of the response's body."""

    if TYPE_CHECKING:
        _origin: _Origin | None

    def _bind(self, client: Any, request: PageRequest, info: ResponseInfo, url: str = "") -> None:
        object.__setattr__(self, "_origin", _Origin(client, request, info, url or info.url))

    @classmethod
    def of_list(cls, items: list[Any]) -> Self:
        """A page of a response that is a list alone."""
        page = cls.model_construct()
        object.__setattr__(page, "items", items)
        page.__pydantic_fields_set__.add("items")
        return page

    def _get_page_items(self) -> list[_T]:
        raise NotImplementedError

    def next_page_info(self) -> PageInfo | None:
        """What to change for the next page's request; None after the last page."""
        raise NotImplementedError

    def has_next_page(self) -> bool:
        """True when another page can be requested, whether or not this one has items."""
        self._get_page_items()
        return self.next_page_info() is not None

    def _value(self, *path: str) -> Any:
        """A member by its names on the wire; None where it is missing."""
        found: Any = self
        for wire in path:
            found = _member(found, wire)
        return found

    def _items(self, *path: str) -> list[Any]:
        """The items. Raises APIResponseValidationError where they should be and are no list; null is an empty one."""
        items = self._value(*path)
        if items is None:
            return []
        if isinstance(items, list):
            return cast("list[object]", items)
        raise self._unexpected(
            f"Expected a list in the page's `{'.'.join(path)}` but received {type(items).__name__}"
        )

    def _last_item_value(self, wire: str) -> Any:
        items = self._get_page_items()
        return _member(items[-1], wire) if items else None

    def _number(self, value: object, default: Any = None) -> Any:
        """A whole number, also of a header's text."""
        if isinstance(value, str):
            value = value.strip()
            return int(value) if value.isascii() and value.isdigit() else default
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def _response_header(self, name: str) -> str | None:
        origin = self._origin
        return None if origin is None else origin.info.headers.get(name)

    def _next_link(self) -> str | None:
        """The target of `rel="next"` in a Link header (RFC 8288), as it stands there."""
        import re

        for link in re.finditer(_LINK, self._response_header("link") or ""):
            rel = re.search(_REL, link[2])
            if rel is not None and "next" in (rel[1] or rel[2] or "").lower().split():
                return link[1]
        return None

    def _requested(self, wire: str) -> Any:
        """The value of a query or body parameter with which this page was requested."""
        origin = self._origin
        if origin is None:
            return None
        for sent in _sent(origin.request):
            value = sent.get(wire)
            if value is not None and not isinstance(value, (Omit, NotGiven)):
                return value
        return None

    def _unexpected(self, message: str) -> APIError:
        origin = self._origin
        if origin is None:
            return APIError(message)
        error = APIResponseValidationError(origin.info, self.to_dict(mode="json"), message=message)
        headers = origin.info.headers
        error.request_id = headers.get("x-request-id") or headers.get("request-id")
        return error

    def _next_request(self) -> PageRequest:
        """The next page's request. Raises APIError after the last page, and when the server names a page again."""
        info = self.next_page_info()
        origin = self._origin
        if info is None or origin is None:
            raise APIError("There is no next page: ask has_next_page() before calling get_next_page()")
        request = origin.request
        changed = dict(request.options)
        changed["options"] = _without_key(changed.get("options"), info.url is not None)
        if info.url is not None:
            url = self._absolute(info.url, origin.url)
            key = f"url {url}"
            changed["query"], changed["url"] = None, url
            repeated = False
        else:
            place, patch = ("query", info.query) if info.query is not None else ("body", info.body or {})
            key = f"{place} {patch!r}"
            sent = cast("Mapping[str, object]", changed.get(place) or {})
            given = {name: value for name, value in sent.items() if not isinstance(value, (Omit, NotGiven))}
            changed[place] = {**given, **patch}
            # The very first request may have named the cursor that now comes again.
            repeated = all(
                any(one.get(name) == value for one in _sent(request, place)) for name, value in patch.items()
            )
        if repeated or key in request.trail:
            what = key.partition(" ")[0]
            raise APIError(
                f"The server named the same next page again ({what}), so that paging would never end"
            )
        return PageRequest(request.page, request.method, request.template, changed, (*request.trail, key))

    def _absolute(self, url: str, base: str) -> str:
        from urllib.parse import urljoin, urlsplit

        try:
            whole = urljoin(base, url)
            host = urlsplit(whole).hostname
        except ValueError:
            raise self._unexpected("The address of the next page is no URL") from None
        if not whole.startswith(("http://", "https://")) or not host:
            scheme = whole.partition(":")[0][:20]
            raise self._unexpected(f"The address of the next page is no http or https URL but of `{scheme}:`")
        return whole


type.__setattr__(BasePage, "_origin", None)


def _member(value: object, wire: str) -> Any:
    if isinstance(value, Mapping):
        return cast("Mapping[str, object]", value).get(wire)
    if not isinstance(value, BaseModel):
        return None
    fields = type(value).model_fields
    if wire in fields and fields[wire].alias in (None, wire):
        return getattr(value, wire)
    for name, field in fields.items():
        if field.alias == wire:
            return getattr(value, name)
    return (value.model_extra or {}).get(wire)


def _sent(request: PageRequest, place: str | None = None) -> list[Mapping[str, object]]:
    """What a page was requested with: by the caller's extras first."""
    given: Any = request.options.get("options")
    found: list[Mapping[str, object]] = []
    for name, extra in (("query", "extra_query"), ("body", "extra_body")):
        if place in (None, name):
            for one in (getattr(given, extra, None), request.options.get(name)):
                if isinstance(one, Mapping):
                    found.append(cast("Mapping[str, object]", one))
    return found


def _without_key(options: Any, whole_url: bool) -> Any:
    """Another page is another request: it takes no key of this one."""
    if options is None or (options.idempotency_key is None and not (whole_url and options.extra_query)):
        return options
    options = copy(options)
    options.idempotency_key = None
    if whole_url:
        options.extra_query = None
    return options


class BaseSyncPage(BasePage[_T], Generic[_T]):
    """One page of a list; iterating over it goes over the items of this page and of all that follow."""

    def __iter__(self) -> Iterator[_T]:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        for page in self.iter_pages():
            yield from page._get_page_items()

    def iter_pages(self) -> Iterator[Self]:
        """This page and all that follow; each is requested when the one before was used up."""
        page = self
        while True:
            yield page
            if not page.has_next_page():
                return
            page = page.get_next_page()

    def get_next_page(self) -> Self:
        """Requests the next page. Raises APIError after the last one, and when the server names a page again."""
        request = self._next_request()
        return cast("Self", cast("_Origin", self._origin).client.request_page(request))


class BaseAsyncPage(BasePage[_T], Generic[_T]):
    """One page of a list; iterating over it goes over the items of this page and of all that follow."""

    async def __aiter__(self) -> AsyncIterator[_T]:
        async for page in self.iter_pages():
            for item in page._get_page_items():
                yield item

    async def iter_pages(self) -> AsyncIterator[Self]:
        """This page and all that follow; each is requested when the one before was used up."""
        page = self
        while True:
            yield page
            if not page.has_next_page():
                return
            page = await page.get_next_page()

    async def get_next_page(self) -> Self:
        """Requests the next page. Raises APIError after the last one, and when the server names a page again."""
        request = self._next_request()
        return cast("Self", await cast("_Origin", self._origin).client.request_page(request))


class AsyncPaginator(Generic[_T, _PageT]):
    """A list that was not requested yet: await it for its first page, or iterate over all its items at once."""

    def __init__(self, client: Any, request: PageRequest) -> None:
        self._client = client
        self._request = request

    def __await__(self) -> Generator[Any, None, _PageT]:
        return cast("Generator[Any, None, _PageT]", self._client.request_page(self._request).__await__())

    async def __aiter__(self) -> AsyncIterator[_T]:
        page = await self
        async for item in page:
            yield item

    async def iter_pages(self) -> AsyncIterator[_PageT]:
        """All pages, from the first on."""
        page = await self
        async for one in page.iter_pages():
            yield one
