"""Multipart bodies: their parts, names, and files that are read when they are sent."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from _core.body import EncodedBody, mark_files
from _core.files import file_from_path
from _core.multipart import encode_multipart
from _core.types import omit


def text_of(body: EncodedBody) -> str:
    content = body.content
    if content is None:
        assert body.open is not None
        content = b"".join(body.open())  # type: ignore[arg-type]
    assert body.length in (None, len(content))
    assert body.content_type is not None
    boundary = body.content_type.partition("boundary=")[2]
    return content.decode().replace(boundary, "B")


def part(name: str, content: str, *more: str) -> str:
    head = "".join(f"{line}\r\n" for line in more)
    return f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n{head}\r\n{content}\r\n'


def file_part(name: str, filename: str, content: str, kind: str = "application/octet-stream") -> str:
    head = f'name="{name}"; filename="{filename}"\r\nContent-Type: {kind}'
    return f"--B\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n"


def test_writes_values_as_the_document_says() -> None:
    body = {
        "purpose": "p",
        "none": None,
        "out": omit,
        "tags": ("one", "two", "three"),
        "codes": [1, 2.0],
        "meta": {"owner": "ann"},
        "shape": {"w": 3, "h": "x y"},
        "typed": {"a": 1},
        "listed": ["a", "b"],
    }
    fields = {
        "codes": {"explode": False},
        "shape": {"style": "deepObject"},
        "typed": {"content_type": "application/vnd.x+json", "headers": {"X-A": "1"}},
        "listed": {"style": "json"},
    }
    assert text_of(encode_multipart(body, fields)) == (
        part("purpose", "p")
        + part("none", "")
        + part("tags", "one")
        + part("tags", "two")
        + part("tags", "three")
        + part("codes", "1,2")
        + part("meta", '{"owner":"ann"}', "Content-Type: application/json")
        + part("shape[w]", "3")
        + part("shape[h]", "x y")
        + part("typed", '{"a":1}', "Content-Type: application/vnd.x+json", "X-A: 1")
        + part("listed", '["a","b"]', "Content-Type: application/json")
        + "--B--\r\n"
    )


def test_takes_files_in_every_form(tmp_path: Path) -> None:
    path = tmp_path / "on disk.txt"
    path.write_bytes(b"disk")
    with path.open("rb") as opened:
        body = {
            "a": b"bytes",
            "b": ("n.txt", b"named", "text/plain", {"X-B": "2"}),
            "c": path,
            "d": opened,
            "e": (None, io.BytesIO(b"memory")),
            "f": [b"one", ("two.bin", b"two")],
            "g": file_from_path(path),
            "h": ("t.txt", "text"),
            "i": iter([b"pie", b"ces"]),
        }
        fields = mark_files(
            {"a": {"content_type": "image/png"}, "b": {"content_type": "image/*"}}, list("abcdefghi")
        )
        encoded = encode_multipart(body, fields)
        assert encoded.content is None
        assert not encoded.replayable
        text = text_of(encoded)
    assert text == (
        file_part("a", "a", "bytes", "image/png")
        + file_part("b", "n.txt", "named", "text/plain\r\nX-B: 2")
        + file_part("c", "on disk.txt", "disk")
        + file_part("d", "on disk.txt", "disk")
        + file_part("e", "e", "memory")
        + file_part("f", "f", "one")
        + file_part("f", "two.bin", "two")
        + file_part("g", "on disk.txt", "disk")
        + file_part("h", "t.txt", "text")
        + file_part("i", "i", "pieces")
        + "--B--\r\n"
    )


def test_knows_its_length_and_can_be_sent_again(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"x" * 200_000)
    encoded = encode_multipart({"file": path, "purpose": "p"})
    assert encoded.replayable
    assert encoded.length is not None
    first = text_of(encoded)
    assert text_of(encoded) == first


async def test_takes_asynchronous_iterators() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"a"
        yield b"b"

    encoded = encode_multipart({"file": pieces(), "purpose": "p"})
    assert encoded.open is not None
    content = b"".join([piece async for piece in encoded.open()])  # type: ignore[union-attr]
    assert b"\r\n\r\nab\r\n" in content
    assert encoded.length is None


def test_escapes_names() -> None:
    text = text_of(encode_multipart({"file": ('a"b\r\nX-Evil: 1\\c.txt', b"x")}))
    assert 'filename="a%22b%0D%0AX-Evil: 1\\c.txt"' in text
    with pytest.raises(TypeError, match="line breaks"):
        encode_multipart({"file": ("a", b"x", "text/plain\r\nX: 1")})


@pytest.mark.parametrize("value", ["text", None, 5, {"a": 1}, [b"x", "text"]])
def test_refuses_what_is_no_file(value: Any) -> None:
    with pytest.raises(TypeError, match="Expected a file for `file`"):
        encode_multipart({"file": value}, mark_files(None, ["file"]))


def test_names_values_that_hold_themselves() -> None:
    cycle: dict[str, Any] = {}
    cycle["self"] = cycle
    with pytest.raises(TypeError, match="meta"):
        encode_multipart({"meta": cycle})
