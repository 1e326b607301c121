"""Webhooks by the Standard Webhooks rules."""

from __future__ import annotations

import time
from typing import Any

import pytest
from _core.errors import APIError, WebhookVerificationError
from _core.models import BaseModel
from _core.webhooks import parse_webhook, sign_webhook, unwrap_webhook, verify_webhook

SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "b2xkb2xkb2xkb2xkb2xkb2xk"
BODY = '{"test": 2432232314}'


class Event(BaseModel):
    test: int


def test_knows_the_signature_of_the_standard() -> None:
    headers = sign_webhook(BODY, id="msg_p5jXN8AQM9LWM0D4loKWxJek", secret=SECRET, timestamp=1614265330)
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    verify_webhook(BODY, headers, SECRET, now=1614265330)


def signed(**changes: str) -> dict[str, str]:
    headers = sign_webhook(BODY, id="msg_1", secret=SECRET)
    return {name: value for name, value in {**headers, **changes}.items() if value != "-"}


def test_takes_what_is_genuine() -> None:
    headers = signed()
    for key in (SECRET, f"whsec_{SECRET}", [OTHER, SECRET]):
        assert unwrap_webhook(Event, BODY, headers, key).test == 2432232314
    upper = {name.title(): value for name, value in headers.items()}
    assert unwrap_webhook(Event, BODY.encode(), upper, SECRET) == Event(test=2432232314)
    old = sign_webhook(BODY, id="msg_1", secret=OTHER)["webhook-signature"]
    both = signed(**{"webhook-signature": f"v1a,x v1, {old} {headers['webhook-signature']}"})
    verify_webhook(BODY, both, SECRET)
    verify_webhook(BODY, headers, SECRET, now=time.time() + 299)
    verify_webhook(BODY, headers, SECRET, now=time.time() - 299)


@pytest.mark.parametrize(
    "changes",
    [
        {"webhook-id": "-"},
        {"webhook-timestamp": "-"},
        {"webhook-signature": "-"},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,"},
        {"webhook-signature": "v1,%%%"},
        {"webhook-timestamp": "today"},
        {"webhook-timestamp": "9" * 40},
        {"webhook-timestamp": str(int(time.time()) - 400)},
        {"webhook-timestamp": str(int(time.time()) + 400)},
        {"webhook-id": "msg_2"},
    ],
)
def test_refuses_what_is_not(changes: dict[str, str]) -> None:
    with pytest.raises(WebhookVerificationError):
        verify_webhook(BODY, signed(**changes), SECRET)


def test_refuses_other_bodies_versions_and_keys() -> None:
    headers = signed()
    with pytest.raises(WebhookVerificationError):
        verify_webhook(BODY + " ", headers, SECRET)
    with pytest.raises(WebhookVerificationError):
        verify_webhook(BODY, headers, OTHER)
    with pytest.raises(WebhookVerificationError):
        verify_webhook(
            BODY, signed(**{"webhook-signature": headers["webhook-signature"].replace("v1", "v2")}), SECRET
        )
    with pytest.raises(WebhookVerificationError, match="no JSON"):
        parse_webhook(Event, "nope")


def test_says_which_key_is_wrong_or_missing() -> None:
    for key, message in (("é", "not base64"), ("", "empty"), ([], "No webhook secret")):
        with pytest.raises(ValueError, match=message):
            verify_webhook(BODY, signed(), key)
    with pytest.raises(APIError, match="webhook_secret"):
        unwrap_webhook(Event, BODY, signed(), None, hint="webhook_secret (X_WEBHOOK_SECRET)")


def test_r40_a_body_that_was_parsed_before_is_refused() -> None:
    parsed: Any = {"test": 2432232314}
    for call in (
        lambda: verify_webhook(parsed, {}, "whsec_c2VjcmV0"),
        lambda: parse_webhook(object, parsed),
        lambda: sign_webhook(parsed, id="msg_1", secret="whsec_c2VjcmV0"),
    ):
        with pytest.raises(TypeError, match=r"Pass the raw body \(str or bytes\), not the parsed object"):
            call()
