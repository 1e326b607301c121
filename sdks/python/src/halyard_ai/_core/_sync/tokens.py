"""Tokens of the client credentials grant: however many calls need one, one request is under way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from ..auth import ClientCredentials
from ..errors import APIError
from ..url import parse_base, split_url
from ._io import INFINITY, Flight, Guard

if TYPE_CHECKING:
    from .client import SyncAPIClient

# Seconds before a failed early refresh is tried again.
_PAUSE = 5.0


class Token:
    """A token; `expires` and `renew_at` are of the monotonic clock."""

    __slots__ = ("expires", "renew_at", "value")

    def __init__(self, value: str, expires: float, renew_at: float) -> None:
        self.value = value
        self.expires = expires
        self.renew_at = renew_at


class Tokens:
    """The token of one credential, shared by all calls of a client and of those derived from it."""

    __slots__ = ("_flight", "_lock", "_token")

    def __init__(self, lock: Any) -> None:
        self._token: Token | None = None
        self._flight: Flight | None = None
        self._lock = lock

    def get(
        self, client: SyncAPIClient, credential: ClientCredentials, guard: Guard, refused: frozenset[str]
    ) -> str:
        """A token that is valid and was not refused."""
        with self._lock:
            token = self._token
            now = guard.now()
            # Only the token that was refused is dropped; another call may have renewed it by now.
            if token is not None and (token.value in refused or now >= token.expires):
                token = self._token = None
            flight = self._flight
            if flight is not None and flight.done():
                flight = self._flight = None
            if flight is None and (token is None or now >= token.renew_at):
                if token is not None:
                    # Early, in the background; when it fails, the token at hand is good for a while.
                    token.renew_at = now + _PAUSE
                flight = self._flight = Flight(lambda: self._fetch(client, credential))
            if token is not None:
                return token.value
        found: Token = cast("Flight", flight).wait(guard)
        return found.value

    def _fetch(self, client: SyncAPIClient, credential: ClientCredentials) -> Token:
        token = fetch_token(client, credential)
        with self._lock:
            self._token = token
        return token


def fetch_token(client: SyncAPIClient, credential: ClientCredentials) -> Token:
    """Asks for a token, by the same rules as any call: retries, timers; with no other credential, never redirected."""
    from time import monotonic

    headers, body, secrets = credential.token_request()
    path, server = locate(credential.token_url, client.api_base_url)
    started = monotonic()
    answer = client.token_call(path, server=server, headers=headers, body=body, secrets=secrets)
    if not isinstance(answer, dict):
        raise APIError("The token endpoint answered with something other than JSON")
    found = cast("Mapping[str, object]", answer)
    value, seconds = found.get("access_token"), found.get("expires_in")
    if not isinstance(value, str) or not value:
        raise APIError("The token endpoint answered without an access_token")
    try:
        lifetime = INFINITY if seconds is None else float(cast("str", seconds))
    except (TypeError, ValueError):
        lifetime = INFINITY
    if not lifetime < INFINITY:
        return Token(value, INFINITY, INFINITY)
    # A minute early, or the last fifth of a short life.
    return Token(value, started + lifetime, started + lifetime - min(60.0, lifetime / 5))


def locate(token_url: str, base_url: str | None) -> tuple[str, str | None]:
    """Path and server of the token endpoint. Below the API's own base it follows where the caller's `base_url` leads."""
    own = (base_url or "").rstrip("/")
    if own and token_url.startswith(f"{own}/"):
        return token_url[len(own) :], None
    if not token_url.lower().startswith(("http://", "https://")):
        return token_url, None
    origin, target = split_url(token_url)
    return target, parse_base(origin).origin
