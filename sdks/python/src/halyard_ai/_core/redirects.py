"""Redirects, the same on every transport."""

from __future__ import annotations

from ._transport.base import RawRequest, RawResponse
from .errors import APIError
from .secrets import public_headers
from .url import join_url, public_target, refuse_downgrade, split_url

MAX_HOPS = 10
"""Hops before a chain of redirects is given up."""

REDIRECTS = frozenset((301, 302, 303, 307, 308))


def refused(why: str) -> APIError:
    return APIError(f"A redirect was not followed: {why}")


def redirect(
    request: RawRequest, reply: RawResponse, names: frozenset[str], refuse: bool
) -> RawRequest | None:
    """The request that a redirect asks for; None when the response is none.

    Raises APIError when it may not be followed: a body never goes to another origin, nothing from https to http.
    """
    location = next((value for name, value in reply.headers if name.lower() == "location"), None)
    status = reply.status
    if location is None:
        return None
    if refuse:
        # A token endpoint that redirects could send the client's secret anywhere.
        raise refused("the token endpoint may not redirect")
    url = join_url(location, request.url)
    refuse_downgrade(request.origin, url)
    try:
        origin, target = split_url(url)
    except ValueError:
        raise refused("its location is no URL") from None
    foreign = origin != request.origin
    method = request.method
    plain = method in ("GET", "HEAD")
    to_get = not plain and (status == 303 or (status < 303 and method == "POST"))
    body = None if to_get else request.body
    if body is not None and (foreign or not isinstance(body, bytes)):
        why = (
            "a body is not sent to another origin"
            if foreign
            else "the body is a stream, which was sent already"
        )
        raise refused(why)
    headers = public_headers(request.headers, names) if foreign else dict(request.headers)
    if to_get:
        headers = {name: value for name, value in headers.items() if not name.startswith("content-")}
    return RawRequest(
        "GET" if to_get else method,
        origin,
        public_target(target, names) if foreign else target,
        headers,
        body,
        request.connect_timeout,
        request.guard,
    )
