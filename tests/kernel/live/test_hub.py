"""Who hears what of the news, without a database or a network."""

import asyncio
from collections.abc import Coroutine
from typing import Any
from uuid import UUID

import pytest

from gridward.kernel.live.hub import REMEMBERED, Hub, Ticket, TooManyStreams
from gridward.kernel.live.news import EVERYTHING, News, look_again, read

HERE, THERE = UUID(int=1), UUID(int=2)
AT_HERE, AT_THERE = News("orders", HERE), News("orders", THERE)


def of(account: int = 1, *grids: UUID) -> Ticket:
    return Ticket(UUID(int=account), f"session{account}", "mark", {"orders": frozenset(grids)})


def run(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(story)


def test_a_stream_hears_of_its_own_grids_alone() -> None:
    async def story() -> None:
        hub = Hub(9, 9)
        stream = hub.open(of(1, HERE), hub.place)
        hub.tell([AT_THERE, News("rights"), News("other", HERE)])
        assert not await stream.woken(0.01)
        hub.tell([AT_HERE, AT_THERE, AT_HERE])
        assert await stream.woken(0.01)
        assert stream.take() == [AT_HERE]
        assert not await stream.woken(0.01)

    run(story())


def test_a_slow_reader_keeps_each_news_once() -> None:
    async def story() -> None:
        hub = Hub(9, 9)
        stream = hub.open(of(1, HERE, THERE), hub.place)
        for _ in range(5000):
            hub.tell([AT_HERE, AT_THERE])
        assert stream.take() == [AT_HERE, AT_THERE]

    run(story())


def test_a_new_stream_looks_at_everything_and_one_that_comes_back_at_what_it_missed() -> None:
    async def story() -> None:
        hub = Hub(9, 9)
        assert hub.open(of(1, HERE)).take() == [EVERYTHING]
        place = hub.place
        hub.tell([AT_THERE])
        assert hub.open(of(1, HERE), place).take() == []
        hub.tell([AT_HERE])
        assert hub.open(of(1, HERE), place).take() == [AT_HERE]
        assert hub.open(of(1, HERE), hub.place).take() == []

    run(story())


def test_who_was_away_too_long_or_comes_from_another_life_looks_at_everything() -> None:
    async def story() -> None:
        hub = Hub(9, 9)
        place = hub.place
        hub.tell([AT_HERE] * (REMEMBERED + 1))
        for after in (place, Hub(9, 9).place, "x", f"{hub.place}9"):
            assert hub.open(of(1, HERE), after).take() == [EVERYTHING], after

    run(story())


def test_streams_are_limited_by_account_and_in_all() -> None:
    async def story() -> None:
        hub = Hub(3, 2)
        mine = [hub.open(of(1, HERE)) for _ in range(2)]
        with pytest.raises(TooManyStreams):
            hub.open(of(1, HERE))
        hub.open(of(2, HERE))
        with pytest.raises(TooManyStreams):
            hub.open(of(3, HERE))
        hub.drop(mine[0])
        hub.open(of(3, HERE))

    run(story())


def test_what_is_no_notification_of_ours_tells_nothing() -> None:
    assert list(read("orders drop table")) == []
    assert list(read(f"orders {HERE} {THERE}")) == [AT_HERE, AT_THERE]
    assert list(read("rights")) == [News("rights")]


def test_an_event_says_topic_and_grid_and_nothing_else() -> None:
    told = look_again(AT_HERE, "e-7").decode()
    assert told == f'id: e-7\nevent: RESYNC\ndata: {{"topic": "orders", "grid": "{HERE}"}}\n\n'
