"""A server in memory: answers what a test says, and tells what was sent to it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, Union, cast, get_args, get_origin
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from pydantic import BaseModel
from typing_extensions import Annotated, TypeAliasType

live_url = os.environ.get("TEST_API_BASE_URL")
"""Where a mock server of the whole API listens; without it, each test brings its own answers."""
base_url = live_url or "http://api.test"

Headers = Sequence["tuple[str, str]"]


class Answer:
    """A response: `value` as JSON, or a text of another type."""

    def __init__(
        self,
        value: Any = None,
        *,
        status: int = 200,
        text: str | None = None,
        content_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status = status
        empty = status == 204 or (value is None and text is None)
        self.content = b"" if empty else (json.dumps(value) if text is None else text).encode()
        kind = [] if empty else [("content-type", content_type)]
        self.headers: Headers = [*kind, *(headers or {}).items()]


class Request:
    """What was sent."""

    def __init__(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> None:
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body


class Server:
    """Gives its answers in order, the last one again and again."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.mocked = live_url is None
        self._answers: Sequence[Answer] = [Answer()]

    def answers(self, *answers: Answer) -> None:
        self._answers = answers

    def take(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        answer = self._answers[min(len(self.requests), len(self._answers) - 1)]
        self.requests.append(Request(method, target, headers, body))
        return answer

    def check_value(self, value: object, expected: object) -> None:
        """The value has all that the server sent, and nothing else."""
        if self.mocked:
            assert_alike(_plain(value), expected, "value")

    def check_request(
        self,
        method: str,
        path: str | None = None,
        *,
        query: Mapping[str, Sequence[str]] | None = None,
        headers: Mapping[str, str] | None = None,
        more_query: bool = False,
        **body: Any,
    ) -> None:
        """The first request was this one; `json`, `form`, `parts` or `text` say what its body has to be.

        With `more_query`, it may have other parameters in its query, too.
        """
        if not self.mocked:
            return
        request = self.requests[0]
        url = urlsplit(request.target)
        assert request.method == method
        assert path is None or unquote(url.path) == path
        sent = parse_qs(url.query, keep_blank_values=True)
        for name, values in (query or {}).items():
            assert sent.get(name) == list(values), name
        assert more_query or sorted(sent) == sorted(query or {})
        for name, value in (headers or {}).items():
            assert request.headers.get(name) == value, name
        for kind, expected in body.items():
            _check_body(request.body, kind, expected)


def _check_body(body: bytes, kind: str, expected: Any) -> None:
    if kind == "json":
        assert_alike(json.loads(body), expected, "body")
    elif kind == "form":
        form = parse_qs(body.decode(), keep_blank_values=True)
        for name, value in expected.items():
            assert form.get(name) == [value], name
    elif kind == "parts":
        assert set(expected) <= {name.decode() for name in re.findall(rb'\bname="([^"]*)"', body)}
    else:
        assert body.decode() == expected


def sse(value: Any, end: str | None = None) -> str:
    """A stream of one event."""
    text: str = value if isinstance(value, str) else json.dumps(value)
    return f"data: {text}\n\n" + ("" if end is None else f"data: {end}\n\n")


def jsonl(value: Any) -> str:
    """A stream of one line."""
    return f"{json.dumps(value)}\n"


def skip_live(reason: str) -> pytest.MarkDecorator:
    """Leaves a test out where a mock server of the whole API answers."""
    return pytest.mark.skipif(live_url is not None, reason=reason)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(mode="json", by_alias=True, exclude_unset=True))
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in cast("Mapping[str, object]", value).items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in cast("Sequence[object]", value)]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def assert_alike(value: Any, expected: Any, place: str) -> None:
    """Equality of JSON values, in which one moment may be written in two ways."""
    if value == expected or _moment(value) == _moment(expected):
        return
    if isinstance(value, dict) and isinstance(expected, dict):
        ours, theirs = cast("dict[str, Any]", value), cast("dict[str, Any]", expected)
        assert sorted(ours) == sorted(theirs), place
        for name, item in ours.items():
            assert_alike(item, theirs[name], f"{place}.{name}")
    elif isinstance(value, list) and isinstance(expected, list):
        items, wanted = cast("list[Any]", value), cast("list[Any]", expected)
        assert len(items) == len(wanted), place
        for index, item in enumerate(items):
            assert_alike(item, wanted[index], f"{place}[{index}]")
    else:
        raise AssertionError(f"{place}: {value!r} is not {expected!r}")


def _moment(value: object) -> object:
    try:
        return datetime.fromisoformat(str(value).upper().replace("Z", "+00:00"))
    except ValueError:
        return value


def assert_matches_type(kind: Any, value: Any, path: str = "value") -> None:
    """The value is what its annotation says: its class, and those of the items in lists and maps."""
    while isinstance(kind, TypeAliasType):
        kind = kind.__value__
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        assert_matches_type(args[0], value, path)
    elif origin is Union:
        assert any(_matches(one, value, path) for one in args), f"{path}: {value!r} is no {kind}"
    elif origin is list:
        assert isinstance(value, list), path
        for item in cast("list[Any]", value):
            assert_matches_type(args[0], item, f"{path}[]")
    elif origin is dict:
        assert isinstance(value, dict), path
        for item in cast("dict[str, Any]", value).values():
            assert_matches_type(args[1], item, f"{path}.*")
    elif origin is Literal:
        assert type(value) in {type(one) for one in args}, path
    elif kind is None or kind is type(None):
        assert value is None, path
    elif kind is float:
        assert isinstance(value, (int, float)), path
    elif isinstance(kind, type) and origin is None and kind is not object:
        assert isinstance(value, kind), f"{path}: {value!r} is no {kind.__name__}"


def _matches(kind: Any, value: Any, path: str) -> bool:
    try:
        assert_matches_type(kind, value, path)
    except AssertionError:
        return False
    return True
