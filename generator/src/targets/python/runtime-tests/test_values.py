"""Decoding: what is as promised, what is not, and what goes out again."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime, timezone
from typing import Annotated, Any, Dict, List, Literal, Optional, Union

import pytest
from _core.annotations import PropertyInfo
from _core.decode import InvalidJSON, NotAsPromised, decode
from _core.drift import Drift
from _core.models import BaseModel
from pydantic import Field


class Tag(BaseModel):
    name: str
    weight: Optional[float] = None


class Circle(BaseModel):
    kind: Literal["circle"]
    radius: float


class Square(BaseModel):
    kind: Literal["square", "box"]
    side: float
    tag: Optional[Tag] = None


Shape = Annotated[Union[Circle, Square], PropertyInfo(discriminator="kind")]


class Item(BaseModel):
    id: str
    size: int
    status: Literal["active", "paused"]
    level: Union[Literal["low"], str, None] = None
    from_: Optional[str] = Field(alias="from", default=None)
    at: Optional[datetime] = None
    day: Optional[date] = None
    tags: Optional[List[Tag]] = None
    by_name: Optional[Dict[str, Tag]] = Field(alias="byName", default=None)
    shape: Optional[Shape] = None
    value: Union[Tag, List[Tag], str, None] = None
    secret: Optional[str] = None


def test_makes_of_json_what_was_promised() -> None:
    item = decode(
        Item,
        b'{"id":"a","size":9007199254740993,"status":"active","from":"x","at":"2024-01-02T03:04:05Z","day":"2024-01-02",'
        b'"tags":[{"name":"t"}],"byName":{"k":{"name":"u","weight":1}},"shape":{"kind":"box","side":2},"more":{"a":[1]}}',
    )
    assert item.size == 9007199254740993
    assert item.at == datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
    assert item.day == date(2024, 1, 2)
    assert item.tags == [Tag(name="t")]
    assert isinstance(item.shape, Square)
    assert item.by_name == {"k": Tag(name="u", weight=1)}
    assert item.more == {"a": [1]}
    assert item.to_dict(mode="json")["at"] == "2024-01-02T03:04:05Z"
    assert item.to_dict()["from"] == "x"
    assert item.to_dict(use_api_names=False)["from_"] == "x"


def as_it_came(kind: Any, value: dict[str, Any]) -> Any:
    import json

    made = decode(kind, json.dumps(value).encode())
    assert made.to_dict() == value
    assert json.loads(made.to_json()) == value
    return made


@pytest.mark.filterwarnings("error")
def test_keeps_what_is_not_as_promised() -> None:
    item = as_it_came(
        Item,
        {
            "id": 5,
            "status": "frozen",
            "at": "soon",
            "day": 7,
            "tags": [{"name": 1}, "text", None, {"weight": "heavy"}],
            "byName": {"k": {"weight": [1]}, "l": 3},
            "shape": {"kind": "hexagon", "edge": 3},
            "value": {"name": 4},
        },
    )
    assert item.size is None
    assert item.status == "frozen"
    assert item.at == "soon"
    assert item.tags[0].name == 1
    assert item.tags[1] == "text"
    assert isinstance(item.tags[3], Tag)
    assert item.tags[3].name is None
    assert isinstance(item.shape, BaseModel)
    assert item.shape.edge == 3
    assert isinstance(item.value, Tag)


def test_keeps_what_is_not_as_promised_inside_of_known_variants() -> None:
    item = as_it_came(Item, {"shape": {"kind": "square", "side": "wide", "tag": {"name": None}}})
    assert isinstance(item.shape, Square)
    assert isinstance(item.shape.tag, Tag)


def test_reads_json_that_fast_parsers_do_not_take() -> None:
    assert decode(Tag, b'{"name":"\xff\xfe"}').name == "\ufffd\ufffd"
    assert decode(Tag, b'{"name":"\\ud800"}').name == "\ud800"
    assert decode(Tag, b'\xef\xbb\xbf{"name":"a"}').name == "a"
    assert decode(object, b"[" * 300 + b"]" * 300) is not None
    for text in (b"", b"nope", b'{"name":', b"{'name':'a'}"):
        with pytest.raises(InvalidJSON):
            decode(Tag, text)


def drift_of(kind: Any, content: bytes) -> list[tuple[str, str]]:
    found: list[Drift] = []
    decode(kind, content, on_drift=found.append, operation="GET /items")
    assert all(one.operation == "GET /items" for one in found)
    return [(one.kind, one.pointer) for one in found]


def test_tells_how_a_response_differs() -> None:
    assert drift_of(Item, b'{"id":"a","size":1,"status":"active","more":1}') == []
    assert drift_of(Item, b'{"size":1.0,"status":"frozen","level":5}') == [
        ("missing-required-field", "/id"),
        ("unknown-enum-value", "/status"),
        ("wrong-type", "/level"),
    ]
    rest = b'"id":"a","size":1,"status":"active",'
    assert drift_of(Item, b"{" + rest + b'"level":"any"}') == []
    assert drift_of(Item, b"{" + rest + b'"shape":{"kind":"oval"}}') == [("unknown-variant", "/shape/kind")]
    assert drift_of(Item, b"{" + rest + b'"shape":{"kind":"circle","radius":"x"}}') == [
        ("wrong-type", "/shape/radius")
    ]
    assert drift_of(Item, b"{" + rest + b'"value":[{"name":2}]}') == [("wrong-type", "/value/0/name")]
    assert drift_of(Item, b"{" + rest + b'"value":7}') == [("unknown-variant", "/value")]
    assert drift_of(Item, b"{" + rest + b'"byName":{"a/b":{}}}') == [
        ("missing-required-field", "/byName/a~1b/name")
    ]
    assert drift_of(Item, b"{" + rest + b'"at":"soon","from":null}') == [("wrong-type", "/at")]
    assert len(drift_of(List[Tag], b"[" + b",".join([b"{}"] * 50) + b"]")) == 20


def test_a_hook_that_raises_breaks_nothing() -> None:
    def fail(drift: Drift) -> None:
        raise RuntimeError(drift.kind)

    assert decode(Tag, b"{}", on_drift=fail).name is None


def test_raises_in_strict_mode() -> None:
    with pytest.raises(NotAsPromised, match="/name") as caught:
        decode(Tag, b'{"name":5}', strict=True)
    assert caught.value.body == {"name": 5}
    assert decode(Tag, b'{"name":"a","fresh":1}', strict=True).fresh == 1


def test_makes_models_of_anything() -> None:
    item = Item.construct(id=4, tags=[{"name": "a"}, Tag(name="b")], from_="x", fresh=True)
    assert item.id == 4
    assert item.tags == [Tag(name="a"), Tag(name="b")]
    assert item.from_ == "x"
    assert item.status is None
    assert item.to_dict() == {"id": 4, "tags": [{"name": "a"}, {"name": "b"}], "from": "x", "fresh": True}
    assert Item.model_construct(at="2024-01-02T03:04:05Z").at == datetime(
        2024, 1, 2, 3, 4, 5, tzinfo=timezone.utc
    )
    assert Item.construct({"id"}, id="a", size=1).model_fields_set == {"id"}


def test_models_are_compared_copied_and_stored_by_their_data() -> None:
    one = decode(Item, b'{"id":"a","size":"x","fresh":[1]}')
    two = decode(Item, b'{"id":"a","size":"x","fresh":[1]}')
    object.__setattr__(one, "_request_id", "req_1")
    assert one == two
    assert two._request_id is None
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one)), one.model_copy()):
        assert other == one
        assert other.to_dict() == {"id": "a", "size": "x", "fresh": [1]}
    assert one != decode(Item, b'{"id":"b","size":"x","fresh":[1]}')


def test_shows_what_came_and_no_secret() -> None:
    item = decode(Item, b'{"id":"a","size":1,"status":"active","secret":"sk-1","fresh":1}')
    assert repr(item) == "Item(id='a', size=1, status='active', secret='***', fresh=1)"
    assert str(item) == repr(item)
    assert item.secret == "sk-1"
