"""The one connection that listens to PostgreSQL; broken off, it is made again, and all streams look again."""

import asyncio
from collections.abc import Callable

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from gridward.kernel.database.connection import Parameters
from gridward.kernel.live.hub import Hub
from gridward.kernel.live.news import CHANNEL, EVERYTHING, read

QUIET_SECONDS = 10.0
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
NAME = "gridward push"
_LIVELY = {
    "application_name": NAME,
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "tcp_user_timeout": "15000",
}


async def listen(parameters: Parameters, hub: Hub, heard: Callable[[str], None]) -> None:
    """Tell the hub what is notified, for ever; `heard` learns each topic before that."""
    pause = FIRST_PAUSE
    while True:
        try:
            await _listen_once(parameters, hub, heard)
        except (psycopg.Error, OSError):
            pause = FIRST_PAUSE if hub.is_hearing else min(pause * 2, LONGEST_PAUSE)
            hub.is_hearing = False
            await asyncio.sleep(pause)


async def _listen_once(parameters: Parameters, hub: Hub, heard: Callable[[str], None]) -> None:
    conninfo = make_conninfo("", **{**_LIVELY, **parameters})
    async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as line:
        await line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
        hub.is_hearing = True
        hub.tell([EVERYTHING])
        while True:
            async for notice in line.notifies(timeout=QUIET_SECONDS):
                news = list(read(notice.payload))
                for topic in {one.topic for one in news}:
                    heard(topic)
                hub.tell(news)
            await line.execute("SELECT 1")  # nothing was said: whether anybody is there still
