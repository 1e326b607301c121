"""Spans of OpenTelemetry, where a program uses it: one INTERNAL a call, one CLIENT an attempt."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .secrets import redact_url

if TYPE_CHECKING:
    from .headers import HeaderMap
    from .trace import AttemptTrace, TraceInfo


class Spans:
    """The trace of a call as spans; not `valid` where no SDK of OpenTelemetry makes real ones."""

    def __init__(self, info: TraceInfo) -> None:
        self._info = info
        self._api: Any = import_module("opentelemetry.trace")
        self._tracer: Any = self._api.get_tracer(info.name, info.version)
        name = f"{info.name} {info.method} {info.template}"
        self._span: Any = self._tracer.start_span(name, kind=self._api.SpanKind.INTERNAL)
        self._context: Any = self._api.set_span_in_context(self._span)
        known = self._span.get_span_context()
        self.valid: bool = known.is_valid
        self.trace_id = f"{known.trace_id:032x}"

    def attempt(self, resend: int) -> AttemptTrace:
        info = self._info
        span = self._tracer.start_span(
            f"{info.method} {info.template}",
            context=self._context,
            kind=self._api.SpanKind.CLIENT,
            attributes=_attributes(info, resend),
        )
        return _Attempt(self._api, span, self._api.set_span_in_context(span, self._context))

    def end(self, failure: BaseException | None) -> None:
        _finish(self._api, self._span, type(failure).__name__ if failure is not None else None)


class _Attempt:
    def __init__(self, api: Any, span: Any, context: Any) -> None:
        self._api = api
        self._span = span
        self._context = context

    def inject(self, headers: HeaderMap) -> None:
        carrier: dict[str, str] = {}
        import_module("opentelemetry.propagate").inject(carrier, context=self._context)
        found = {name.lower(): value for name, value in carrier.items()}
        if "traceparent" not in found:
            own = self._span.get_span_context()
            found["traceparent"] = f"00-{own.trace_id:032x}-{own.span_id:016x}-{int(own.trace_flags):02x}"
            state = own.trace_state.to_header() if own.trace_state else ""
            if state:
                found["tracestate"] = state
        for name, value in found.items():
            headers.setdefault(name, value)

    def enter(self) -> Any:
        # So that no instrumentation of the HTTP library records the attempt twice.
        module: Any = import_module("opentelemetry.context")
        context = module.set_value("suppress_http_instrumentation", True, self._context)
        return module.attach(context)

    def leave(self, token: Any) -> None:
        import_module("opentelemetry.context").detach(token)

    def end(self, status: int | None, failure: BaseException | None) -> None:
        if status is not None:
            self._span.set_attribute("http.response.status_code", status)
        name = type(failure).__name__ if failure is not None else None
        _finish(
            self._api, self._span, name or (str(status) if status is not None and status >= 400 else None)
        )


def _attributes(info: TraceInfo, resend: int) -> dict[str, str | int]:
    """HTTP semantic conventions, stable since 1.23."""
    parts = urlsplit(info.origin)
    found: dict[str, str | int] = {
        "http.request.method": info.method,
        "url.template": info.template,
        "url.full": redact_url(info.origin, info.target),
        "server.address": parts.hostname or "",
        "server.port": parts.port or (443 if parts.scheme == "https" else 80),
    }
    if resend > 0:
        found["http.request.resend_count"] = resend
    return found


def _finish(api: Any, span: Any, failure: str | None) -> None:
    """An error is told by its kind; its message could hold what a span must not."""
    if failure is not None:
        span.set_attribute("error.type", failure)
        span.set_status(api.Status(api.StatusCode.ERROR))
    span.end()
