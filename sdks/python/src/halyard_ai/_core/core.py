"""A client's settings, resolved once: what calls work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

from .auth import ClientCredentials
from .headers import HeaderMap, add_headers
from .retry import RETRY_STATUSES, RetryBudget
from .secrets import is_secret
from .settings import ClientSettings, read_env
from .url import Base, parse_base

if TYPE_CHECKING:
    from logging import Logger

    from .log import CallLog


class Shared:
    """What a client and those that `with_options` makes of it have in common."""

    __slots__ = ("_tokens", "active", "budget", "closed", "lock", "make_tokens", "nets", "tasks")

    def __init__(self, make_tokens: Callable[[Any], Any]) -> None:
        self.budget = RetryBudget()
        self.active: set[Any] = set()
        """The guards of the calls under way."""
        self.closed = False
        self.lock = Lock()
        self.nets: list[Any] = []
        self.tasks: set[Any] = set()
        self.make_tokens = make_tokens
        self._tokens: dict[tuple[object, ...], Any] = {}

    def tokens_of(self, credential: ClientCredentials) -> Any:
        """The token of a credential, whichever derived client it belongs to."""
        key = credential.key
        with self.lock:
            found = self._tokens.get(key)
            if found is None:
                found = self._tokens[key] = self.make_tokens(Lock())
            return found


class Core:
    """A client's settings. Times are in seconds."""

    __slots__ = (
        "base",
        "connect_timeout",
        "credentials",
        "deadline",
        "env_prefix",
        "event_idle_timeout",
        "headers",
        "hints",
        "idempotency_name",
        "idle_timeout",
        "log",
        "makes_keys",
        "max_event_bytes",
        "max_response_bytes",
        "max_retries",
        "max_retry_delay",
        "middleware",
        "name",
        "on_drift",
        "query",
        "reconnect",
        "retry_statuses",
        "secret_names",
        "security",
        "shared",
        "strict",
        "timeout",
        "tracing",
        "transport",
        "version",
    )

    shared: Shared
    transport: Callable[[str], Any]
    """The transport of requests to an origin."""
    timeout: float | None
    connect_timeout: float | None
    idle_timeout: float | None
    event_idle_timeout: float | None
    deadline: float | None
    reconnect: bool
    max_retries: int
    max_retry_delay: float
    max_response_bytes: int
    max_event_bytes: int | None
    middleware: Sequence[Any]
    tracing: bool
    log: CallLog | None
    strict: bool
    on_drift: Callable[[Any], None] | None

    def __init__(
        self,
        settings: ClientSettings,
        base_url: str | None,
        default_headers: Mapping[str, object] | None,
        default_query: Mapping[str, object] | None,
    ) -> None:
        self.name = settings.name
        self.version = settings.version
        self.env_prefix = settings.env_prefix
        self.base: Base = parse_base(base_url)
        headers: HeaderMap = {}
        agent = f"{settings.name}/Python {settings.version}"
        # Names come from configuration files; a line break in one must not start a header.
        headers["user-agent"] = "".join(char for char in agent if " " <= char <= "~")
        headers["accept-encoding"] = "gzip, deflate"
        add_headers(headers, settings.default_headers)
        add_headers(headers, default_headers)
        self.headers = headers
        query = {**(settings.default_query or {}), **(default_query or {})}
        self.query = {name: value for name, value in query.items() if value is not None} or None
        self.credentials = settings.credentials
        self.hints = settings.credential_hints
        self.security = settings.security
        self.makes_keys = settings.idempotency_header is not None
        self.idempotency_name = (settings.idempotency_header or "Idempotency-Key").lower()
        names = [
            name for credential in settings.credentials.values() if credential for name in credential.names
        ]
        own = (self.idempotency_name,) if self.makes_keys else ()
        self.secret_names = frozenset(name.lower() for name in (*names, *settings.secret_names, *own))
        self.retry_statuses = (
            RETRY_STATUSES if settings.retry_statuses is None else frozenset(settings.retry_statuses)
        )

    def set_log(self, package: str, logger: Logger | None, level: str | None) -> None:
        """Chooses the log: the option, else the environment; nothing is logged unless one of them says so."""
        own = read_env(f"{self.env_prefix}_LOG") if self.env_prefix else None
        self.log = None
        if not level and not own:
            return
        from .log import make_log

        self.log = make_log(self.name, package, logger, (level, own))

    def public_defaults(self) -> HeaderMap:
        """What the client sends by default, without what the token endpoint has no business to see."""
        return {name: value for name, value in self.headers.items() if not is_secret(name, self.secret_names)}
