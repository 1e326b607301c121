from __future__ import annotations

from typing import Any

import pytest
from _core.body import encode_body


@pytest.mark.parametrize(
    ("body", "content_type", "sent", "content"),
    [
        (("a.png", b"a", "image/png"), "*/*", "image/png", b"a"),
        (b"a", "*/*", "application/octet-stream", b"a"),
        ({"a": 1}, "*/*", "application/json", b'{"a":1}'),
        ([1], "application/*", "application/json", b"[1]"),
        (b"a", "image/*", "application/octet-stream", b"a"),
        (("a.png", b"a", "image/png"), "image/*", "image/png", b"a"),
        (("a.png", b"a"), "image/*", "application/octet-stream", b"a"),
        ("text", "text/*", "text/plain", b"text"),
    ],
)
def test_a_range_is_no_type_to_send(body: Any, content_type: str, sent: str, content: bytes) -> None:
    encoded = encode_body(body, content_type)
    assert (encoded.content_type, encoded.content) == (sent, content)


def test_a_path_is_no_image() -> None:
    with pytest.raises(TypeError, match="received a string"):
        encode_body("/path/to.png", "image/*")
