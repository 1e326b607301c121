"""What a generated client says about its API, and what its caller says about the client."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from .types import NotGiven, Timeout, not_given

if TYPE_CHECKING:
    from logging import Logger

    from .auth import Credential
    from .drift import Drift
    from .middleware import AsyncMiddleware, Middleware
    from .types import AsyncHttpClient, HttpClient, Omit

DEFAULT_MAX_RETRIES = 2
"""Retries of a call."""
DEFAULT_ATTEMPT_TIMEOUT = 60.0
"""Seconds for one attempt: connecting, headers and a buffered body."""
DEFAULT_CONNECT_TIMEOUT = 5.0
"""Seconds to connect."""
DEFAULT_IDLE_TIMEOUT = 120.0
"""Seconds that a stream or a download may be silent."""
DEFAULT_MAX_RETRY_DELAY = 60.0
"""Longest pause in seconds that a server may ask for."""
DEFAULT_MAX_RESPONSE_BYTES = 100 * 1024 * 1024
"""Of a decompressed response."""
DEFAULT_TIMEOUT = Timeout(DEFAULT_ATTEMPT_TIMEOUT, connect=DEFAULT_CONNECT_TIMEOUT)


class ConnectionLimits(NamedTuple):
    """How many sockets a client keeps; None for any number."""

    max_connections: int | None
    """Open at once."""
    max_keepalive_connections: int | None
    """Kept open for the next call."""


DEFAULT_CONNECTION_LIMITS = ConnectionLimits(max_connections=1000, max_keepalive_connections=100)


class ClientSettings:
    """What the generated client says about its API.

    `security` holds the alternatives of scheme names that count where an operation names none; `credentials` the
    credentials by scheme name, None where the caller gave none; `credential_hints` what sets a scheme, for messages;
    `secret_names` the names of headers, parameters and cookies of all schemes, given or not.
    """

    __slots__ = (
        "base_url",
        "credential_hints",
        "credentials",
        "default_headers",
        "default_query",
        "env_prefix",
        "environments",
        "idempotency_header",
        "max_retries",
        "name",
        "package",
        "query_format",
        "retry_statuses",
        "secret_names",
        "security",
        "timeout",
        "version",
    )

    def __init__(
        self,
        *,
        name: str,
        package: str,
        version: str,
        env_prefix: str | None = None,
        base_url: str | None = None,
        environments: Mapping[str, str] | None = None,
        idempotency_header: str | None = None,
        retry_statuses: Sequence[int] | None = None,
        security: Sequence[Sequence[str]] = (),
        credentials: Mapping[str, Credential | None] | None = None,
        credential_hints: Mapping[str, str] | None = None,
        secret_names: Sequence[str] = (),
        default_headers: Mapping[str, object] | None = None,
        default_query: Mapping[str, object] | None = None,
        query_format: str | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        timeout: float = DEFAULT_ATTEMPT_TIMEOUT,
    ) -> None:
        self.name = name
        self.package = package
        self.version = version
        self.env_prefix = env_prefix
        self.base_url = base_url
        self.environments = environments
        self.idempotency_header = idempotency_header
        self.retry_statuses = retry_statuses
        self.security = security
        self.credentials = credentials or {}
        self.credential_hints = credential_hints or {}
        self.secret_names = secret_names
        self.default_headers = default_headers
        self.default_query = default_query
        self.max_retries = max_retries
        self.timeout = timeout
        self.query_format = query_format


class _SharedOptions(TypedDict, total=False):
    base_url: str | None
    """Where requests go; else the environment variable, else what the API says."""
    timeout: float | Timeout | None | NotGiven
    """Seconds for an attempt, or limits of its parts; None for no limit."""
    max_retries: int | NotGiven
    """Retries of a call; 0 disables them."""
    default_headers: Mapping[str, str | Omit | None] | None
    """Sent with every request; None or `omit` removes one."""
    default_query: Mapping[str, object] | None
    """Sent with every request."""
    deadline: float | None
    """Seconds for a whole call with its retries and pauses."""
    proxy: str | bool | None
    """A proxy's address, or False for none; else the environment's."""
    tracing: bool
    """Whether requests carry W3C trace context."""
    logger: Logger | None
    log_level: str | None
    """`off`, `error`, `warn`, `info` or `debug`; else the environment variable."""
    max_response_bytes: int | None
    """Largest decompressed response."""
    max_event_bytes: int | None
    """Largest event or line of a stream."""
    idle_timeout: float | None | NotGiven
    """Seconds that a stream or a download may be silent."""
    event_idle_timeout: float | None
    reconnect: bool
    """Whether a stream of a GET goes on over another connection when one breaks; off by default."""
    """Seconds without an event, whatever else comes."""
    max_retry_delay: float | None
    """Longest pause in seconds that a server may ask for."""
    on_drift: Callable[[Drift], None] | None
    """Told of every difference between a response and what the API promised."""
    _strict_response_validation: bool


class ClientOptions(_SharedOptions, total=False):
    """Options that every client has. All times are in seconds."""

    http_client: HttpClient | None
    """Sends the requests instead of the SDK's own transport."""
    middleware: Sequence[Middleware]
    """Called around every attempt, the first outermost."""


class AsyncClientOptions(_SharedOptions, total=False):
    """Options that every asynchronous client has. All times are in seconds."""

    http_client: AsyncHttpClient | None
    """Sends the requests instead of the SDK's own transport."""
    middleware: Sequence[AsyncMiddleware]
    """Called around every attempt, the first outermost."""


def read_env(name: str) -> str | None:
    """An environment variable, trimmed; None when it is empty."""
    return (os.environ.get(name) or "").strip() or None


def pick_base_url(settings: ClientSettings, base_url: str | None, environment: str | NotGiven) -> str | None:
    """Where requests go: the option, else the environment the caller chose, else the variable, else the API's own."""
    if base_url is not None:
        return str(base_url)
    if not isinstance(environment, NotGiven):
        found = (settings.environments or {}).get(environment)
        if found is None:
            known = ", ".join(repr(name) for name in settings.environments or {})
            raise ValueError(f"Unknown environment: {environment!r}; this API has {known}")
        return found
    own = read_env(f"{settings.env_prefix}_BASE_URL") if settings.env_prefix else None
    return own or settings.base_url


def timeouts(
    given: object, attempt: float | None, connect: float | None, idle: float | None
) -> tuple[float | None, float | None, float | None]:
    """Limits of an attempt, of connecting, and of silence, in seconds: those given, else the ones at hand."""
    if given is not_given:
        return attempt, connect, idle
    if given is None:
        return None, connect, idle
    if isinstance(given, Timeout):
        own_attempt, own_connect, own_idle = given.total, given.connect, given.idle
        return (
            attempt if isinstance(own_attempt, NotGiven) else own_attempt,
            connect if isinstance(own_connect, NotGiven) else own_connect,
            idle if isinstance(own_idle, NotGiven) else own_idle,
        )
    if isinstance(given, (int, float)):
        return float(given), connect, idle
    # A limit in the words of httpx.
    parts: list[Any] = [getattr(given, name, not_given) for name in ("connect", "read", "write", "pool")]
    return timeouts(
        Timeout(connect=parts[0], read=parts[1], write=parts[2], pool=parts[3]), attempt, connect, idle
    )
