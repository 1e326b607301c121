"""A minute with the Halyard SDK: a call, a stream, a list, an upload, a retry, an error. Run against HALYARD_BASE_URL."""

from __future__ import annotations

import time

from halyard_ai import APIStatusError, Halyard
from halyard_ai.types import chat

client = Halyard()  # HALYARD_API_KEY and HALYARD_BASE_URL come from the environment
messages: list[chat.ChatMessageParam] = [{"role": "user", "content": "How long does a refund take?"}]


def show(label: str, value: str) -> None:
    print(f"  {label:<9}{value}")


response = client.chat.completions.with_raw_response.create(
    model="halyard-embedded-extractive-1", messages=messages
)
completion = response.parse()
show("call", f"{completion.choices[0].message.content} ({completion.model}, {response.request_id})")

events = 0
text = ""
for chunk in client.chat.completions.create(
    model="halyard-embedded-extractive-1", messages=messages, stream=True
):
    events += 1
    text += chunk.choices[0].delta.content or ""
show("stream", f"{events} events: {text}")

show("list", ", ".join(model.id for model in client.models.list(limit=2)))

file = client.files.create(file=("handbook.md", b"How long? Five working days."), purpose="batch")
show("upload", f"{file.id}, {file.bytes} bytes")

started = time.monotonic()
# The mock server fails the first attempt.
tenant = client.with_raw_response.whoami(extra_headers={"prefer": "code=503"})
show("retry", f"a 503, then {tenant.status_code} after {(time.monotonic() - started) * 1000:.0f} ms")

try:
    client.get("/nowhere", cast_to=object)
except APIStatusError as error:
    show("error", f"{type(error).__name__} {error.status_code}: {error.message} ({error.request_id})")
