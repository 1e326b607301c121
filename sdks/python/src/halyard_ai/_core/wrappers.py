"""Methods that give the response instead of the value."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .options import ModeHeaders

if TYPE_CHECKING:
    from typing_extensions import ParamSpec

    from .response import APIResponse, AsyncAPIResponse, AsyncResponseContextManager, ResponseContextManager

    P = ParamSpec("P")

R = TypeVar("R")


def _with_mode(options: dict[str, Any], mode: str) -> dict[str, Any]:
    options["extra_headers"] = ModeHeaders(options.get("extra_headers"), mode)
    return options


def _named(wrapped: Any, method: Any) -> Any:
    """The name and the documentation of the method, which `functools.wraps` would pay for more dearly."""
    wrapped.__name__ = getattr(method, "__name__", "wrapped")
    wrapped.__doc__ = method.__doc__
    wrapped.__wrapped__ = method
    return wrapped


def to_raw_response_wrapper(method: Callable[P, R]) -> Callable[P, APIResponse[R]]:
    """The method, giving the response, read, with the value as `parse()`."""

    def wrapped(*args: Any, **options: Any) -> Any:
        return cast("Any", method)(*args, **_with_mode(options, "raw"))

    return cast("Callable[P, APIResponse[R]]", _named(wrapped, method))


def async_to_raw_response_wrapper(
    method: Callable[P, Awaitable[R]],
) -> Callable[P, Awaitable[AsyncAPIResponse[R]]]:
    """The method, giving the response, read, with the value as `parse()`."""

    async def wrapped(*args: Any, **options: Any) -> Any:
        return await cast("Any", method)(*args, **_with_mode(options, "raw"))

    return cast("Callable[P, Awaitable[AsyncAPIResponse[R]]]", _named(wrapped, method))


def to_streamed_response_wrapper(
    method: Callable[P, R],
) -> Callable[P, ResponseContextManager[APIResponse[R]]]:
    """The method, giving a context manager of the response, whose body is not read yet."""

    def wrapped(*args: Any, **options: Any) -> Any:
        from .response import ResponseContextManager

        options = _with_mode(options, "stream")
        return ResponseContextManager[Any](lambda: cast("Any", method)(*args, **options))

    return cast("Callable[P, ResponseContextManager[APIResponse[R]]]", _named(wrapped, method))


def async_to_streamed_response_wrapper(
    method: Callable[P, Awaitable[R]],
) -> Callable[P, AsyncResponseContextManager[AsyncAPIResponse[R]]]:
    """The method, giving a context manager of the response, whose body is not read yet."""

    def wrapped(*args: Any, **options: Any) -> Any:
        from .response import AsyncResponseContextManager

        options = _with_mode(options, "stream")
        return AsyncResponseContextManager[Any](lambda: cast("Any", method)(*args, **options))

    return cast("Callable[P, AsyncResponseContextManager[AsyncAPIResponse[R]]]", _named(wrapped, method))


def to_custom_raw_response_wrapper(method: Callable[P, object], kind: type[R]) -> Callable[P, R]:
    """The same for methods whose value is a response of its own class, a download."""
    return cast("Callable[P, R]", method)


def async_to_custom_raw_response_wrapper(
    method: Callable[P, Awaitable[object]], kind: type[R]
) -> Callable[P, Awaitable[R]]:
    """The same for methods whose value is a response of its own class, a download."""
    return cast("Callable[P, Awaitable[R]]", method)


def to_custom_streamed_response_wrapper(
    method: Callable[P, object], kind: type[R]
) -> Callable[P, ResponseContextManager[R]]:
    """The same for methods whose value is a response of its own class, a download."""

    def wrapped(*args: Any, **options: Any) -> Any:
        from .response import ResponseContextManager

        return ResponseContextManager[Any](lambda: cast("Any", method)(*args, **options))

    return cast("Callable[P, ResponseContextManager[R]]", _named(wrapped, method))


def async_to_custom_streamed_response_wrapper(
    method: Callable[P, Awaitable[object]], kind: type[R]
) -> Callable[P, AsyncResponseContextManager[R]]:
    """The same for methods whose value is a response of its own class, a download."""

    def wrapped(*args: Any, **options: Any) -> Any:
        from .response import AsyncResponseContextManager

        return AsyncResponseContextManager[Any](lambda: cast("Any", method)(*args, **options))

    return cast("Callable[P, AsyncResponseContextManager[R]]", _named(wrapped, method))
