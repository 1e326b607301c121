"""One call: what is the same for blocking and asynchronous clients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arguments import call_arguments, call_options, derived_options
from clock import now
from errors import describe_error, plain_headers
from values import Decoder, encode

# Modes in which the response is handed out before it is read.
UNREAD = ("raw", "raw_stream")


class Call:
    """A call under way, and what came of it."""

    def __init__(self, sdk: Any, operations: Mapping[str, Any], step: Mapping[str, Any], decoder: Decoder):
        self.step = step
        self.consume: Mapping[str, Any] = step.get("consume") or {}
        self.items: list[Any] = []
        self.times: list[float] = []
        self.outcome: dict[str, Any] = {"op": step["op"], "started_at": now()}
        self._sdk = sdk
        self._operations = operations
        self._decoder = decoder

    @property
    def operation(self) -> Mapping[str, Any]:
        found = next((one for one in self._operations["operations"] if one["id"] == self.step["op"]), None)
        if found is None:
            raise LookupError(f"operations.json has no {self.step['op']}")
        return found

    @property
    def mode(self) -> str:
        default = "binary" if self.operation["returns"] == "binary" else "value"
        return self.consume.get("mode") or default

    @property
    def reason(self) -> str | None:
        """What the caller cancels with."""
        cancel = self.step.get("cancel")
        return (cancel.get("reason") or "stopped by the caller") if cancel else None

    def start(self, client: Any) -> Any:
        """Calls the method, as the consumer's mode wants it."""
        operation = self.operation
        options = self.step.get("options") or {}
        positional, keywords = call_arguments(operation, self.step.get("args") or {}, self._decoder)
        derived = derived_options(options, self._sdk)
        if derived:
            client = client.with_options(**derived)
        *path, name = operation["call"].split(".")
        owner = client
        for part in path:
            owner = getattr(owner, part)
        if self.mode in UNREAD:
            owner = owner.with_streaming_response
        elif self.mode == "with_response":
            owner = owner.with_raw_response
        return getattr(owner, name)(
            *positional, **keywords, **call_options(options, bool(operation.get("keyed")))
        )

    def take(self, item: Any) -> bool:
        """Notes an item; true when the caller wants no more."""
        self.items.append(encode(item))
        self.times.append(now())
        return len(self.items) >= self.consume.get("take", float("inf"))

    def note_response(self, response: Any) -> None:
        self.outcome |= {
            "status": response.status_code,
            "headers": plain_headers(response.headers),
            "request_id": response.request_id,
            "trace_id": response.trace_id,
        }

    def note_pieces(self, size: int, first: float | None) -> None:
        self.outcome |= {"value": {"size": size}, "first_at": first, "left_at": now()}

    def note_value(self, value: Any) -> None:
        # JSON's null and nothing at all are one in Python.
        self.outcome["value"] = {"$none": True} if value is None else encode(value)

    def note_error(self, error: BaseException) -> None:
        self.outcome["error"] = describe_error(error, self.reason)

    def done(self) -> dict[str, Any]:
        self.outcome["settled_at"] = now()
        if self.items or self.consume.get("mode") == "iterate":
            self.outcome |= {"items": self.items, "item_times": self.times}
        return self.outcome
