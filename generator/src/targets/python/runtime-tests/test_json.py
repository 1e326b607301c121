"""JSON, byte for byte as other languages write it."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from _core.encode import dumps, number
from _core.encoders import to_text
from _core.models import BaseModel
from _core.types import not_given, omit
from pydantic import Field


class Colour(str, Enum):
    RED = "red"


class Plain(Enum):
    ONE = 1


class Note(BaseModel):
    from_: str = Field(alias="from")
    size: int | None = None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (-0.0, "0"),
        (1e16, "10000000000000000"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
        (1.5e300, "1.5e+300"),
        (0.1, "0.1"),
        (1e-5, "0.00001"),
        (1.25e-6, "0.00000125"),
        (-1.5e-5, "-0.000015"),
        (1e-7, "1e-7"),
        (1.5e-10, "1.5e-10"),
        (123456789.125, "123456789.125"),
    ],
)
def test_writes_numbers_as_javascript_does(value: float, text: str) -> None:
    assert number(value) == text
    assert dumps({"n": [value]}) == f'{{"n":[{text}]}}'.encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": None, "c": omit, "d": {"e": not_given, "f": True}}, '{"b":1,"a":null,"d":{"f":true}}'),
        ({"v": "version 1.0 of e-mail"}, '{"v":"version 1.0 of e-mail"}'),
        ({"t": 'é€😀\u2028\x7f\x01\n"\\/'}, '{"t":"é€😀\u2028\x7f\\u0001\\n\\"\\\\/"}'),
        ({"t": "\ud800x"}, '{"t":"\\ud800x"}'),
        ({"n": 9007199254740993}, '{"n":9007199254740993}'),
        ({1: "b", False: "a", None: "c"}, '{"1":"b","false":"a","null":"c"}'),
        ([iter([1, 2.0]), (3,), range(2)], "[[1,2],[3],[0,1]]"),
        ({"m": Note.model_validate({"from": "x"})}, '{"m":{"from":"x"}}'),
        ({"at": datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone.utc)}, '{"at":"2024-01-02T03:04:05Z"}'),
        (
            {"at": datetime(2024, 1, 2, tzinfo=timezone(timedelta(hours=2))), "day": date(2024, 1, 2)},
            '{"at":"2024-01-02T00:00:00+02:00","day":"2024-01-02"}',
        ),
        ({"d": Decimal("1.10"), "u": UUID(int=1)}, '{"d":1.10,"u":"00000000-0000-0000-0000-000000000001"}'),
        ({"c": Colour.RED, "p": Plain.ONE}, '{"c":"red","p":1}'),
        ({"b": b"\x00\x01", "f": io.BytesIO(b"hi")}, '{"b":"AAE=","f":"aGk="}'),
        ([], "[]"),
        ({"a": {}}, '{"a":{}}'),
    ],
)
def test_writes_values(value: Any, text: str) -> None:
    assert dumps(value) == text.encode()


def test_reads_what_can_be_read_once_only_once() -> None:
    # The fraction makes a second look at it necessary.
    assert dumps({"items": (n for n in (1, 2)), "n": 1.0}) == b'{"items":[1,2],"n":1}'
    assert dumps({"file": io.BytesIO(b"abc")}) == b'{"file":"YWJj"}'


def test_names_what_cannot_be_written() -> None:
    cycle: dict[str, Any] = {}
    cycle["self"] = {"again": cycle}
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]

    async def pending() -> None:
        return

    coroutine = pending()
    cases: list[tuple[Any, str]] = [
        (cycle, r"`body\.self\.again` cannot be sent: it holds itself"),
        (deep, "nests too deep"),
        ({"a": [{"b": object()}]}, r"`body\.a\[0\]\.b` .* type object"),
        ({"a": float("nan")}, r"`body\.a` .* nan"),
        ({"a": coroutine}, "await it first"),
        ({(1, 2): 3}, "key of type tuple"),
    ]
    for value, message in cases:
        with pytest.raises(TypeError, match=message):
            dumps(value)
    coroutine.close()


def test_sends_no_content_of_a_path_by_mistake() -> None:
    for send in (lambda: dumps({"a": Path(__file__)}), lambda: to_text(Path(__file__), "cursor")):
        with pytest.raises(TypeError, match=r"give str\(path\) for its name"):
            send()
