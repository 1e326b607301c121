"""The connection pools of httpx's engine, whichever of its names is installed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .base import RawRequest, TransportError

_core: Any = None

MAX_CONNECTIONS = 1000
MAX_IDLE = 100
KEEP_IDLE = 30.0


def http_core() -> Any:
    """The module, loaded with the first request: it costs more than all of the SDK."""
    global _core
    if _core is None:
        try:
            _core = import_module("httpcore2")
        except ImportError:
            _core = import_module("httpcore")
    return _core


def core_request(request: RawRequest, body: Any) -> Any:
    """The engine's own request. In place of its timeouts it carries ours, which only our network backend reads."""
    core = http_core()
    scheme, _, authority = request.origin.partition("://")
    host, _, port = (
        authority.rpartition(":") if not authority.endswith("]") and ":" in authority else (authority, "", "")
    )
    headers = [(b"host", authority.encode())] if "host" not in request.headers else []
    headers += [(name.encode(), value.encode("latin-1")) for name, value in request.headers.items()]
    if request.body is None:
        if request.method in ("POST", "PUT", "PATCH") and "content-length" not in request.headers:
            headers.append((b"content-length", b"0"))
    elif isinstance(request.body, bytes):
        if "content-length" not in request.headers:
            headers.append((b"content-length", str(len(request.body)).encode()))
    elif "content-length" not in request.headers:
        headers.append((b"transfer-encoding", b"chunked"))
    guard = request.guard
    left = None if guard is None else guard.left()
    timeouts = {
        "connect": request,
        "read": request,
        "write": request,
        "pool": None if left == float("inf") else left,
    }
    url = core.URL(
        scheme=scheme.encode(),
        host=host.strip("[]").encode(),
        port=int(port) if port else None,
        target=request.target.encode("latin-1"),
    )
    return core.Request(
        request.method.encode(), url, headers=headers, content=body, extensions={"timeout": timeouts}
    )


def translate(error: Exception, request: RawRequest) -> TransportError:
    """The engine's error as ours."""
    if isinstance(error, TransportError):
        return error
    core = http_core()
    if isinstance(error, (core.PoolTimeout, core.ReadTimeout, core.WriteTimeout)):
        kind = "timeout"
    elif isinstance(error, core.ConnectTimeout):
        kind = "connect-timeout"
    elif isinstance(error, core.ConnectError):
        kind = "connect"
    elif isinstance(error, core.ProtocolError):
        kind = "protocol"
    elif isinstance(error, core.WriteError):
        kind = "write"
    else:
        kind = "read"
    found = TransportError(kind, str(error) or type(error).__name__)
    found.__cause__ = error
    return found
