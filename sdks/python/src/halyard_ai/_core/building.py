"""Builds a request as the caller described it: all but the body, credentials and what changes between attempts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import urandom
from typing import TYPE_CHECKING, Any

from .encoders import encode_cookie_param, encode_header_param, encode_path, encode_query
from .errors import APIError
from .headers import HeaderMap, add_headers, set_header
from .secrets import is_secret
from .types import NotGiven, Omit
from .url import encode_target, parse_base, public_target, refuse_downgrade, split_url

if TYPE_CHECKING:
    from .auth import Credential
    from .core import Core
    from .options import RequestOptions


def new_uuid() -> str:
    """A random UUIDv4."""
    digits = urandom(16).hex()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def build_headers(
    core: Core,
    options: RequestOptions | None,
    given: Mapping[str, object] | None,
    cookies: Mapping[str, object] | None,
    styles: Mapping[str, Any] | None,
    accept: str,
    keyed: bool,
    token_request: bool,
) -> HeaderMap:
    """Operation, then idempotency key, then the caller's headers, over those of the client."""
    headers = core.public_defaults() if token_request else core.headers.copy()
    if headers.get("accept") is None and "accept" not in headers:
        headers["accept"] = accept
    if given:
        _add_params(headers, given, styles)
    if cookies:
        _add_cookies(headers, cookies, styles)
    name = core.idempotency_name
    if options is not None:
        # The caller's key, also where the operation does not ask for one.
        if options.idempotency_key is not None:
            set_header(headers, name, options.idempotency_key)
        if options.extra_headers:
            add_headers(headers, options.extra_headers)
    if keyed and core.makes_keys and name not in headers:
        headers[name] = new_uuid()
    if "x-client-request-id" not in headers:
        headers["x-client-request-id"] = new_uuid()
    return headers


def _is_missing(value: object) -> bool:
    return value is None or isinstance(value, (Omit, NotGiven))


def _add_params(headers: HeaderMap, given: Mapping[str, object], styles: Mapping[str, Any] | None) -> None:
    for name, value in given.items():
        if not _is_missing(value):
            set_header(headers, name, encode_header_param(name, value, styles.get(name) if styles else None))


def _add_cookies(headers: HeaderMap, cookies: Mapping[str, object], styles: Mapping[str, Any] | None) -> None:
    parts = [
        encode_cookie_param(name, value, styles.get(name) if styles else None)
        for name, value in cookies.items()
        if not _is_missing(value)
    ]
    if parts:
        set_header(headers, "cookie", "; ".join(parts))


def build_url(
    core: Core,
    template: str,
    path: Mapping[str, object] | None,
    query: Mapping[str, object] | None,
    styles: Mapping[str, Any] | None,
    options: RequestOptions | None,
    server: str | None,
    url: str | None,
    has_body: bool,
    token_request: bool,
) -> tuple[str, str, bool]:
    """Origin, path with query, and whether that leads away from the API's own origin: no credential goes there."""
    base = core.base if server is None else parse_base(server)
    text = _query(core, query, styles, options, token_request)
    if base.query:
        text = f"{base.query}&{text}" if text else base.query
    if url is None:
        if path:
            template = _expand(template, path, styles)
        if not template.startswith(("http://", "https://")):
            whole = base.path + (template if template.startswith("/") else f"/{template}")
            if text:
                whole = f"{whole}{'&' if '?' in whole else '?'}{text}"
            return base.origin, encode_target(whole), False
        url = template
    return _foreign_url(core, url, base.origin, text, has_body)


def _expand(template: str, path: Mapping[str, object], styles: Mapping[str, Any] | None) -> str:
    if len(path) == 1 and not styles:
        # Most ids need no encoding.
        for name, value in path.items():
            if (
                isinstance(value, str)
                and value.isascii()
                and value.replace("-", "").replace("_", "").isalnum()
            ):
                return template.replace(f"{{{name}}}", value)
    return encode_path(template, path, styles)


def _foreign_url(core: Core, url: str, own: str, query: str, has_body: bool) -> tuple[str, str, bool]:
    """A URL that a response or the caller named obeys the rules of redirects."""
    try:
        origin, target = split_url(url)
    except ValueError:
        raise APIError("The address is not an http or https URL") from None
    if origin == own:
        target = encode_target(target)
        return origin, f"{target}{'&' if '?' in target else '?'}{query}" if query else target, False
    refuse_downgrade(own, url)
    if has_body:
        raise APIError("A body is not sent to another origin")
    return origin, encode_target(public_target(target, core.secret_names)), True


def _query(
    core: Core,
    query: Mapping[str, object] | None,
    styles: Mapping[str, Any] | None,
    options: RequestOptions | None,
    token_request: bool,
) -> str:
    extra = options.extra_query if options is not None else None
    default = None if token_request else core.query
    if not query and not extra and not default:
        return ""
    return encode_query({**(default or {}), **(query or {}), **(extra or {})}, styles)


def choose_credentials(
    core: Core, security: Sequence[Sequence[str]] | None, headers: HeaderMap
) -> Sequence[Credential]:
    """The credentials of the first alternative that can be met.

    Raises APIError when none can, before anything is sent; unless the caller set, or removed, such a header by hand.
    """
    alternatives = core.security if security is None else security
    if not alternatives:
        return ()
    known = core.credentials
    anonymous = False
    for schemes in alternatives:
        if not schemes:
            anonymous = True
            continue
        found = [credential for credential in map(known.get, schemes) if credential is not None]
        if len(found) == len(schemes):
            return found
    if not anonymous and not any(_is_credential(core, name) for name in headers):
        ways = [" and ".join(_hint(core, scheme) for scheme in schemes) for schemes in alternatives]
        raise APIError(
            f"This call needs credentials: set {', or '.join(ways)}, as an option or environment variable"
        )
    return ()


def _is_credential(core: Core, name: str) -> bool:
    return (
        name != core.idempotency_name
        and not name.startswith(("trace", "baggage"))
        and is_secret(name, core.secret_names)
    )


def _hint(core: Core, scheme: str) -> str:
    found = core.hints.get(scheme)
    if found is not None:
        return found
    variable = f" ({core.env_prefix}_{scheme.upper()})" if core.env_prefix else ""
    return f"`{scheme}`{variable}"
