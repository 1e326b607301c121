"""Cuts the bytes of a stream into events, split anywhere."""

from __future__ import annotations


class ServerSentEvent:
    """A server-sent event as it came over the wire."""

    __slots__ = ("content", "event", "id", "retry")

    def __init__(
        self,
        *,
        event: str | None = None,
        data: str | bytes | None = None,
        id: str | None = None,
        retry: int | None = None,
    ) -> None:
        self.event = event
        """Event type; None unless the server named one."""
        self.content = data.encode() if isinstance(data, str) else data or b""
        """The data lines, joined by line feeds, as bytes."""
        self.id = id
        """Last event id the server has sent so far; None when none."""
        self.retry = retry
        """The server's reconnection time in milliseconds."""

    @property
    def data(self) -> str:
        """The data lines, joined by line feeds."""
        return self.content.decode("utf-8", "replace")

    def json(self) -> object:
        """The data as JSON, not checked against what the API promises."""
        from .decode import from_json

        return from_json(self.content)

    def __repr__(self) -> str:
        return (
            f"ServerSentEvent(event={self.event!r}, data={self.data!r}, id={self.id!r}, retry={self.retry!r})"
        )


class SSEParser:
    """The WHATWG event stream parser over bytes. A piece without a line end is only kept, so time is linear."""

    __slots__ = (
        "_data",
        "_event",
        "_held",
        "_id",
        "_parts",
        "_skip_lf",
        "_started",
        "_taken",
        "last_id",
        "retry",
    )

    def __init__(self, last_id: str = "") -> None:
        self._id = self.last_id = last_id
        self._data: list[bytes] | None = None
        self._event = b""
        # The line that has not ended yet, its size, and the size of the event's lines before it.
        self._parts: list[bytes] = []
        self._held = 0
        self._taken = 0
        self._skip_lf = False
        self._started = False
        self.retry: int | None = None
        """The server's reconnection time in milliseconds."""

    @property
    def data(self) -> bytes | None:
        """Data of an event that no blank line has ended yet."""
        return None if self._data is None else b"\n".join(self._data)

    @property
    def pending(self) -> int:
        """Bytes of an event that has not ended yet."""
        return self._held + self._taken

    def feed(self, piece: bytes, out: list[ServerSentEvent]) -> None:
        """Parses a piece; finished events are added to `out`."""
        if not piece:
            return
        if not self._started:
            found = self._begin(piece)
            if found is None:
                return
            piece = found
        if self._skip_lf:
            self._skip_lf = False
            if piece[0] == 10:
                piece = piece[1:]
                if not piece:
                    return
        last = piece[-1]
        if last == 13:
            self._skip_lf = True
        if last != 10 and last != 13 and b"\n" not in piece and b"\r" not in piece:
            self._parts.append(piece)
            self._held += len(piece)
            return
        if self._parts:
            self._parts.append(piece)
            piece = b"".join(self._parts)
            self._parts = []
            self._held = 0
        lines = piece.splitlines()
        if last != 10 and last != 13:
            rest = lines.pop()
            self._parts.append(rest)
            self._held = len(rest)
        self._lines(lines, out)

    def _begin(self, piece: bytes) -> bytes | None:
        """Without the byte order mark at the very start; None while it may still come."""
        if self._parts:
            piece = self._parts.pop() + piece
            self._held = 0
        if len(piece) < 3 and b"\xef\xbb\xbf".startswith(piece):
            self._parts = [piece]
            self._held = len(piece)
            return None
        self._started = True
        return (piece[3:] or None) if piece.startswith(b"\xef\xbb\xbf") else piece

    def _lines(self, lines: list[bytes], out: list[ServerSentEvent]) -> None:
        data = self._data
        for line in lines:
            if not line:
                # An event without data is not dispatched.
                self.last_id = self._id
                if data is not None:
                    event = self._event
                    out.append(
                        ServerSentEvent(
                            event=event.decode("utf-8", "replace") if event else None,
                            data=data[0] if len(data) == 1 else b"\n".join(data),
                            id=self._id or None,
                            retry=self.retry,
                        )
                    )
                    data = None
                self._taken = 0
                self._event = b""
            elif line.startswith(b"data:"):
                # First, as it is nearly every line.
                value = line[6:] if line.startswith(b" ", 5) else line[5:]
                self._taken += len(value) + 1
                if data is None:
                    data = [value]
                else:
                    data.append(value)
            elif line[0] != 58:
                name, _, value = line.partition(b":")
                if name == b"data":
                    data = [*(data or ()), b""]
                else:
                    self._field(name, value[1:] if value.startswith(b" ") else value)
        self._data = data

    def _field(self, name: bytes, value: bytes) -> None:
        if name == b"event":
            self._event = value
        elif name == b"id":
            if b"\0" not in value:
                self._id = value.decode("utf-8", "replace")
        elif name == b"retry" and value.isdigit():
            self.retry = int(value)

    def end(self, out: list[ServerSentEvent]) -> None:
        """The bytes have ended: an event without its blank line is none."""


class LineParser:
    """Lines ended by LF or CRLF; blank ones are skipped, and the last one may lack its end. Time is linear."""

    __slots__ = ("_parts", "_size", "_started")

    last_id = ""
    retry: int | None = None
    data: bytes | None = None

    def __init__(self, last_id: str = "") -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._started = False

    @property
    def pending(self) -> int:
        """Bytes of a line that has not ended yet."""
        return self._size

    def feed(self, piece: bytes, out: list[ServerSentEvent]) -> None:
        """Parses a piece; finished lines are added to `out`."""
        *lines, rest = piece.split(b"\n")
        if lines:
            self._parts.append(lines[0])
            lines[0] = b"".join(self._parts)
            self._parts = []
            self._size = 0
            for line in lines:
                self._add(line, out)
        if rest:
            self._parts.append(rest)
            self._size += len(rest)

    def end(self, out: list[ServerSentEvent]) -> None:
        """The bytes have ended."""
        self._add(b"".join(self._parts), out)
        self._parts = []

    def _add(self, line: bytes, out: list[ServerSentEvent]) -> None:
        if not self._started:
            self._started = True
            line = line.removeprefix(b"\xef\xbb\xbf")
        # RFC 7464 puts a record separator before each text.
        line = line.removeprefix(b"\x1e").strip(b" \t\r")
        if line:
            out.append(ServerSentEvent(data=line))
