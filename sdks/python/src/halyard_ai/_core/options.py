"""What a caller can set for one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .types import NotGiven, not_given

if TYPE_CHECKING:
    from .types import Body, Headers, Query, Timeout


class RequestOptions:
    """The caller's own wishes for one call, over what the client and the operation say. Times are in seconds."""

    __slots__ = (
        "deadline",
        "event_idle_timeout",
        "extra_body",
        "extra_headers",
        "extra_query",
        "idempotency_key",
        "idle_timeout",
        "max_retries",
        "timeout",
    )

    def __init__(
        self,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
        *,
        max_retries: int | None = None,
        deadline: float | None = None,
        idle_timeout: float | None = None,
        event_idle_timeout: float | None = None,
    ) -> None:
        self.extra_headers = extra_headers
        self.extra_query = extra_query
        self.extra_body = extra_body
        self.timeout = timeout
        self.idempotency_key = idempotency_key
        self.max_retries = max_retries
        self.deadline = deadline
        self.idle_timeout = idle_timeout
        self.event_idle_timeout = event_idle_timeout


def options(
    extra_headers: Headers | None = None,
    extra_query: Query | None = None,
    extra_body: Body | None = None,
    timeout: float | Timeout | None | NotGiven = not_given,
    idempotency_key: str | None = None,
) -> RequestOptions | None:
    """The options of a generated method's last arguments; nothing when the caller gave none."""
    if (
        extra_headers is None
        and extra_query is None
        and extra_body is None
        and timeout is not_given
        and idempotency_key is None
    ):
        return None
    return RequestOptions(extra_headers, extra_query, extra_body, timeout, idempotency_key)


class ModeHeaders(dict[str, "str | None"]):
    """Extra headers that also say how the response is wanted: `raw`, or `stream` for one that is not read yet."""

    __slots__ = ("mode",)

    def __init__(self, headers: Headers | None, mode: str) -> None:
        super().__init__(headers or {})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        self.mode = mode
