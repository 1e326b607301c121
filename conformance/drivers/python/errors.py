"""Errors of the Python SDK as the protocol names them."""

from __future__ import annotations

import asyncio
import json
import traceback
from collections.abc import Iterator, Mapping
from typing import Any

from values import encode

KINDS = {
    "BadRequestError": "bad_request",
    "AuthenticationError": "authentication",
    "PermissionDeniedError": "permission_denied",
    "NotFoundError": "not_found",
    "ConflictError": "conflict",
    "UnprocessableEntityError": "unprocessable_entity",
    "RateLimitError": "rate_limit",
    "InternalServerError": "internal_server",
    "APITimeoutError": "timeout",
    "APIClosedError": "user_abort",
    "APIStreamInterruptedError": "stream_interrupted",
    "APIConnectionError": "connection",
    "APIStreamEventError": "stream_event",
    "APIResponseValidationError": "response_validation",
    "APIResponseTooLargeError": "too_large",
    "WebhookVerificationError": "webhook",
    "APIError": "api",
}
MAX_DUMP = 60_000
DEPTH = 5


def _kind(error: BaseException) -> str:
    if isinstance(error, asyncio.CancelledError):
        return "user_abort"
    return next((KINDS[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in KINDS), "raw")


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in seen:
        yield one
        seen.append(one)
        one = one.__cause__ or one.__context__


def _attributes(value: object, depth: int) -> object:
    """What a debugger would show of a value: its representation, and the same of its public attributes."""
    if depth == 0 or value is None or isinstance(value, (str, bytes, int, float, bool)):
        return repr(value)
    if isinstance(value, Mapping):
        return {str(name): _attributes(one, depth - 1) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_attributes(one, depth - 1) for one in value[:50]]
    names = [*getattr(value, "__dict__", {}), *getattr(type(value), "__slots__", ())]
    shown = {name: getattr(value, name, None) for name in names if not name.startswith("_")}
    return {"": repr(value), **{name: _attributes(one, depth - 1) for name, one in shown.items()}}


def _dump(error: BaseException) -> str:
    parts = [str(error), repr(error), "".join(traceback.format_exception(error))]
    parts += [json.dumps(_attributes(one, DEPTH)) for one in _chain(error)]
    parts.append(repr(error.__reduce__()))
    return "\n".join(parts)[:MAX_DUMP]


def _keeps(error: BaseException, reason: str) -> bool:
    held = [text for one in _chain(error) for text in (*one.args, *vars(one).values())]
    return reason in held


def describe_error(error: BaseException, reason: str | None = None) -> dict[str, object]:
    """The protocol's description of `error`; `reason` is what the caller cancelled with."""
    get = lambda name: getattr(error, name, None)  # noqa: E731
    described = {
        "kind": _kind(error),
        "name": type(error).__name__,
        "message": str(error),
        "status": get("status_code"),
        "code": get("code"),
        "request_id": get("request_id"),
        "trace_id": get("trace_id"),
        "attempts": get("attempts"),
        "retry_after": get("retry_after"),
        "body": encode(get("body")),
        "problem": encode(get("problem")),
        "headers": plain_headers(get("headers")),
        "dump": _dump(error),
    }
    return described if reason is None else {**described, "reason_kept": _keeps(error, reason)}


def plain_headers(headers: Any) -> dict[str, str] | None:
    """Headers of any shape as an object with names in lower case."""
    if headers is None:
        return None
    return {str(name).lower(): str(headers[name]) for name in headers}
