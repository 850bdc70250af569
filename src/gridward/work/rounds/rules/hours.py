"""When somebody is at home: learned from the doors that opened and those that did not."""

from collections.abc import Iterable

from gridward.work.rounds.terms import Hours

WINDOWS = (Hours(8, 10), Hours(10, 12), Hours(12, 14), Hours(14, 16), Hours(16, 18), Hours(18, 21))
"""Within which one may ring (not at night: a resident's rest is respected)."""


def best_hours(tries: Iterable[tuple[int, bool]]) -> Hours | None:
    """The window in which a door opened most; `tries` are the local hour and whether somebody was met.

    Each window begins with one door of two opened (Laplace's rule), so that one lucky visit does not beat four of
    five, and a window never tried beats one in which nobody ever was. None where nothing is known. Of equals the later
    one: people come home.
    """
    counts = dict.fromkeys(WINDOWS, (0, 0))
    for hour, met in tries:
        for window in WINDOWS:
            if window.start <= hour < window.to:
                opened, rung = counts[window]
                counts[window] = (opened + met, rung + 1)
    if not any(rung for _, rung in counts.values()):
        return None
    return max(WINDOWS, key=lambda one: (_share(*counts[one]), one.start))


def _share(opened: int, rung: int) -> float:
    return (opened + 1) / (rung + 2)
