"""Arguments and options of a call in the SDK's own names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from values import Decoder

SECONDS = {
    "timeout_ms": "timeout",
    "deadline_ms": "deadline",
    "max_retry_delay_ms": "max_retry_delay",
    "idle_timeout_ms": "idle_timeout",
    "event_idle_timeout_ms": "event_idle_timeout",
}
OF_ONE_CALL = ("timeout_ms", "headers", "query", "idempotency_key")


def client_options(options: Mapping[str, Any], sdk: Any) -> dict[str, Any]:
    """Options of a client: of the protocol (milliseconds, null removes) as the SDK's."""
    made = {SECONDS.get(name, name): _seconds(name, value) for name, value in options.items()}
    if "default_headers" in made:
        made["default_headers"] = {
            name: sdk.omit if value is None else value for name, value in made["default_headers"].items()
        }
    return made


def _seconds(name: str, value: Any) -> Any:
    return value / 1000 if name in SECONDS and value is not None else value


def derived_options(options: Mapping[str, Any], sdk: Any) -> dict[str, Any]:
    """Those options of one call that its method does not take: they are given to a derived client."""
    return client_options({name: value for name, value in options.items() if name not in OF_ONE_CALL}, sdk)


def call_options(options: Mapping[str, Any], keyed: bool) -> dict[str, Any]:
    """Those options of one call that its method takes."""
    made: dict[str, Any] = {}
    headers = dict(options.get("headers") or {})
    if "idempotency_key" in options:
        if keyed:
            made["idempotency_key"] = options["idempotency_key"]
        else:
            headers["Idempotency-Key"] = options["idempotency_key"]
    if headers:
        made["extra_headers"] = headers
    if options.get("query"):
        made["extra_query"] = options["query"]
    if "timeout_ms" in options:
        made["timeout"] = _seconds("timeout_ms", options["timeout_ms"])
    return made


def call_arguments(
    operation: Mapping[str, Any], args: Mapping[str, Any], decoder: Decoder
) -> tuple[list[Any], dict[str, Any]]:
    """Positional and keyword arguments from values by wire name."""
    values = decoder.decode(args)
    positional = [values[one["wire"]] for one in operation["args"] if one["kind"] == "path"]
    keywords = {}
    for one in operation["args"]:
        if one["kind"] == "path":
            continue
        if one.get("body") == "value" and "$body" in values:
            keywords[one["name"]] = values["$body"]
        elif one["wire"] in values:
            keywords[one["name"]] = values[one["wire"]]
    if "$extra" in values:
        keywords["extra_body"] = values["$extra"]
    return positional, keywords
