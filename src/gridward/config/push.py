"""The push process of `gridward serve`: granian serves open streams, beside them one connection listens.

    python -m gridward.config.push HOST PORT WEB_PORT

A spare one: where it does not run, screens ask for themselves.
"""

import asyncio
import signal
import sys
from collections.abc import Callable
from functools import partial

import django

django.setup()

from django.conf import settings  # noqa: E402 - models exist once Django is set up
from granian.constants import Interfaces  # noqa: E402
from granian.log import LogLevels  # noqa: E402
from granian.server.embed import Server  # noqa: E402

from gridward.config.live.application import Application  # noqa: E402
from gridward.config.live.keeping import Keeper  # noqa: E402
from gridward.kernel.database.connection import connection_parameters  # noqa: E402
from gridward.kernel.live.hub import Hub  # noqa: E402
from gridward.kernel.live.listening import listen  # noqa: E402

BACKLOG = 1024


async def main(host: str, port: int, web_port: int) -> None:
    """Serve until told to end."""
    hub = Hub(settings.PUSH_STREAMS, settings.PUSH_STREAMS_EACH)
    application = Application(hub, web_port)
    keeper = Keeper(hub, application.ask)
    server = Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        websockets=False,
        backlog=BACKLOG,
        backpressure=settings.PUSH_STREAMS + BACKLOG,
        log_level=LogLevels.warning,
    )
    beside = [
        asyncio.ensure_future(listen(connection_parameters("app"), hub, keeper.heard)),
        asyncio.ensure_future(keeper.keep()),
    ]
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, partial(_end, hub, server.stop))
    serving = asyncio.ensure_future(server.serve())
    await asyncio.wait([serving, *beside], return_when=asyncio.FIRST_COMPLETED)
    for one in beside:
        if one.done():
            one.result()  # neither ends by itself: what went wrong ends the process, which is started again
        one.cancel()


def _end(hub: Hub, stop: Callable[[], None]) -> None:
    for stream in hub.streams:
        stream.close("restart")
    stop()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
