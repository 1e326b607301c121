"""Parameters, forms and renamed members."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Annotated, Any, Dict, Iterable, List, Literal, Union

import pytest
from _core.annotations import PropertyInfo
from _core.encoders import encode_cookie_param, encode_form, encode_header_param, encode_path, encode_query
from _core.transform import rename, rename_members
from _core.types import not_given, omit
from typing_extensions import Required, TypedDict


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        ("é&=#+ ~", {}, "q=%C3%A9%26%3D%23%2B%20~"),
        ("\ud800", {}, "q=%EF%BF%BD"),
        (None, {}, "q="),
        (True, {}, "q=true"),
        (1.0, {}, "q=1"),
        (9007199254740993, {}, "q=9007199254740993"),
        (datetime(2024, 1, 2, tzinfo=timezone.utc), {}, "q=2024-01-02T00%3A00%3A00Z"),
        (["a", "b c", omit], {}, "q=a&q=b%20c"),
        ([], {}, ""),
        (["a", "b,c"], {"explode": False}, "q=a,b%2Cc"),
        (["a", "b"], {"style": "spaceDelimited"}, "q=a%20b"),
        (["a", "b"], {"style": "pipeDelimited"}, "q=a%7Cb"),
        ({"x": 1, "y": ["a", "b"]}, {}, "x=1&y=a&y=b"),
        ({"x": 1, "y": 2}, {"explode": False}, "q=x,1,y,2"),
        ({"a": 1, "b": {"c": "d e"}}, {"style": "deepObject"}, "q%5Ba%5D=1&q%5Bb%5D%5Bc%5D=d%20e"),
        ({"k": [1, 2]}, {"style": "json"}, "q=%7B%22k%22%3A%5B1%2C2%5D%7D"),
        ({"a": ["x", "y"]}, {"style": "brackets"}, "q%5Ba%5D%5B%5D=x&q%5Ba%5D%5B%5D=y"),
        (["x", {"a": 1}], {"style": "indices"}, "q%5B0%5D=x&q%5B1%5D%5Ba%5D=1"),
        ({"a": ["x", "y"]}, {"style": "comma"}, "q%5Ba%5D=x,y"),
        ({"a": {"b": ["x", "y"]}}, {"style": "dots", "explode": False}, "q.a.b=x,y"),
        ("a/b?c:d#%20&", {"allow_reserved": True}, "q=a/b?c:d%23%20%26"),
        ((n for n in (1, 2)), {}, "q=1&q=2"),
    ],
)
def test_writes_queries(value: Any, style: dict[str, Any], text: str) -> None:
    assert encode_query({"q": value, "left_out": omit, "out": not_given}, {"q": style}) == text


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        ("x y/z", {}, "x%20y%2Fz"),
        (["a", "b,c"], {}, "a,b%2Cc"),
        (["r", "s"], {"style": "label", "explode": True}, ".r.s"),
        (["m", "n"], {"style": "matrix"}, ";p=m,n"),
        (["m", "n"], {"style": "matrix", "explode": True}, ";p=m;p=n"),
        ({"r": 1, "g": 2}, {"explode": True}, "r=1,g=2"),
        ({"r": 1, "g": 2}, {}, "r,1,g,2"),
        (7, {"style": "label"}, ".7"),
        ({"a": 1}, {"style": "json"}, "%7B%22a%22%3A1%7D"),
        ("a/b", {"allow_reserved": True}, "a/b"),
    ],
)
def test_writes_paths(value: Any, style: dict[str, Any], text: str) -> None:
    assert encode_path("/v/{p}/x", {"p": value}, {"p": style}) == f"/v/{text}/x"


@pytest.mark.parametrize("value", ["", None, [], omit, ".", "..", "%2e", "%252E%2e", {}])
def test_refuses_paths_that_would_be_other_ones(value: Any) -> None:
    with pytest.raises(ValueError, match="`p`"):
        encode_path("/v/{p}", {"p": value}, {"p": {"allow_reserved": True}})


def test_names_the_path_argument_that_is_empty() -> None:
    with pytest.raises(ValueError, match="Expected a non-empty value for `p` but received ''"):
        encode_path("/v/{p}", {"p": ""})
    assert encode_path("/a.{x}:{y}", {"x": "1", "y": "2"}) == "/a.1:2"


def test_writes_headers_and_cookies() -> None:
    assert encode_header_param("X", ["a", "b"]) == "a,b"
    assert encode_header_param("X", {"r": 1, "g": 2}, {"explode": True}) == "r=1,g=2"
    assert encode_header_param("X", {"a": "é😀"}, {"style": "json"}) == '{"a":"\\u00e9\\ud83d\\ude00"}'
    assert encode_cookie_param("s", "a b;c") == "s=a%20b%3Bc"
    assert encode_cookie_param("s", "a b", {"style": "cookie"}) == "s=a b"
    for value in ("a\r\nb", "a\0"):
        with pytest.raises(ValueError, match="`X`"):
            encode_header_param("X", value)
    with pytest.raises(ValueError, match="`s`"):
        encode_cookie_param("s", "a;b", {"style": "cookie"})


def test_writes_forms() -> None:
    body = {"name": "a b+c", "tags": ["x", "y"], "meta": {"k": 1}, "none": None, "out": omit}
    assert encode_form(body) == b"name=a+b%2Bc&tags=x&tags=y&meta=%7B%22k%22%3A1%7D&none="
    fields = {"meta": {"style": "deepObject"}, "tags": {"style": "spaceDelimited", "explode": False}}
    assert encode_form(body, fields) == b"name=a+b%2Bc&tags=x+y&meta%5Bk%5D=1&none="


def test_names_values_that_hold_themselves() -> None:
    cycle: dict[str, Any] = {}
    cycle["self"] = cycle
    for style in ({"style": "json"}, {"style": "deepObject"}, {}):
        with pytest.raises(TypeError, match="`filter`"):
            encode_query({"filter": cycle}, {"filter": style})


class Inner(TypedDict, total=False):
    from_: Required[Annotated[str, PropertyInfo(alias="from")]]
    to: str


class Other(TypedDict, total=False):
    kind: Required[Literal["other"]]
    camel_case: Annotated[int, PropertyInfo(alias="camelCase")]


class Params(TypedDict, total=False):
    one: Inner
    many: Iterable[Union[Inner, Other]]
    by_key: Annotated[Dict[str, Inner], PropertyInfo(alias="byKey")]
    free: Dict[str, object]


def test_renames_members_as_their_types_say() -> None:
    body = {
        "one": {"from_": "a", "to": "b", "fresh": 1},
        "many": ({"from_": "x"}, {"kind": "other", "camel_case": 1}),
        "byKey": {"from_": {"from_": "c"}},
        "free": {"from_": 1},
        "new": {"from_": 2},
    }
    assert rename_members(body, Params) == {
        "one": {"from": "a", "to": "b", "fresh": 1},
        "many": [{"from": "x"}, {"kind": "other", "camelCase": 1}],
        "byKey": {"from_": {"from": "c"}},
        "free": {"from_": 1},
        "new": {"from_": 2},
    }
    assert rename({"by_key": {"a": {"from_": "c"}}}, Params) == {"byKey": {"a": {"from": "c"}}}
    assert rename([{"from_": "a"}], List[Inner]) == [{"from": "a"}]
    assert rename("text", Union[Inner, str]) == "text"
