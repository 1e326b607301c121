"""Proxies: the client's option, else the environment."""

from __future__ import annotations

import os
import re

from .errors import APIError
from .settings import read_env


class Proxy:
    """A proxy, taken apart; `authorization` is the value of Proxy-Authorization."""

    __slots__ = ("authorization", "host", "port", "secure")

    def __init__(self, host: str, port: int, secure: bool, authorization: str | None) -> None:
        self.host = host
        self.port = port
        self.secure = secure
        self.authorization = authorization

    def connect_request(self, host: str, port: int) -> bytes:
        """The request for a tunnel to a server."""
        authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        lines = [f"CONNECT {authority} HTTP/1.1", f"host: {authority}"]
        if self.authorization:
            lines.append(f"proxy-authorization: {self.authorization}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


class Proxies:
    """The proxies that a client uses; patterns in the words of NO_PROXY."""

    __slots__ = ("_known", "excepted", "http", "https")

    def __init__(self, http: str | None, https: str | None, excepted: tuple[str, ...]) -> None:
        self.http = http
        self.https = https
        self.excepted = excepted
        self._known: dict[tuple[str, str, int], Proxy | None] = {}

    def find(self, scheme: str, host: str, port: int) -> Proxy | None:
        """The proxy for a server; None to go there directly."""
        key = (scheme, host, port)
        if key not in self._known:
            url = self.https if scheme == "https" else self.http
            host = host.lower()
            self._known[key] = parse_proxy(url) if url and not self._is_excepted(host, port) else None
        return self._known[key]

    def _is_excepted(self, host: str, port: int) -> bool:
        for pattern in self.excepted:
            if pattern == "*":
                return True
            found = re.match(r"\[?(.*?)\]?(?::(\d+))?\Z", pattern)
            name, only = (found.group(1), found.group(2)) if found else (pattern, None)
            if only is not None and only != str(port):
                continue
            suffix = re.sub(r"^\*?\.", "", name)
            if host == suffix or host.endswith(f".{suffix}"):
                return True
        return False


def read_proxies(option: str | bool | None) -> Proxies | None:
    """The option (False: none), else the environment; None when there is no proxy."""
    if option is False:
        return None
    if isinstance(option, str):
        return Proxies(option, option, ())
    env = os.environ
    if not any(name.lower().endswith("_proxy") for name in env):
        return None
    every = _either("ALL_PROXY")
    # In a CGI program HTTP_PROXY is the client's `Proxy` header, so only the lower-case name counts there.
    http = (read_env("http_proxy") if read_env("REQUEST_METHOD") else _either("HTTP_PROXY")) or every
    https = _either("HTTPS_PROXY") or every
    if not http and not https:
        return None
    excepted = tuple(part for part in re.split(r"[\s,]+", (_either("NO_PROXY") or "").lower()) if part)
    return Proxies(http, https, excepted)


def _either(name: str) -> str | None:
    return read_env(name.lower()) or read_env(name)


def parse_proxy(text: str) -> Proxy:
    """Takes a proxy's URL apart. Raises APIError without the URL, which may hold a password."""
    from base64 import b64encode
    from urllib.parse import unquote, urlsplit

    try:
        parts = urlsplit(text if re.match(r"[\w.+-]+://", text) else f"http://{text}")
        host, port, scheme = parts.hostname, parts.port, parts.scheme.lower()
    except ValueError:
        host, port, scheme, parts = None, None, "", urlsplit("")
    if not host or scheme not in ("http", "https"):
        raise APIError("The proxy is not an http or https URL")
    authorization = None
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = f"Basic {b64encode(pair.encode()).decode()}"
    return Proxy(host, port or (443 if scheme == "https" else 80), scheme == "https", authorization)
