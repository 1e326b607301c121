"""What a stream decoder is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import APIConnectionError, APIError, APIResponseValidationError
from ..outcome import KEPT_BYTES, ResponseInfo, invalid_json, is_whole, request_id_of, text_of

if TYPE_CHECKING:
    from ..headers import ResponseHeaders
    from .call import AsyncCall


class AsyncStreamSource:
    """The bytes of a streamed response, and what is known about it.

    `event_idle_timeout` is in seconds; `reopen` sends the request again with more headers, and is there only where the
    caller asked for reconnecting a GET.
    """

    __slots__ = (
        "_call",
        "_held",
        "event_idle_timeout",
        "headers",
        "max_event_bytes",
        "on_drift",
        "reopen",
        "strict",
    )

    def __init__(self, call: AsyncCall) -> None:
        core = call.client.core
        self._call = call
        held = call.held
        if held is None:
            raise APIError("The response was read already")
        self._held = held
        self.headers: ResponseHeaders = self.info.headers
        self.event_idle_timeout = call.event_idle
        self.max_event_bytes = core.max_event_bytes
        self.strict = core.strict
        self.on_drift = core.on_drift
        asked = core.reconnect and call.method == "GET"
        self.reopen: Callable[[Mapping[str, str]], Awaitable[AsyncStreamSource]] | None = (
            self._again if asked else None
        )

    async def _again(self, headers: Mapping[str, str]) -> AsyncStreamSource:
        return AsyncStreamSource(await self._call.again(headers).send())

    @property
    def info(self) -> ResponseInfo:
        """Status, headers and address of the response."""
        return self._call.info()

    @property
    def request_id(self) -> str | None:
        return request_id_of(self.headers)

    async def chunk(self, within: float | None = None) -> bytes:
        """The next bytes, decompressed; nothing at the end. `within`: seconds that are left for an event.

        Raises the SDK's errors only, each of them complete.
        """
        return await self._held.chunk(within)

    async def aclose(self) -> None:
        """Ends the request: the server sees the close. Can be called twice."""
        await self._held.aclose()

    async def refuse_whole(self) -> None:
        """Raises APIResponseValidationError for a response that is no stream: it would be read as an empty one."""
        kind = self.headers.get("content-type") or ""
        if not is_whole(kind):
            return
        pieces: list[bytes] = []
        size = 0
        try:
            while size < KEPT_BYTES and (piece := await self._held.chunk()):
                pieces.append(piece)
                size += len(piece)
        except APIConnectionError:
            # What arrived before it broke is better than nothing.
            size = KEPT_BYTES
        finally:
            await self._held.aclose()
        text = text_of(b"".join(pieces)[:KEPT_BYTES])
        message = f"The response is no stream: its content type is {kind[:100]}"
        raise self.fail(APIResponseValidationError(self.info, text, message=message))

    async def finish(self) -> None:
        """Nothing more is wanted: leaves the server a moment to end its response, so that the connection serves again."""
        await self._held.finish()

    async def sleep(self, seconds: float) -> None:
        """A pause that ends early when the client is closed."""
        await self._call.guard.sleep(seconds)

    def fail(self, error: APIError) -> APIError:
        """Tells an error what the call knows."""
        self._call.complete(error)
        if error.request_id is None:
            error.request_id = self.request_id
        return error

    def interrupted(self, message: str) -> APIError:
        """The error of a connection that broke."""
        return self.fail(APIConnectionError(message))

    def decode(self, cast_to: Any, content: bytes) -> Any:
        """A value of the stream. Raises APIResponseValidationError, which carries the text, for what is no JSON."""
        from ..decode import InvalidJSON, NotAsPromised, decode

        try:
            return decode(
                cast_to,
                content,
                strict=self.strict,
                on_drift=self.on_drift,
                operation=self._call.operation,
            )
        except InvalidJSON as error:
            raise self.fail(invalid_json(content, self.info)) from error
        except NotAsPromised as error:
            raise self.fail(APIResponseValidationError(self.info, error.body, message=str(error))) from error
