"""What keeps secrets out of logs, errors and other origins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

SECRET = re.compile(r"auth|cookie|key|token|secret|session|passw|signature|^baggage$|^trace", re.IGNORECASE)
"""Header names that may carry what another origin must not see, whatever the credentials in use."""

MASK = "[redacted]"


def scrub(text: str, secrets: Iterable[str]) -> str:
    """Takes known secrets out of a text, as they are and percent-encoded."""
    for secret in secrets:
        # Shorter ones would shred the text, and protect nothing.
        if len(secret) < 4:
            continue
        text = text.replace(secret, MASK)
        encoded = encode_component(secret)
        if encoded != secret:
            text = text.replace(encoded, MASK)
    return text


def encode_component(text: str) -> str:
    """Percent-encodes as `encodeURIComponent` does."""
    from urllib.parse import quote

    return quote(text, safe="!'()*-._~", errors="replace")


def redact_url(origin: str, target: str) -> str:
    """A URL for logs and spans: the names of its parameters without their values."""
    at = target.find("?")
    if at < 0:
        return origin + target
    return origin + target[:at] + re.sub(r"=[^&]*", "=REDACTED", target[at:])


def public_headers(headers: Mapping[str, str], names: frozenset[str]) -> dict[str, str]:
    """The headers that another origin may see."""
    return {name: value for name, value in headers.items() if not SECRET.search(name) and name not in names}


def scrub_cause(error: BaseException | None, secrets: Iterable[str], depth: int = 0) -> BaseException | None:
    """An error that may go out as a cause: a copy without the secrets, where there are any in it."""
    if error is None:
        return None
    known = list(secrets)
    inner = scrub_cause(error.__cause__, known, depth + 1) if depth < 4 else None
    text = str(error)
    if scrub(text, known) == text and inner is error.__cause__ and error.__suppress_context__:
        return error
    copy: BaseException = ConnectionError(scrub(f"{type(error).__name__}: {text}", known))
    copy.__cause__ = inner
    return copy
