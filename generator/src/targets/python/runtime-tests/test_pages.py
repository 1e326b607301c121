"""Pages: their items, and the requests for the next ones."""

from __future__ import annotations

from typing import Any, Generic, List, Optional, TypeVar

import pytest
from _core.decode import NotAsPromised, decode
from _core.errors import APIError, APIResponseValidationError
from _core.headers import ResponseHeaders
from _core.models import BaseModel
from _core.options import RequestOptions
from _core.pagination import AsyncPaginator, BaseAsyncPage, BaseSyncPage, PageInfo
from _core.plan import PageRequest
from _core.types import omit

_T = TypeVar("_T")


class Item(BaseModel):
    id: str


class _Cursor(Generic[_T]):
    def next_page_info(self) -> Optional[PageInfo]:
        page: Any = self
        return PageInfo(query={"cursor": page.next_cursor}) if page.next_cursor else None

    def _get_page_items(self) -> List[_T]:
        page: Any = self
        return page._items("data")


class SyncCursor(_Cursor[_T], BaseSyncPage[_T]):
    data: List[_T]
    next_cursor: Optional[str] = None


class AsyncCursor(_Cursor[_T], BaseAsyncPage[_T]):
    data: List[_T]
    next_cursor: Optional[str] = None


class LinkPage(BaseSyncPage[_T]):
    items: List[_T]

    def _get_page_items(self) -> List[_T]:
        return self._items("items")

    def next_page_info(self) -> Optional[PageInfo]:
        url = self._next_link()
        return PageInfo(url=url) if url else None


class Info:
    status_code = 200
    url = "https://api.test/v1/items"

    def __init__(self, **headers: str) -> None:
        self.headers = ResponseHeaders(list({"x-request-id": "req_1", **headers}.items()))
        self.request = None


class Client:
    """Answers requests for pages with the texts it is given."""

    def __init__(self, *answers: bytes, links: tuple[str, ...] = ()) -> None:
        self.answers = list(answers)
        self.links = list(links)
        self.asked: list[PageRequest] = []

    def request_page(self, request: PageRequest) -> Any:
        self.asked.append(request)
        page: Any = decode(request.page, self.answers.pop(0))
        info: Any = Info(link=self.links.pop(0)) if self.links else Info()
        page._bind(self, request, info)
        return page


class AsyncClient(Client):
    async def request_page(self, request: PageRequest) -> Any:
        return super().request_page(request)


def first(client: Client, page: Any = SyncCursor[Item], method: str = "GET", **options: Any) -> Any:
    return client.request_page(PageRequest(page, method, "/items", options))


def test_goes_over_all_items_and_all_pages() -> None:
    answers = (
        b'{"data":[{"id":"a"},{"id":"b"}],"next_cursor":"c1"}',
        b'{"data":[],"next_cursor":"c2"}',
        b'{"data":[{"id":"c"}]}',
    )
    client = Client(*answers)
    assert [item.id for item in first(client, query={"limit": 2, "cursor": omit})] == ["a", "b", "c"]
    assert [request.options["query"] for request in client.asked[1:]] == [
        {"limit": 2, "cursor": "c1"},
        {"limit": 2, "cursor": "c2"},
    ]
    pages = list(first(Client(*answers)).iter_pages())
    assert [len(page.data) for page in pages] == [2, 0, 1]
    assert not pages[-1].has_next_page()
    with pytest.raises(APIError, match="no next page"):
        pages[-1].get_next_page()


async def test_goes_over_all_items_and_all_pages_asynchronously() -> None:
    answers = (b'{"data":[{"id":"a"}],"next_cursor":"c1"}', b'{"data":[{"id":"b"}]}')
    made: Any = AsyncPaginator[Any, Any](
        AsyncClient(*answers), PageRequest(AsyncCursor[Item], "GET", "/items", {})
    )
    assert [item.id async for item in made] == ["a", "b"]
    made = AsyncPaginator[Any, Any](
        AsyncClient(*answers), PageRequest(AsyncCursor[Item], "GET", "/items", {})
    )
    page = await made
    assert page.data == [Item(id="a")]
    assert [len(one.data) async for one in page.iter_pages()] == [1, 1]


def test_fetches_nothing_that_nobody_wants() -> None:
    client = Client(b'{"data":[{"id":"a"},{"id":"b"}],"next_cursor":"c1"}')
    for item in first(client):
        if item.id == "b":
            break
    assert len(client.asked) == 1


@pytest.mark.parametrize("query", [{"cursor": "c1"}, {}])
def test_knows_a_server_that_goes_round(query: dict[str, object]) -> None:
    answer = b'{"data":[{"id":"a"}],"next_cursor":"c1"}'
    client = Client(*[answer] * 9)
    with pytest.raises(APIError, match="never end"):
        list(first(client, query=query))
    assert len(client.asked) <= 2


def test_takes_no_key_to_the_next_page() -> None:
    client = Client(b'{"data":[],"next_cursor":"c1"}', b'{"data":[]}')
    options = RequestOptions({"x-a": "1"}, idempotency_key="k")
    first(client, options=options).get_next_page()
    sent = client.asked[1].options["options"]
    assert (sent.idempotency_key, sent.extra_headers) == (None, {"x-a": "1"})
    assert options.idempotency_key == "k"


def test_follows_links() -> None:
    link = '</v1/items?page=0>; rel="prev", <../v1/items?page=2&a=b>; rel="x next"; title="a, b; c"'
    client = Client(b'[{"id":"a"}]', b"[]", links=(link, "<x>; rel=nextish"))
    page = first(client, LinkPage[Item], query={"size": 1})
    assert page.items == [Item(id="a")]
    assert [item.id for item in page] == ["a"]
    assert client.asked[1].options["url"] == "https://api.test/v1/items?page=2&a=b"
    assert client.asked[1].options["query"] is None


@pytest.mark.parametrize("url", ["http://[", "file:///etc/hostname"])
def test_refuses_addresses_that_are_none(url: str) -> None:
    page = first(Client(b"[]", links=(f"<{url}>; rel=next",)), LinkPage[Item])
    with pytest.raises(APIResponseValidationError, match="address of the next page") as caught:
        page.get_next_page()
    assert caught.value.request_id == "req_1"


def test_refuses_items_that_are_no_list_and_pages_that_are_none() -> None:
    for content in (b'{"data":{"id":"a"}}', b'{"data":"abc"}'):
        with pytest.raises(APIResponseValidationError, match="`data`"):
            list(first(Client(content)))
    for content in (b'"text"', b"7"):
        with pytest.raises(NotAsPromised):
            decode(SyncCursor[Item], content)
    for content in (b'{"data":null}', b"null", b"{}"):
        assert list(first(Client(content))) == []


def test_reads_numbers_and_what_was_asked_for() -> None:
    page = first(Client(b"{}"), query={"page": 3, "offset": omit}, body={"q": "x"})
    assert (page._requested("page"), page._requested("offset"), page._requested("q")) == (3, None, "x")
    assert [page._number(value, 1) for value in ("12", " 7 ", "x", None, 4, True, 2.0)] == [
        12,
        7,
        1,
        1,
        4,
        1,
        2,
    ]
    assert page._response_header("X-Request-ID") == "req_1"


def test_a_copied_page_is_a_page_alone() -> None:
    import copy

    page = copy.deepcopy(first(Client(b'{"data":[{"id":"a"}],"next_cursor":"c1"}')))
    assert page.data == [Item(id="a")]
    with pytest.raises(APIError):
        page.get_next_page()
