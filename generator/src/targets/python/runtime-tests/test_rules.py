from __future__ import annotations

import gzip
import zlib

import pytest
from _core.decompress import decoding_of
from _core.headers import ResponseHeaders, set_header
from _core.proxy import parse_proxy, read_proxies
from _core.retry import RetryBudget, backoff, retry_after, retry_cost
from _core.secrets import redact_url, scrub
from _core.types import Timeout, not_given
from _core.url import encode_target, parse_base, split_url


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after-ms": "1250", "retry-after": "5"}, 1.25),
        ({"retry-after": "1.4"}, 1.4),
        ({"retry-after": "2."}, 2.0),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "Infinity"}, None),
        ({"retry-after": "1e3"}, None),
        ({"retry-after": "١"}, None),
        ({"retry-after": "Mon, 23 Nov 2026 03:00:05 GMT", "date": "Mon, 23 Nov 2026 03:00:00 GMT"}, 5.0),
        ({"retry-after": "Mon, 23 Nov 2020 03:00:05 GMT"}, 0.0),
        ({}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(ResponseHeaders(list(headers.items()))) == seconds


def test_the_pause_doubles_and_half_of_it_is_chance() -> None:
    for count, top in enumerate((0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 8.0, 8.0)):
        assert all(top / 2 <= backoff(count, False) <= top for _ in range(50))


def test_the_budget_pays_for_thirty_five_retries_and_no_more() -> None:
    budget = RetryBudget()
    assert [budget.take(retry_cost(False)) for _ in range(36)] == [True] * 35 + [False]
    budget.refund(14)
    assert budget.take(14)


@pytest.mark.parametrize("value", ["a\r\nb", "a\nb", "a\0b", "é\u2028", "😀"])
def test_header_values_that_http_forbids(value: str) -> None:
    with pytest.raises(ValueError, match="does not allow") as caught:
        set_header({}, "X-A", value)
    assert value not in str(caught.value)


def test_targets_go_out_as_parsers_would_write_them() -> None:
    assert encode_target("/a b?q=o'hara") == "/a%20b?q=o%27hara"
    assert encode_target("/..a/...") == "/..a/..."
    for path in ("/a/..", "/./b", "/%2e%2E/x", "/a/%252e"):
        with pytest.raises(ValueError, match="change the path"):
            encode_target(path)


def test_addresses_are_taken_apart() -> None:
    base = parse_base("https://user:pass@API.example.com:443/v1/?tenant=blue")
    assert (base.origin, base.path, base.query) == ("https://api.example.com", "/v1", "tenant=blue")
    assert split_url("http://[::1]:8080/x?y") == ("http://[::1]:8080", "/x?y")
    for wrong in ("file:///etc/hosts", "javascript:alert(1)", "//host/x", "http://"):
        with pytest.raises(ValueError, match="not"):
            split_url(wrong)


def test_secrets_are_taken_out() -> None:
    assert scrub("key=a%2Fb+c and a/b c", ["a/b c"]) == "key=a%2Fb+c and [redacted]"
    assert scrub("x a%2Fb%20c", ["a/b c"]) == "x [redacted]"
    assert redact_url("https://x", "/p?a=1&b&c=2") == "https://x/p?a=REDACTED&b&c=REDACTED"


def test_codings_are_undone_at_every_split_and_never_beyond_the_room() -> None:
    text = b"some text " * 500
    members = gzip.compress(text) + gzip.compress(b"more")
    for split in range(0, len(members), 7):
        decoding = decoding_of("gzip")
        assert decoding is not None
        assert decoding.feed(members[:split], 10**6) + decoding.feed(members[split:], 10**6) == text + b"more"
        decoding.finish()
    raw = zlib.compressobj(wbits=-15)
    deflated = raw.compress(text) + raw.flush()
    for content in (zlib.compress(text), deflated):
        decoding = decoding_of("deflate")
        assert decoding is not None
        assert decoding.feed(content, 10**6) == text
    bomb = decoding_of("gzip, gzip")
    assert bomb is not None
    with pytest.raises(OverflowError):
        bomb.feed(gzip.compress(gzip.compress(b"0" * 10**7)), 10**6)
    short = decoding_of("gzip")
    assert short is not None
    short.feed(members[:40], 10**6)
    with pytest.raises(ValueError, match="too early"):
        short.finish()


def test_proxies_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert read_proxies(None) is None
    monkeypatch.setenv("HTTPS_PROXY", "http://ann:p%40ss@proxy:3128")
    monkeypatch.setenv("NO_PROXY", "localhost, .internal.test,example.com:8443")
    proxies = read_proxies(None)
    assert proxies is not None
    found = proxies.find("https", "api.example.com", 443)
    assert found is not None
    assert (found.host, found.port, found.authorization) == ("proxy", 3128, "Basic YW5uOnBAc3M=")
    assert proxies.find("http", "api.example.com", 80) is None
    assert proxies.find("https", "db.internal.test", 443) is None
    assert proxies.find("https", "example.com", 8443) is None
    assert proxies.find("https", "example.com", 443) is not None
    assert read_proxies(False) is None
    assert parse_proxy("proxy:1").connect_request("::1", 443).startswith(b"CONNECT [::1]:443 HTTP/1.1\r\n")


def test_limits_in_the_words_of_httpx() -> None:
    assert Timeout(30.0, connect=2.0) == Timeout(timeout=30.0, connect=2.0)
    assert Timeout(connect=2.0, read=10.0, write=5.0, pool=1.0).total == 10.0
    assert Timeout(read=None).total is None
    assert Timeout(connect=1.0).total is not_given
