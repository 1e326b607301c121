"""Trust in servers' certificates."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import ssl

_context: Any = None


def default_context(core: Any) -> ssl.SSLContext:
    """The context of all connections: SSL_CERT_FILE and SSL_CERT_DIR, else what the HTTP library trusts."""
    global _context
    if _context is None:
        import ssl

        file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
        if file or folder:
            _context = ssl.create_default_context(cafile=file or None, capath=None if file else folder)
        elif core is not None:
            _context = core.default_ssl_context()
        else:
            _context = ssl.create_default_context()
    return cast("ssl.SSLContext", _context)
