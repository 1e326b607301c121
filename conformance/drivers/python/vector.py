"""One vector under way: its client, and the outcome that is written when all of its steps have settled."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from arguments import client_options
from errors import describe_error
from values import Decoder, encode

running: list[dict[str, Any]] = []
"""The outcomes of all vectors under way."""


def report_unhandled(text: str) -> None:
    """Errors that nobody handles are printed in a caller's process: every vector that runs when one comes reports it."""
    for outcome in list(running):
        outcome["unhandled"].append(text)


class _Recorder(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(level=1)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        level = "warn" if record.levelno == logging.WARNING else record.levelname.lower()
        self._lines.append(f"{level} {record.getMessage()}{self.format_trace(record)}")

    def format_trace(self, record: logging.LogRecord) -> str:
        return f" {logging.Formatter().formatException(record.exc_info)}" if record.exc_info else ""


class Vector:
    """What a line of the protocol asks for. `blocking`: with the client that blocks."""

    def __init__(self, message: Mapping[str, Any], sdk: Any, *, blocking: bool) -> None:
        self.message = message
        self.id = message["id"]
        self.outcome: dict[str, Any] = {"calls": [], "logs": [], "drift": [], "unhandled": []}
        self.decoder = Decoder(sdk, blocking=blocking)
        self._sdk = sdk
        self._telemetry: Any = None
        running.append(self.outcome)

    @property
    def steps(self) -> list[Mapping[str, Any]]:
        return self.message["do"]

    def watches_memory(self, index: int) -> bool:
        """The steps before the last one warm up."""
        return bool(self.message.get("memory")) and index == len(self.steps) - 1

    def make_client(self, kind: Any) -> Any:
        """The vector's client, of the SDK's class `kind`."""
        if self.message.get("telemetry"):
            from telemetry import Telemetry

            self._telemetry = Telemetry()
        settings = dict(self.message["client"])
        drift, strict = settings.pop("drift", False), settings.pop("strict", False)
        options = client_options(settings, self._sdk)
        if strict:
            options["_strict_response_validation"] = True
        if drift:
            options["on_drift"] = lambda one: self.outcome["drift"].append(
                {"kind": one.kind, "pointer": one.pointer}
            )
        return kind(**options, logger=self._logger())

    def _logger(self) -> logging.Logger:
        # Not registered: each vector has its own.
        logger = logging.Logger(f"vector {self.id}", level=1)
        logger.addHandler(_Recorder(self.outcome["logs"]))
        return logger

    def derive(self, client: Any, step: Mapping[str, Any]) -> Any:
        """The client that a step calls."""
        options = step.get("with_options")
        return client.with_options(**client_options(options, self._sdk)) if options else client

    def webhook_arguments(self, step: Mapping[str, Any]) -> tuple[Any, Any, dict[str, Any]]:
        given = step["webhook"]
        return given["body"], given["headers"], {} if given.get("key") is None else {"key": given["key"]}

    def note_webhook(self, *, value: Any = None, error: Exception | None = None) -> list[dict[str, Any]]:
        found = {"value": encode(value)} if error is None else {"error": describe_error(error)}
        return [{"op": "webhooks.unwrap", **found}]

    def fail(self, error: Exception) -> None:
        self.outcome["error"] = describe_error(error)

    def line(self) -> str:
        """The outcome as a line of the protocol; the vector is over."""
        running.remove(self.outcome)
        self.decoder.close()
        if self._telemetry:
            self.outcome["spans"] = self._telemetry.spans()
        return json.dumps({"id": self.id, "outcome": self.outcome})
