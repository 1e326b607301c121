"""Ways to authenticate. Each constructor gives None when its secret is None: the caller does not use that way."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable, Sequence

from .headers import HeaderMap, set_header

SecretValue = str | Callable[[], str] | Callable[[], Awaitable[str]]
"""A secret, or a function that gives it, asked before every attempt."""


class AuthTarget:
    """Where credentials are written. What the caller set, or removed, by hand stays."""

    __slots__ = ("headers", "query", "secrets")

    def __init__(self, headers: HeaderMap, secrets: set[str]) -> None:
        self.headers = headers
        self.query: list[str] = []
        self.secrets = secrets


class Credential:
    """One way to authenticate. `names` are the lower-case headers, parameters and cookies that it writes."""

    __slots__ = ("names", "refreshable", "value")

    names: tuple[str, ...]
    refreshable: bool
    """True when asking again can give another secret."""
    value: SecretValue | None
    """The secret, or who gives it; None where it is fetched by a request."""

    def __init__(self, name: str, value: SecretValue | None) -> None:
        self.names = (name.lower(),)
        self.value = value
        self.refreshable = not isinstance(value, str)

    def write(self, target: AuthTarget, secret: str) -> None:
        """Writes the secret, and tells it, so that no error or log shows it."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self.names)})"


class _Header(Credential):
    __slots__ = ("_checked", "_prefix")

    def __init__(self, name: str, value: SecretValue, prefix: str) -> None:
        super().__init__(name, value)
        self._prefix = prefix
        self._checked = ""

    def write(self, target: AuthTarget, secret: str) -> None:
        target.secrets.add(secret)
        name = self.names[0]
        if name in target.headers:
            return
        text = self._prefix + secret
        if text != self._checked:
            set_header({}, name, text)
            self._checked = text
        target.headers[name] = text


class _Query(Credential):
    __slots__ = ("_name",)

    def __init__(self, name: str, value: SecretValue) -> None:
        super().__init__(name, value)
        self._name = name

    def write(self, target: AuthTarget, secret: str) -> None:
        target.secrets.add(secret)
        target.query.append(f"{_encode(self._name)}={_encode(secret)}")


class _Cookie(Credential):
    __slots__ = ("_name",)

    def __init__(self, name: str, value: SecretValue) -> None:
        super().__init__(name, value)
        self._name = name

    def write(self, target: AuthTarget, secret: str) -> None:
        target.secrets.add(secret)
        headers = target.headers
        own = headers.get("cookie")
        if own is not None or "cookie" not in headers:
            set_header(headers, "cookie", f"{f'{own}; ' if own else ''}{self._name}={_encode(secret)}")


class _Basic(Credential):
    __slots__ = ("_username",)

    def __init__(self, username: str, password: SecretValue) -> None:
        super().__init__("authorization", password)
        self._username = username

    def write(self, target: AuthTarget, secret: str) -> None:
        pair = b64encode(f"{self._username}:{secret}".encode()).decode()
        target.secrets.update((secret, pair))
        if "authorization" not in target.headers:
            target.headers["authorization"] = f"Basic {pair}"


class ClientCredentials(Credential):
    """Tokens by the OAuth 2.0 client credentials grant (RFC 6749, section 4.4), shared by all calls of a client."""

    __slots__ = ("audience", "client_auth", "client_id", "client_secret", "scopes", "token_url")

    def __init__(
        self,
        token_url: str,
        client_id: str,
        client_secret: str,
        scopes: Sequence[str],
        audience: str | None,
        client_auth: str,
    ) -> None:
        super().__init__("authorization", None)
        self.token_url = token_url
        self.client_id = client_id
        self.client_secret = client_secret
        self.scopes = tuple(scopes)
        self.audience = audience
        self.client_auth = client_auth

    @property
    def key(self) -> tuple[object, ...]:
        """What tokens depend on."""
        return (
            self.token_url,
            self.client_id,
            self.client_secret,
            self.scopes,
            self.audience,
            self.client_auth,
        )

    def write(self, target: AuthTarget, secret: str) -> None:
        target.secrets.add(secret)
        if "authorization" not in target.headers:
            set_header(target.headers, "authorization", f"Bearer {secret}")

    def token_request(self) -> tuple[dict[str, str], bytes, tuple[str, ...]]:
        """Headers and body that ask for a token, and the secrets in them."""
        fields: list[tuple[str, str | None]] = [
            ("grant_type", "client_credentials"),
            ("scope", " ".join(self.scopes) or None),
            ("audience", self.audience),
        ]
        secrets = [self.client_secret]
        headers = {"accept": "application/json"}
        if self.client_auth == "body":
            fields += [("client_id", self.client_id), ("client_secret", self.client_secret)]
        else:
            # RFC 6749, section 2.3.1: both are form-encoded before they are joined.
            pair = b64encode(f"{_encode(self.client_id)}:{_encode(self.client_secret)}".encode()).decode()
            secrets.append(pair)
            headers["authorization"] = f"Basic {pair}"
        body = "&".join(f"{name}={_encode(value)}" for name, value in fields if value is not None)
        return headers, body.encode(), tuple(secrets)


def _encode(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="", errors="replace")


def bearer(token: SecretValue | None) -> Credential | None:
    """`Authorization: Bearer <token>`."""
    return api_key_header("authorization", token, "Bearer ")


def api_key_header(name: str, key: SecretValue | None, prefix: str = "") -> Credential | None:
    """An API key in a header; `prefix` goes before it."""
    return _Header(name, key, prefix) if key else None


def api_key_query(name: str, key: SecretValue | None) -> Credential | None:
    """An API key in the query."""
    return _Query(name, key) if key else None


def api_key_cookie(name: str, key: SecretValue | None) -> Credential | None:
    """An API key in a cookie."""
    return _Cookie(name, key) if key else None


def basic(username: str | None, password: SecretValue | None) -> Credential | None:
    """`Authorization: Basic`; the user may be empty."""
    return _Basic(username, password) if username is not None and password else None


def client_credentials(
    token_url: str,
    client_id: str | None,
    client_secret: str | None,
    *,
    scopes: Sequence[str] = (),
    audience: str | None = None,
    client_auth: str = "basic",
) -> Credential | None:
    """Client credentials; `token_url` may be a path below the client's base URL. `client_auth`: basic or body."""
    if not client_id or not client_secret:
        return None
    return ClientCredentials(token_url, client_id, client_secret, scopes, audience, client_auth)
