"""What every generated blocking client is: HTTP methods over one set of settings."""

# Methods give what their callers are declared to return.
# mypy: disable-error-code="type-var,misc"

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..errors import APIClosedError, APIError
from ..options import ModeHeaders, RequestOptions
from ..plan import PageRequest
from ..settings import (
    DEFAULT_CONNECT_TIMEOUT,
    DEFAULT_IDLE_TIMEOUT,
    DEFAULT_MAX_RESPONSE_BYTES,
    DEFAULT_MAX_RETRY_DELAY,
    ClientSettings,
    pick_base_url,
    timeouts,
)
from ..types import NotGiven, Omit, not_given

if TYPE_CHECKING:
    from logging import Logger
    from types import TracebackType

    from typing_extensions import Self

    from ..core import Core, Shared
    from ..middleware import Middleware
    from ..types import HttpClient, Timeout
    from ._net import Net

T = TypeVar("T")


class SyncAPIClient:
    """The base of a generated client. All times are in seconds."""

    core: Core
    _given: dict[str, Any]
    _inherited: Shared | None = None
    _inherited_net: Net | None = None

    def __new__(cls, *args: Any, **options: Any) -> Self:
        client = super().__new__(cls)
        # What `copy` starts from: the options just as the caller gave them.
        client._given = options
        return client

    def __init__(
        self,
        settings: ClientSettings,
        *,
        base_url: str | None = None,
        environment: str | NotGiven = not_given,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int | NotGiven = not_given,
        default_headers: Mapping[str, str | Omit | None] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: HttpClient | None = None,
        deadline: float | None = None,
        proxy: str | bool | None = None,
        middleware: Sequence[Middleware] = (),
        tracing: bool = True,
        logger: Logger | None = None,
        log_level: str | None = None,
        max_response_bytes: int | None = None,
        max_event_bytes: int | None = None,
        idle_timeout: float | None | NotGiven = not_given,
        event_idle_timeout: float | None = None,
        reconnect: bool = False,
        max_retry_delay: float | None = None,
        on_drift: Callable[[Any], None] | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        # Loaded with the first client, so that importing a package costs little.
        from ..core import Core, Shared
        from ..proxy import read_proxies
        from . import response
        from ._net import Net
        from .call import Call
        from .tokens import Tokens

        self._call = Call
        self._responses = response
        self._settings = settings
        core = Core(settings, pick_base_url(settings, base_url, environment), default_headers, default_query)
        core.shared = self._inherited or Shared(Tokens)
        net = self._inherited_net
        if net is None:
            net = Net(http_client, read_proxies(proxy))
            core.shared.nets.append(net)
        self._net = net
        core.transport = net.transport
        core.timeout, core.connect_timeout, core.idle_timeout = timeouts(
            timeout, settings.timeout, DEFAULT_CONNECT_TIMEOUT, DEFAULT_IDLE_TIMEOUT
        )
        if not isinstance(idle_timeout, NotGiven):
            core.idle_timeout = idle_timeout
        core.event_idle_timeout = event_idle_timeout
        core.reconnect = reconnect
        core.deadline = deadline
        if max_retries is None:  # pyright: ignore[reportUnnecessaryComparison]
            raise TypeError("`max_retries` must be a number: 0 disables retries")
        core.max_retries = settings.max_retries if isinstance(max_retries, NotGiven) else max_retries
        core.max_retry_delay = DEFAULT_MAX_RETRY_DELAY if max_retry_delay is None else max_retry_delay
        core.max_response_bytes = (
            DEFAULT_MAX_RESPONSE_BYTES if max_response_bytes is None else max_response_bytes
        )
        core.max_event_bytes = max_event_bytes
        core.middleware = middleware
        core.tracing = tracing
        core.strict = _strict_response_validation
        if core.strict:
            core.headers.setdefault("x-stainless-lang", "python")
        core.on_drift = on_drift
        core.set_log(settings.package, logger, log_level)
        self.core = core
        self.max_retries = core.max_retries
        self.timeout = timeout

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.base_url}>"

    @property
    def base_url(self) -> str:
        """Where requests go."""
        return self.core.base.origin + self.core.base.path

    @property
    def api_base_url(self) -> str | None:
        """Where the API says it answers."""
        return self._settings.base_url

    def _copy(self, **options: Any) -> Self:
        """A client with some options changed; connections, retry budget and close() are shared.

        `default_headers` and `default_query` are added to those at hand; `set_default_headers` and `set_default_query`
        replace them.
        """
        given = dict(self._given)
        for name in ("default_headers", "default_query"):
            whole, more = options.pop(f"set_{name}", None), options.pop(name, None)
            if whole is not None:
                given[name] = whole
            if more is not None:
                given[name] = {**(given.get(name) or {}), **more}
        given.update((name, value) for name, value in options.items() if not isinstance(value, NotGiven))
        kind = type(self)
        client = kind.__new__(kind, **given)
        client._inherited = self.core.shared
        if "http_client" not in options and "proxy" not in options:
            client._inherited_net = self._net
        client.__init__(**given)
        return client

    def is_closed(self) -> bool:
        """True after close()."""
        return self.core.shared.closed

    def close(self) -> None:
        """Ends what is under way and frees the sockets. Can be called twice; later calls raise."""
        shared = self.core.shared
        shared.closed = True
        for guard in tuple(shared.active):
            guard.interrupt(APIClosedError("The client was closed"))
        nets, shared.nets = shared.nets, []
        for net in nets:
            net.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _request(
        self,
        method: str,
        template: str,
        /,
        *,
        cast_to: Any = None,
        path: Mapping[str, object] | None = None,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, object] | None = None,
        cookies: Mapping[str, object] | None = None,
        styles: Mapping[str, Any] | None = None,
        body: object = not_given,
        content_type: str | None = None,
        fields: Mapping[str, Any] | None = None,
        files: Sequence[str] = (),
        optional_body: bool = False,
        transform: Any = None,
        body_type: Any = None,
        optional: bool = False,
        unwrap: str | None = None,
        accept: str | None = None,
        security: Sequence[Sequence[str]] | None = None,
        keyed: bool = False,
        idempotent: bool | None = None,
        server: str | None = None,
        url: str | None = None,
        timeout_s: float | None = None,
        stream: Any = None,
        page: PageRequest | None = None,
        options: RequestOptions | None = None,
    ) -> T:  # pyright: ignore[reportInvalidTypeVarUse]
        """Sends a request, and gives what the method promises."""
        mode: str | None = None
        if options is not None:
            extra = options.extra_headers
            if isinstance(extra, ModeHeaders):
                mode = extra.mode
            if options.extra_body is not None:
                body = merge_body(body, options.extra_body)
        if optional_body and _is_empty(body):
            body = not_given
        has_body = not isinstance(body, (NotGiven, Omit))
        if transform is not None or body_type is not None:
            from ..transform import rename, rename_members

            if query is not None and transform is not None:
                query = rename_members(query, transform)
            if has_body:
                body = rename(body, body_type) if transform is None else rename_members(body, transform)
        if files:
            from ..body import mark_files

            fields = mark_files(fields, files)
        if accept is None:
            if stream is not None:
                accept = cast("str", stream.accept)
            elif cast_to is None or cast_to is self._responses.BinaryAPIResponse:
                accept = "*/*"
            else:
                accept = "application/json"
        call = self._call(
            self,
            method,
            template,
            cast_to=cast_to,
            optional=optional,
            unwrap=unwrap,
            stream=stream,
            page=page,
            mode=mode,
            options=options,
            path=path,
            query=query,
            headers=headers,
            cookies=cookies,
            styles=styles,
            body=body,
            has_body=has_body,
            content_type=content_type,
            fields=fields,
            accept=accept,
            security=security,
            keyed=keyed,
            idempotent=idempotent,
            server=server,
            url=url,
            timeout_s=timeout_s,
            unread=mode == "stream" or stream is not None or cast_to is self._responses.BinaryAPIResponse,
        )
        return cast("T", call.run())

    def token_call(
        self,
        path: str,
        *,
        server: str | None,
        headers: Mapping[str, str],
        body: bytes,
        secrets: Sequence[str],
    ) -> object:
        """Sends a token request: no other credential goes with it, and what comes back is shown nowhere."""
        call = self._call(
            self,
            "POST",
            path,
            options=RequestOptions(headers),
            path=None,
            query=None,
            headers=None,
            cookies=None,
            styles=None,
            body=body,
            has_body=True,
            content_type="application/x-www-form-urlencoded",
            fields=None,
            accept="application/json",
            security=(),
            keyed=False,
            idempotent=True,
            server=server,
            url=None,
            timeout_s=None,
            unread=False,
            secrets=secrets,
            token_request=True,
        )
        call.send()
        import json

        try:
            return cast("object", json.loads(call.content))
        except ValueError:
            pass
        # What does not parse may hold a token all the same, so nothing of it is kept, not as a context either.
        raise APIError("The token endpoint answered with something other than JSON")

    def request_page(self, request: PageRequest) -> Any:
        """Requests a page of a list."""
        return cast(
            "Any",
            self._request(
                request.method, request.template, cast_to=request.page, page=request, **request.options
            ),
        )

    def _get_api_list(self, template: str, /, *, page: Any, method: str = "GET", **options: Any) -> Any:
        """A list, page by page."""
        from ._io import paginate

        return paginate(self, PageRequest(page, method, template, options))

    def _get(self, template: str, /, **options: Any) -> T:  # pyright: ignore[reportInvalidTypeVarUse]
        return self._request("GET", template, **options)

    def _post(self, template: str, /, **options: Any) -> T:  # pyright: ignore[reportInvalidTypeVarUse]
        return self._request("POST", template, **options)

    def _put(self, template: str, /, **options: Any) -> T:  # pyright: ignore[reportInvalidTypeVarUse]
        return self._request("PUT", template, **options)

    def _patch(self, template: str, /, **options: Any) -> T:  # pyright: ignore[reportInvalidTypeVarUse]
        return self._request("PATCH", template, **options)

    def _delete(self, template: str, /, **options: Any) -> T:  # pyright: ignore[reportInvalidTypeVarUse]
        return self._request("DELETE", template, **options)

    def _head(self, template: str, /, **options: Any) -> T:  # pyright: ignore[reportInvalidTypeVarUse]
        return self._request("HEAD", template, **options)

    def _options(self, template: str, /, **options: Any) -> T:  # pyright: ignore[reportInvalidTypeVarUse]
        return self._request("OPTIONS", template, **options)

    def get(self, path: str, *, cast_to: Any = object, **options: Any) -> Any:
        """Sends a request that no method covers; `path` is below the base URL, or a whole URL."""
        return cast("Any", self._request("GET", path, cast_to=cast_to, **options))

    def post(self, path: str, *, cast_to: Any = object, **options: Any) -> Any:
        """Sends a request that no method covers; `path` is below the base URL, or a whole URL."""
        return cast("Any", self._request("POST", path, cast_to=cast_to, **options))

    def put(self, path: str, *, cast_to: Any = object, **options: Any) -> Any:
        """Sends a request that no method covers; `path` is below the base URL, or a whole URL."""
        return cast("Any", self._request("PUT", path, cast_to=cast_to, **options))

    def patch(self, path: str, *, cast_to: Any = object, **options: Any) -> Any:
        """Sends a request that no method covers; `path` is below the base URL, or a whole URL."""
        return cast("Any", self._request("PATCH", path, cast_to=cast_to, **options))

    def delete(self, path: str, *, cast_to: Any = object, **options: Any) -> Any:
        """Sends a request that no method covers; `path` is below the base URL, or a whole URL."""
        return cast("Any", self._request("DELETE", path, cast_to=cast_to, **options))


def _is_empty(body: object) -> bool:
    """True for an object of fields of which none is given."""
    if not isinstance(body, dict):
        return False
    values = cast("dict[str, object]", body).values()
    return all(isinstance(value, (NotGiven, Omit)) for value in values)


def merge_body(body: object, extra: object) -> object:
    """The caller's own members over those of the method; another body altogether where they are no members."""
    if isinstance(body, Mapping) and isinstance(extra, Mapping):
        return {**cast("Mapping[str, object]", body), **cast("Mapping[str, object]", extra)}
    return extra
