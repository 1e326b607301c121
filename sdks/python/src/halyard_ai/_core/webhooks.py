"""Checks webhooks by the Standard Webhooks rules."""

from __future__ import annotations

import hmac
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from .errors import APIError, WebhookVerificationError

__all__ = ["WebhookVerificationError", "parse_webhook", "sign_webhook", "unwrap_webhook", "verify_webhook"]

T = TypeVar("T")

_TOLERANCE = 300
"""Seconds by which the sender's clock may differ, either way."""


def verify_webhook(
    payload: str | bytes,
    headers: Mapping[str, str],
    secrets: str | Sequence[str],
    *,
    tolerance: float = _TOLERANCE,
    now: float | None = None,
) -> None:
    """Checks a webhook: any of the secrets, any of the signatures, in constant time.

    `tolerance` is in seconds, `now` in seconds since 1970. Raises WebhookVerificationError when the webhook is not
    genuine, or too old or too new, and ValueError for a secret that is none.
    """
    _check_payload(payload)
    message_id = _header(headers, "webhook-id")
    timestamp = _header(headers, "webhook-timestamp")
    given = _signatures(_header(headers, "webhook-signature"))
    if not (timestamp.isascii() and timestamp.isdigit()) or len(timestamp) > 15:
        raise WebhookVerificationError("The `webhook-timestamp` header is no number of seconds")
    age = int(time.time() if now is None else now) - int(timestamp)
    if age > tolerance:
        raise WebhookVerificationError(f"The webhook is too old: it was sent {age} seconds ago")
    if age < -tolerance:
        raise WebhookVerificationError(f"The webhook is from the future: {-age} seconds ahead of this clock")
    keys = [_key(secret) for secret in ([secrets] if isinstance(secrets, str) else secrets)]
    if not keys:
        raise ValueError("No webhook secret was given")
    content = _signed(message_id, timestamp, payload)
    # Every pair is compared, whichever fits.
    fits = [hmac.compare_digest(_sign(key, content), signature) for key in keys for signature in given]
    if True not in fits:
        raise WebhookVerificationError("The webhook has no signature that fits a secret")


def unwrap_webhook(
    cast_to: type[T] | Any,
    payload: str | bytes,
    headers: Mapping[str, str],
    key: str | Sequence[str] | None,
    *,
    hint: str = "a webhook secret",
    tolerance: float = _TOLERANCE,
) -> T:
    """Checks a webhook as `verify_webhook` does and returns its content; `hint` names what sets the secret."""
    if key is None:
        raise APIError(f"Checking a webhook needs its signing secret: set {hint}, or give `key`")
    verify_webhook(payload, headers, key, tolerance=tolerance)
    event: T = parse_webhook(cast_to, payload)
    return event


def parse_webhook(cast_to: type[T] | Any, payload: str | bytes) -> T:
    """The content of a webhook, NOT verified. Raises WebhookVerificationError when it is no JSON."""
    from .decode import InvalidJSON, decode

    _check_payload(payload)
    content = payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else payload
    try:
        event: T = decode(cast_to, content)
        return event
    except InvalidJSON as error:
        raise WebhookVerificationError("The webhook is no JSON") from error


def sign_webhook(
    payload: str | bytes, *, id: str, secret: str, timestamp: float | None = None
) -> dict[str, str]:
    """The headers that a sender adds to a webhook: for tests and for servers. `timestamp` is in seconds since 1970."""
    from base64 import b64encode

    _check_payload(payload)
    seconds = str(int(time.time() if timestamp is None else timestamp))
    signature = b64encode(_sign(_key(secret), _signed(id, seconds, payload))).decode("ascii")
    return {"webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": f"v1,{signature}"}


def _check_payload(payload: object) -> None:
    """What was parsed before has lost the bytes that were signed."""
    if not isinstance(payload, (str, bytes, bytearray, memoryview)):
        raise TypeError("Pass the raw body (str or bytes), not the parsed object")


def _header(headers: Mapping[str, str], name: str) -> str:
    value: Any = headers.get(name)
    if value is None:
        value = next((own for key, own in headers.items() if key.lower() == name), None)
    if isinstance(value, (list, tuple)):
        value = " ".join(cast("Iterable[str]", value))
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str) or not value:
        raise WebhookVerificationError(f"The webhook has no `{name}` header")
    return value


def _decode(text: str) -> bytes | None:
    """The bytes of base64 text, padded or not; None for what is none."""
    from base64 import b64decode

    try:
        return b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        return None


def _key(secret: str) -> bytes:
    key = _decode(secret.strip().removeprefix("whsec_"))
    if key is None:
        raise ValueError("The webhook secret is not base64: copy it whole, with or without `whsec_`")
    if not key:
        raise ValueError("The webhook secret is empty")
    return key


def _signed(message_id: str, timestamp: str, payload: str | bytes) -> bytes:
    """What is signed: `id.timestamp.body`, the body byte for byte."""
    body = payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else bytes(payload)
    return f"{message_id}.{timestamp}.".encode("utf-8", "surrogatepass") + body


def _sign(key: bytes, content: bytes) -> bytes:
    return hmac.digest(key, content, "sha256")


def _signatures(value: str) -> list[bytes]:
    """The signatures of a version we know; others, and what has none, are passed over, as the standard says."""
    found = [_decode(entry[3:]) for entry in value.split() if entry.startswith("v1,")]
    return [one for one in found if one is not None]
