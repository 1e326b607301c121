"""What a call came to, and what is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, cast

from .decode import InvalidJSON, NotAsPromised, decode
from .errors import APIResponseValidationError
from .headers import ResponseHeaders
from .secrets import redact_url

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    from ._transport.base import RawResponse


class RequestInfo:
    """Method, address and headers of a request, without the values in its query and without credentials."""

    __slots__ = ("headers", "method", "url")

    def __init__(self, method: str, origin: str, target: str, headers: Mapping[str, str]) -> None:
        self.method = method
        self.url = redact_url(origin, target)
        self.headers = ResponseHeaders(list(headers.items()))

    def __repr__(self) -> str:
        return f"<Request {self.method} {self.url}>"


class ResponseInfo:
    """A response as an error shows it."""

    __slots__ = ("content", "headers", "http_version", "reason_phrase", "request", "status_code", "url")

    def __init__(
        self, reply: RawResponse, headers: ResponseHeaders, request: RequestInfo, content: bytes | None
    ) -> None:
        self.status_code = reply.status
        self.reason_phrase = reply.reason
        self.http_version = reply.http_version
        self.headers = headers
        self.request = request
        self.url = request.url
        self.content = content or b""

    @property
    def text(self) -> str:
        return self.content.decode("utf-8-sig", "replace")

    def json(self) -> Any:
        import json

        return json.loads(self.content)

    def __repr__(self) -> str:
        return f"<Response [{self.status_code}]>"


def request_id_of(headers: ResponseHeaders) -> str | None:
    """The server's id of a request."""
    return headers.get("x-request-id") or headers.get("request-id")


def parse_loose(text: str) -> object:
    """JSON where it is; else the text."""
    import json

    try:
        return cast("object", json.loads(text))
    except (ValueError, RecursionError):
        return text or None


def parse(
    content: bytes,
    cast_to: Any,
    *,
    info: Callable[[], ResponseInfo],
    status: int,
    optional: bool,
    unwrap: str | None,
    strict: bool,
    on_drift: Callable[[Any], None] | None,
    operation: str = "",
) -> Any:
    """The value of a response that was read whole. Raises APIResponseValidationError, which carries the text."""
    if cast_to is None:
        return None
    # Nothing where nothing may come; in any other place an empty body is as wrong as bad JSON.
    if not content and (optional or status == 204 or status == 205):
        return None
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    try:
        if unwrap is not None:
            content = _inner(content, unwrap)
        return decode(cast_to, content, strict=strict, on_drift=on_drift, operation=operation)
    except NotAsPromised as error:
        raise APIResponseValidationError(info(), error.body, message=str(error)) from error
    except InvalidJSON as error:
        found = invalid_json(content, info())
        found.__cause__ = error
        raise found from error
    except RecursionError as error:
        raise _unreadable(content, info()) from error


def create(file: str | os.PathLike[str]) -> BinaryIO:
    """A file that is open for writing."""
    return open(file, "wb")


KEPT_BYTES = 1024 * 1024
"""Bytes of what is not as promised that its error keeps."""

_WHOLE = r"(?i)\s*(?:application/(?:(?!stream\+)[\w.-]+\+)?(?:json|xml)|text/(?:html|xml))\s*(?:;|\Z)"


def is_whole(content_type: str) -> bool:
    """True for one value or page, and no stream, whatever was asked for. Streams come as plain text, too."""
    import re

    return re.match(_WHOLE, content_type) is not None


def text_of(content: bytes) -> str:
    """UTF-8 text of bytes; a byte order mark is no part of it."""
    return content.decode("utf-8-sig", "replace")


def _inner(content: bytes, name: str) -> bytes:
    import json

    from .encode import dumps

    try:
        whole: object = json.loads(content)
    except ValueError as error:
        raise InvalidJSON(str(error)) from None
    return dumps(cast("dict[str, object]", whole).get(name) if isinstance(whole, dict) else None)


def invalid_json(content: bytes, info: ResponseInfo) -> APIResponseValidationError:
    """The typed error of a text that should be JSON; it carries the text."""
    kind = info.headers.get("content-type")
    named = "" if kind is None or "json" in kind.lower() else f": its content type is {kind[:100]}"
    text = text_of(content)
    return APIResponseValidationError(
        info, text, message=f"The response is {f'not JSON{named}' if text else 'empty'}"
    )


def _unreadable(content: bytes, info: ResponseInfo) -> APIResponseValidationError:
    return APIResponseValidationError(
        info, text_of(content), message="The response is JSON that could not be read: it nests too deeply"
    )
