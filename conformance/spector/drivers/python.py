"""Calls generated Python SDKs: `python python.py JOBS RESULTS`."""

from __future__ import annotations

import base64
import importlib
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

Job = Mapping[str, Any]
PLACES = ("path", "query", "header", "cookie")


class Sdk:
    """The SDK of a folder: its module and its operations by method and path."""

    def __init__(self, folder: Path) -> None:
        described = json.loads((folder / "operations.json").read_text("utf-8"))
        sys.path.insert(0, str(folder / "src"))
        module = next(one.parent.name for one in (folder / "src").glob("*/__init__.py"))
        self.module: ModuleType = importlib.import_module(module)
        self.client: Any = getattr(self.module, described["client"])
        self.operations = {f"{one['method']} {one['path']}": one for one in described["operations"]}


def body_of(body: Mapping[str, Any] | None) -> Any:
    """A body in the terms of the SDK: plain data, bytes, or a mapping of parts."""
    if body is None:
        return None
    if "parts" in body:
        return parts_of(body)
    if "base64" in body:
        return (None, base64.b64decode(body["base64"]), body.get("type"))
    return next((body[name] for name in ("lines", "json", "text") if name in body), None)


def parts_of(body: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(body["parts"])
    for one in body["files"]:
        file = (one["name"], base64.b64decode(one["base64"]), one["type"])
        known = made.get(one["part"])
        made[one["part"]] = (
            file if known is None else [*(known if isinstance(known, list) else [known]), file]
        )
    return made


def arguments_of(operation: Mapping[str, Any], job: Job) -> tuple[list[Any], dict[str, Any]]:
    """The arguments of a call; headers that the SDK has no parameter for are options of the call."""
    given = {
        (place, wire.lower()): value for place in PLACES for wire, value in (job.get(place) or {}).items()
    }
    body = body_of(job.get("body"))
    left = dict(body) if isinstance(body, dict) else {}
    positional: list[Any] = []
    keywords: dict[str, Any] = {}
    for one in operation["args"]:
        at = (one.get("in", "path"), one["wire"].lower())
        if one["kind"] == "path":
            positional.append(given.pop(at))
        elif one.get("body") == "value":
            if job.get("body") is not None:
                keywords[one["name"]] = body
        elif at[0] == "body":
            if one["wire"] in left:
                keywords[one["name"]] = left.pop(one["wire"])
        elif at in given:
            keywords[one["name"]] = given.pop(at)
    headers = {wire: str(value) for (place, wire), value in given.items() if place == "header"}
    lost = [at for at in given if at[0] != "header"]
    if lost:
        raise LookupError(f"no parameter for {lost}")
    whole = any(one.get("body") == "value" for one in operation["args"])
    if left and not whole:
        keywords["extra_body"] = left
    elif body is not None and not whole and not isinstance(body, dict):
        raise LookupError("no parameter for the body")
    headers |= job.get("headers") or {}
    if headers:
        keywords["extra_headers"] = headers
    return positional, keywords


def plain(value: Any) -> Any:
    """What a call gave, as JSON."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def consume(result: Any, operation: Mapping[str, Any], job: Job) -> dict[str, Any]:
    if job["paged"]:
        pages: Iterable[Any] = result.iter_pages()
        return {"pages": [plain(page._get_page_items()) for page in pages]}
    if job["raw"] or operation["returns"] == "binary":
        return {"value": base64.b64encode(result.read()).decode()}
    if operation["returns"] == "stream":
        return {"value": [plain(one) for one in result]}
    return {"value": plain(result)}


def link_in(text: str, element: str) -> str:
    """The path in an element of an XML text: no operation is for it, the client's own `get` is."""
    return urlsplit(text.partition(f"<{element}>")[2].partition("<")[0]).path


def perform(sdk: Sdk, job: Job) -> dict[str, Any]:
    operation = sdk.operations.get(job["operation"])
    if operation is None:
        raise LookupError(f"no {job['operation']}")
    with sdk.client(base_url=job["base"], max_retries=0, timeout=5, **(job.get("client") or {})) as client:
        *owners, name = operation["call"].split(".")
        owner: Any = client
        for one in owners:
            owner = getattr(owner, one)
        method = getattr(owner.with_raw_response if job["raw"] else owner, name)
        positional, keywords = arguments_of(operation, job)
        outcome = consume(method(*positional, **keywords), operation, job)
        if job.get("follow"):
            client.get(link_in(outcome["value"], job["follow"]), cast_to=str, accept="application/xml")
        return outcome


def failure(error: Exception) -> dict[str, Any]:
    message = f"{type(error).__name__}: {error}"[:600]
    return {
        "error": {
            "status": getattr(error, "status_code", None),
            "body": plain(getattr(error, "body", None)),
            "message": message,
        }
    }


def main(jobs_file: str, results_file: str) -> None:
    jobs = json.loads(Path(jobs_file).read_text("utf-8"))
    sdks: dict[str, Sdk] = {}
    results: list[dict[str, Any]] = []
    for job in jobs:
        try:
            if job["folder"] not in sdks:
                sdks[job["folder"]] = Sdk(Path(job["folder"]))
            results.append(perform(sdks[job["folder"]], job))
        except Exception as error:
            results.append(failure(error))
    Path(results_file).write_text(json.dumps(results), "utf-8")


main(sys.argv[1], sys.argv[2])
