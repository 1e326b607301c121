"""What keeps secrets out of logs, errors and other origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_PARTS = ("auth", "cookie", "key", "token", "secret", "session", "passw", "signature")

MASK = "[redacted]"


def is_secret(name: str, names: frozenset[str]) -> bool:
    """True for the lower-case name of a header that may carry what another origin must not see."""
    if name in names or name == "baggage" or name.startswith("trace"):
        return True
    return any(part in name for part in _PARTS)


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
    shown = [f"{part.partition('=')[0]}=REDACTED" if "=" in part else part for part in target[at:].split("&")]
    return origin + target[:at] + "&".join(shown)


def public_headers(headers: Mapping[str, str | None], names: frozenset[str]) -> dict[str, str]:
    """The headers that another origin may see."""
    return {
        name: value for name, value in headers.items() if value is not None and not is_secret(name, names)
    }


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
