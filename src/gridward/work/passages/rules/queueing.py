"""How many wait at a gate, from what its phones have told: a gate has no eye on the road before it.

Seen are those who passed in the last minutes. People come at random, each lane looks at one person at a time, and a
lane lets a known number pass in a minute: with λ people a minute, c lanes and μ a lane, ρ = λ / (c μ) is the load, and
the mean number who wait is Erlang's C(c, λ/μ) · ρ / (1 - ρ) (the queue M/M/c). Nobody passes faster than the lanes
allow, so that a load near 1 hides how many more stand outside: from `FULL` on the answer is that of `FULL`, to be read
as "at least".
"""

from datetime import timedelta
from math import ceil

from gridward.work.passages.terms import PassageFigures, Queue

NOTED_AGAIN = timedelta(minutes=1)
"""A crowd that was noted is looked at again so much later."""
FULL = 0.98
"""The load from which on a queue is not told apart any more."""


def queue_of(passed: int, lanes: int, figures: PassageFigures) -> Queue:
    """The queue of a gate where so many passed within `window_minutes`; a gate without lanes has one."""
    lanes = max(lanes, 1)
    per_minute = passed / figures.window_minutes
    load = per_minute / (lanes * figures.lane_per_minute)
    held = min(load, FULL)
    waiting = _erlang_c(lanes, held * lanes) * held / (1 - held)
    minutes = waiting / per_minute if passed else 0.0
    return Queue(per_minute, load, waiting, minutes, load >= FULL)


def enough(lanes: int, figures: PassageFigures) -> int:
    """From so many on within `window_minutes` a gate is full, and its queue is not told apart any more."""
    return ceil(FULL * max(lanes, 1) * figures.lane_per_minute * figures.window_minutes)


def is_crowded(queue: Queue, figures: PassageFigures) -> bool:
    """Whether so many wait that somebody must come."""
    return queue.waiting >= figures.crowd_waiting


def _erlang_c(lanes: int, offered: float) -> float:
    """The share of those who come that must wait, by the recursion of Erlang's B: no factorials that overflow."""
    blocked = 1.0
    for lane in range(1, lanes + 1):
        blocked = offered * blocked / (lane + offered * blocked)
    return blocked / (1 - (offered / lanes) * (1 - blocked))
