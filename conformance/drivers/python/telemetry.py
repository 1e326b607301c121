"""A recording OpenTelemetry for this process."""

from __future__ import annotations

from typing import Any

from opentelemetry import context as contexts
from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.propagators import textmap
from opentelemetry.sdk.trace import ReadableSpan, Span, SpanProcessor, TracerProvider


class _Recorder(SpanProcessor):
    def __init__(self) -> None:
        self.spans: list[ReadableSpan] = []

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        self.spans.append(span)


class _Propagator(textmap.TextMapPropagator):
    """Tells the span in the context, a state and a tenant."""

    def inject(
        self,
        carrier: Any,
        context: Context | None = None,
        setter: textmap.Setter[Any] = textmap.default_setter,
    ) -> None:
        span = trace.get_current_span(contexts.get_current() if context is None else context)
        ids = span.get_span_context()
        if not ids.is_valid:
            return
        setter.set(carrier, "traceparent", f"00-{ids.trace_id:032x}-{ids.span_id:016x}-01")
        setter.set(carrier, "tracestate", "vendor=one")
        setter.set(carrier, "baggage", "tenant=blue")

    def extract(
        self,
        carrier: Any,
        context: Context | None = None,
        getter: textmap.Getter[Any] = textmap.default_getter,
    ) -> Context:
        return Context() if context is None else context

    @property
    def fields(self) -> set[str]:
        return {"traceparent", "tracestate", "baggage"}


class Telemetry:
    """Registers a recording tracer for good: a vector with telemetry has a process of its own."""

    def __init__(self) -> None:
        self._recorder = _Recorder()
        provider = TracerProvider()
        provider.add_span_processor(self._recorder)
        trace.set_tracer_provider(provider)
        propagate.set_global_textmap(_Propagator())

    def spans(self) -> list[dict[str, object]]:
        return [_describe(span) for span in self._recorder.spans]


def _describe(span: ReadableSpan) -> dict[str, object]:
    ids = span.get_span_context()
    values = dict(span.attributes or {})
    return {
        "name": span.name,
        "kind": span.kind.value,
        "attributes": {
            name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
        },
        "trace_id": f"{ids.trace_id:032x}" if ids else None,
        "span_id": f"{ids.span_id:016x}" if ids else None,
        "parent": f"{span.parent.span_id:016x}" if span.parent else None,
        "ended": span.end_time is not None,
        "status": span.status.status_code.value,
    }
