"""W3C trace context: one trace a call, one span an attempt."""

from __future__ import annotations

from random import getrandbits
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .headers import HeaderMap


class AttemptTrace(Protocol):
    """The trace of one attempt."""

    def inject(self, headers: HeaderMap) -> None: ...
    def enter(self) -> Any: ...
    def leave(self, token: Any) -> None: ...
    def end(self, status: int | None, failure: BaseException | None) -> None: ...


class CallTrace(Protocol):
    """The trace of one call."""

    trace_id: str

    def attempt(self, resend: int) -> AttemptTrace: ...
    def end(self, failure: BaseException | None) -> None: ...


class TraceInfo:
    """What spans tell about a call."""

    __slots__ = ("method", "name", "origin", "target", "template", "version")

    def __init__(self, name: str, version: str, method: str, template: str, origin: str, target: str) -> None:
        self.name = name
        self.version = version
        self.method = method
        self.template = template
        self.origin = origin
        self.target = target


def new_trace_id() -> str:
    """32 hexadecimal digits, not all zero; a trace id is no secret, so the fast generator will do."""
    return f"{getrandbits(128) or 1:032x}"


def new_traceparent(trace_id: str) -> str:
    """The header of one attempt."""
    return f"00-{trace_id}-{getrandbits(64) or 1:016x}-01"


def start_spans(info: TraceInfo) -> CallTrace | None:
    """The trace of a call as spans, where a program has loaded OpenTelemetry and set it up."""
    from .telemetry import Spans

    try:
        spans = Spans(info)
    except (ImportError, AttributeError, TypeError, ValueError):
        # A half-installed OpenTelemetry is no reason for a call to fail.
        return None
    return spans if spans.valid else None
