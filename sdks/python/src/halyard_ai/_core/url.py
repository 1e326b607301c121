"""Addresses: the API's own base, and those that a response or a caller names."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from .errors import APIError

# What URL parsers rewrite, or end a path at: sent raw, it would differ from one transport to another.
_REWRITTEN = r"[^!-~]+|[\"#<>\\^`{|}]"
_PLAIN = re.compile(r"[\w/.~!$&()*+,;=:@%?\[\]-]*", re.ASCII).fullmatch
_DOT_PATH = r"(?i)/(?:\.|%(?:25)*2e){1,2}(?:/|\Z)"
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Base:
    """A base URL, taken apart once: `path` has no slash at the end, `query` no question mark."""

    __slots__ = ("origin", "path", "query")

    def __init__(self, origin: str, path: str, query: str) -> None:
        self.origin = origin
        self.path = path
        self.query = query


def parse_base(url: str | None) -> Base:
    """Takes a base URL apart. Raises APIError when there is no usable one; its password, if any, is not kept."""
    if not url:
        raise APIError("Set the option `base_url`: this API names no server")
    try:
        origin, target = split_url(url)
    except ValueError:
        raise APIError("`base_url` is not a URL") from None
    path, _, query = target.partition("?")
    return Base(origin, path.rstrip("/"), query)


def split_url(url: str) -> tuple[str, str]:
    """Origin, and path with query, of an absolute http(s) URL. Raises ValueError for anything else."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    host = parts.hostname
    if scheme not in _DEFAULT_PORTS or not host:
        raise ValueError("not an http or https URL")
    try:
        host.encode("ascii")
    except UnicodeEncodeError:
        host = host.encode("idna").decode("ascii")
    if re.search(r"[^\w.:\[\]~!$&'()*+,;=%-]", host):
        raise ValueError("not a host name")
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    origin = (
        f"{scheme}://{host}"
        if port is None or port == _DEFAULT_PORTS[scheme]
        else f"{scheme}://{host}:{port}"
    )
    path = parts.path or "/"
    return origin, f"{path}?{parts.query}" if parts.query else path


def join_url(location: str, base: str) -> str:
    """A location as a browser would read it against the URL that answered."""
    return urljoin(base, location.strip())


def encode_target(target: str) -> str:
    """A path and query in the bytes that every transport sends.

    Raises ValueError when the path has a `.` or `..` segment, which URL parsers would resolve away.
    """
    if _PLAIN(target) and "/." not in target and "/%" not in target:
        return target
    path, mark, query = target.partition("?")
    text = re.sub(_REWRITTEN, _encode, path)
    if re.search(_DOT_PATH, text):
        raise ValueError(f"The path '{path}' has a segment '.' or '..', which would change the path")
    return text + mark + re.sub(_REWRITTEN, _encode, query).replace("'", "%27") if mark else text


def _encode(found: re.Match[str]) -> str:
    return quote(found.group(), safe="", errors="replace")


def public_target(target: str, names: frozenset[str]) -> str:
    """Takes parameters that carry secrets out of a path and query for another origin."""
    path, mark, query = target.partition("?")
    if not mark:
        return target
    kept = [part for part in query.split("&") if _name(part) not in names]
    return f"{path}?{'&'.join(kept)}" if kept else path


def _name(part: str) -> str:
    from urllib.parse import unquote_plus

    return unquote_plus(part.partition("=")[0]).lower()


def refuse_downgrade(origin: str, url: str) -> None:
    """Raises APIError for a way from https to http, and to what is not HTTP at all."""
    scheme = url.partition(":")[0].lower()
    if scheme != "https" and (origin.startswith("https:") or scheme != "http"):
        where = (
            "it leaves https"
            if scheme == "http"
            else f"it leads to `{scheme[:20]}:`, which is not http or https"
        )
        raise APIError(f"A redirect was not followed: {where}")
