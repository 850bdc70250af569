"""What granian serves in the push process: GET /push, a stream of server-sent events; GET /push/healthz."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.db import Error
from django.http.request import split_domain_port, validate_host

from gridward.config.live import admission
from gridward.kernel.live import news
from gridward.kernel.live.hub import Hub, Stream, Ticket, TooManyStreams

PATH, HEALTH = "/push", "/push/healthz"
BEAT_SECONDS = 10.0
GATHER_SECONDS = 0.05
"""News that come within this time are told together."""
THREADS = 2
HTTP = 80
"""The port that an origin does not name."""
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
_STREAM = {"content-type": "text/event-stream", "x-accel-buffering": "no"}


class Refused(Exception):
    """The answer is this status and nothing else."""

    def __init__(self, status: int) -> None:
        self.status = status


class Application:
    """The ASGI application over a hub; `web_port` is the port of the screens on the same host."""

    def __init__(self, hub: Hub, web_port: int) -> None:
        self.hub = hub
        self._web_port = web_port
        self._threads = ThreadPoolExecutor(THREADS, "admission")

    async def ask(self, function: Callable[..., Any], *given: Any) -> Any:
        """Call what speaks to the database in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *given)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer a request."""
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        origin = ""
        try:
            origin = self._origin(headers)
            if scope["path"] == HEALTH:
                raise Refused(200 if self.hub.is_hearing else 503)
            stream = await self._opened(scope, headers)
        except Refused as refused:
            await _answer(send, refused.status, origin)
            return
        try:
            await self._tell(stream, receive, send, origin)
        finally:
            self.hub.drop(stream)

    def _origin(self, headers: Mapping[str, str]) -> str:
        """The page's origin where it is another than ours: that of the screens; raises Refused for any other."""
        host = headers.get("host", "")
        name, _ = split_domain_port(host)
        if not name or not validate_host(name, settings.ALLOWED_HOSTS):
            raise Refused(400)
        origin = headers.get("origin", "")
        port = "" if self._web_port == HTTP else f":{self._web_port}"
        own = (f"http://{name}{port}", *settings.CSRF_TRUSTED_ORIGINS)
        if origin and origin not in own and urlsplit(origin).netloc != host:
            raise Refused(403)
        return origin

    async def _opened(self, scope: dict[str, Any], headers: Mapping[str, str]) -> Stream:
        if scope["path"] != PATH:
            raise Refused(404)
        if scope["method"] != "GET":
            raise Refused(405)
        given = await self._admitted(_session(headers))
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("after", [""])
        try:
            return self.hub.open(given, headers.get("last-event-id") or asked[0])
        except TooManyStreams:
            raise Refused(429) from None

    async def _admitted(self, session: str) -> Ticket:
        try:
            given = await self.ask(admission.admit, session) if session else None
        except Error:
            raise Refused(503) from None
        if not isinstance(given, Ticket):
            raise Refused(401)
        return given

    async def _tell(self, stream: Stream, receive: Receive, send: Send, origin: str) -> None:
        gone = asyncio.ensure_future(_left(stream, receive))
        try:
            await send(_head(200, {**_STREAM, **_for_pages(origin)}))
            await _body(send, b"retry: 3000\n\n")
            while not stream.end:
                await self._tell_once(stream, send)
            if stream.end != LEFT:
                await send({"type": "http.response.body", "body": news.ended(stream.end)})
        finally:
            gone.cancel()

    async def _tell_once(self, stream: Stream, send: Send) -> None:
        if not await stream.woken(BEAT_SECONDS):
            if self.hub.is_hearing:
                await _body(send, news.beat())
            return
        await asyncio.sleep(GATHER_SECONDS)
        place = self.hub.place
        told = stream.take()
        if told and not stream.end:
            await _body(send, b"".join(news.look_again(one, place) for one in told))


LEFT = "left"


async def _left(stream: Stream, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.close(LEFT)


def _session(headers: Mapping[str, str]) -> str:
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else ""


def _for_pages(origin: str) -> dict[str, str]:
    """What lets a page of that origin read the answer and send its session."""
    if not origin:
        return {}
    return {"access-control-allow-origin": origin, "access-control-allow-credentials": "true"}


def _head(status: int, headers: Mapping[str, str]) -> dict[str, Any]:
    whole = {"cache-control": "no-store", "vary": "Origin, Cookie", **headers}
    pairs = [(name.encode(), value.encode("latin-1")) for name, value in whole.items()]
    return {"type": "http.response.start", "status": status, "headers": pairs}


async def _body(send: Send, content: bytes) -> None:
    await send({"type": "http.response.body", "body": content, "more_body": True})


async def _answer(send: Send, status: int, origin: str) -> None:
    await send(_head(status, {"content-type": "text/plain", **_for_pages(origin)}))
    await send({"type": "http.response.body", "body": b""})
