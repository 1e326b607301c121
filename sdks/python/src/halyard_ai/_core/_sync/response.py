"""Responses, for callers who want more than the value."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from ..errors import APIError
from ..headers import ResponseHeaders
from ..outcome import RequestInfo, create, parse, request_id_of, text_of

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self

    from .call import Call

T = TypeVar("T")
_R = TypeVar("_R")


class BaseResponse(Generic[T]):
    """A response: its status and headers, and its body as bytes or text."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._headers: ResponseHeaders | None = None
        self._content: bytes | None = call.content if call.held is None else None
        self._parsed: Any = None

    @property
    def status_code(self) -> int:
        return self._call.reply.status

    @property
    def status(self) -> int:
        return self._call.reply.status

    @property
    def reason_phrase(self) -> str:
        return self._call.reply.reason

    @property
    def headers(self) -> ResponseHeaders:
        """Headers by name in any case."""
        if self._headers is None:
            self._headers = ResponseHeaders(self._call.reply.headers)
        return self._headers

    @property
    def http_version(self) -> str:
        return self._call.reply.http_version

    @property
    def http_request(self) -> RequestInfo:
        """Method, address and headers of the request, without the values in its query and without credentials."""
        return self._call.request_info()

    @property
    def method(self) -> str:
        return self._call.method

    @property
    def url(self) -> str:
        """The address that answered, after redirects."""
        return self._call.reply.url or self._call.origin + self._call.target

    @property
    def request_id(self) -> str | None:
        """The server's id of the request: quote it to support."""
        return request_id_of(self.headers)

    @property
    def trace_id(self) -> str | None:
        """W3C trace id of the call."""
        return self._call.trace_id

    @property
    def retries_taken(self) -> int:
        """How often the request was sent again."""
        return self._call.attempts - 1

    @property
    def is_closed(self) -> bool:
        """True when nothing is left to read."""
        return self._call.held is None or self._call.held.is_closed

    def __repr__(self) -> str:
        return f"<{type(self).__name__} [{self.status_code} {self.reason_phrase}]>"

    def read(self) -> bytes:
        """All of the body; the same bytes when asked again."""
        if self._content is None:
            held = self._call.held
            if held is None or held.is_closed:
                raise APIError("The body was read, or closed, already")
            self._content = held.read()
        return self._content

    def text(self) -> str:
        """All of the body as text."""
        return text_of(self.read())

    def json(self) -> Any:
        """All of the body as JSON, not checked against what the API promises."""
        import json

        return json.loads(self.read())

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body as it arrives, or in pieces of `chunk_size` bytes."""
        rest = b""
        for piece in self._pieces():
            if chunk_size is None:
                yield piece
                continue
            rest += piece
            at = 0
            while len(rest) - at >= chunk_size:
                yield rest[at : at + chunk_size]
                at += chunk_size
            rest = rest[at:]
        if rest:
            yield rest

    def _pieces(self) -> Iterator[bytes]:
        if self._content is not None:
            if self._content:
                yield self._content
            return
        held = self._call.held
        if held is None:
            return
        try:
            while piece := held.chunk():
                yield piece
        finally:
            held.close()

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """The body's text as it arrives."""
        from codecs import getincrementaldecoder

        decoder = getincrementaldecoder("utf-8-sig")("replace")
        for piece in self.iter_bytes(chunk_size):
            text = decoder.decode(piece)
            if text:
                yield text
        rest = decoder.decode(b"", True)
        if rest:
            yield rest

    def iter_lines(self) -> Iterator[str]:
        """The body's lines, without their ends."""
        parts: list[str] = []
        for text in self.iter_text():
            *whole, rest = text.split("\n")
            for line in whole:
                yield ("".join(parts) + line).removesuffix("\r")
                parts = []
            parts.append(rest)
        last = "".join(parts)
        if last:
            yield last

    def stream_to_file(self, file: str | os.PathLike[str], *, chunk_size: int | None = None) -> None:
        """Writes the body to a file as it arrives."""
        with create(file) as out:
            write = out.write
            for piece in self.iter_bytes(chunk_size):
                write(piece)

    def write_to_file(self, file: str | os.PathLike[str]) -> None:
        """Writes the body to a file."""
        self.stream_to_file(file)

    def close(self) -> None:
        """Frees the connection; what was not read is gone."""
        if self._call.held is not None:
            self._call.held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class APIResponse(BaseResponse[T]):
    """A response together with the value that the method promises."""

    @overload
    def parse(self) -> T: ...
    @overload
    def parse(self, *, to: type[_R]) -> _R: ...

    def parse(self, *, to: Any = None) -> Any:
        """The value; the same object when asked again. `to`: another type to make of the body."""
        if to is not None:
            return self._make(self.read(), to)
        call = self._call
        if self._parsed is None:
            if call.held is None or (call.stream is None and call.cast_to is not BinaryAPIResponse):
                self._parsed = value_of(call, self.read())
            else:
                self._parsed = open_call(call)
        return self._parsed

    def _make(self, content: bytes, to: Any) -> Any:
        core = self._call.client.core
        call = self._call
        return parse(
            content,
            to,
            info=call.info,
            status=self.status_code,
            optional=False,
            unwrap=None,
            strict=core.strict,
            on_drift=core.on_drift,
            operation=call.operation,
        )


class BinaryAPIResponse(BaseResponse[bytes]):
    """A download: read it whole, piece by piece, or into a file; leaving `with` frees its connection."""


StreamedBinaryAPIResponse = BinaryAPIResponse


def open_call(call: Call) -> Any:
    """The value of a call whose body is not read yet: a stream, or a download."""
    stream = call.stream
    if stream is None:
        return BinaryAPIResponse(call)
    from .source import StreamSource

    source = StreamSource(call)
    if stream.refuses_whole:
        source.refuse_whole()
    return stream.open(source)


def value_of(call: Call, content: bytes) -> Any:
    """The value of a call. Raises APIResponseValidationError for what is not as promised."""
    cast_to = call.cast_to
    if cast_to is None:
        return None
    reply = call.reply
    if cast_to is str and (not call.accept.endswith("json") or _is_plain(reply.headers)):
        return text_of(content)
    core = call.client.core
    try:
        value = parse(
            content,
            cast_to,
            info=call.info,
            status=reply.status,
            optional=call.optional,
            unwrap=call.unwrap,
            strict=core.strict,
            on_drift=core.on_drift,
            operation=call.operation,
        )
    except APIError as error:
        call.complete(error)
        raise
    if call.page is not None and value is not None:
        value._bind(call.client, call.page, call.info(), reply.url)
    if hasattr(cast("Any", type(value)), "_request_id"):
        # On the instance, whatever its class makes of setting attributes.
        object.__setattr__(value, "_request_id", reply.request_id)
    return value


def _is_plain(headers: Any) -> bool:
    return any(name == "content-type" and value.lower().startswith("text/plain") for name, value in headers)


class ResponseContextManager(Generic[T]):
    """Sends the request when entered, and frees the connection when left."""

    def __init__(self, request: Callable[[], T]) -> None:
        self._request = request
        self._response: T | None = None

    def __enter__(self) -> T:
        self._response = self._request()
        return self._response

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._response is not None:
            cast("BaseResponse[Any]", self._response).close()
