"""Megabytes a second in decoding a list of objects. usage: decode.py READER same|other MEGABYTES

other: one value of an enumeration, in the middle of the list, that no type names.
"""

from __future__ import annotations

import json
import sys
import time

READER, SHAPE, SIZE = sys.argv[1], sys.argv[2], float(sys.argv[3]) * 1e6


def one(number: int, kind: str = "chat.completion") -> dict[str, object]:
    """The same members for both SDKs: what one of them does not know is kept as an extra one."""
    message = {
        "role": "assistant",
        "content": f"The next few words of answer {number}, and some more of them.",
    }
    usage = {
        "input_tokens": 12,
        "output_tokens": 34,
        "total_tokens": 46,
        "prompt_tokens": 12,
        "completion_tokens": 34,
    }
    return {
        "id": f"chatcmpl-{number}",
        "object": kind,
        "created": 1730000000,
        "created_at": "2026-11-01T00:00:00Z",
        "model": "m1",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": usage,
    }


def content() -> tuple[bytes, int]:
    size = len(json.dumps(one(100000), separators=(",", ":"))) + 1
    count = int(SIZE / size)
    items = [one(number) for number in range(count)]
    if SHAPE == "other":
        items[count // 2] = one(count // 2, "chat.other")
    return json.dumps(items, separators=(",", ":")).encode(), count


def halyard():
    from halyard_ai._core.decode import decode
    from halyard_ai.types.chat import ChatCompletion

    return lambda text: decode(list[ChatCompletion], text)


def pydantic():
    """The same models, read as pydantic reads them: the first value that differs ends it with an error."""
    from halyard_ai.types.chat import ChatCompletion
    from pydantic import TypeAdapter

    return TypeAdapter(list[ChatCompletion]).validate_json


def openai():
    from typing import cast

    from openai._models import construct_type
    from openai.types.chat import ChatCompletion

    return lambda text: construct_type(type_=cast(type, list[ChatCompletion]), value=json.loads(text))


def plain():
    return json.loads


read = {"json.loads": plain, "pydantic": pydantic, "halyard": halyard, "openai": openai}[READER]()
text, count = content()
read(text[: text.index(b'},{"id"')] + b"}]")
before = time.process_time()
value = read(text)
spent = time.process_time() - before
assert len(value) == count
if READER != "json.loads":
    assert value[0].choices[0].message.role == "assistant"
print(json.dumps({"rate": len(text) / spent / 1e6, "seconds": spent}))
