"""What stands in for arguments that were left out."""

from __future__ import annotations

__all__ = ["path_default"]


def path_default(owner: object, option: str, given: object) -> object:
    """The value of a path parameter: the caller's, else what the client's option says.

    `owner` is the client, or one of its resources.
    """
    return getattr(getattr(owner, "_client", owner), option) if given is None else given
