"""The load of a grid: households per worker against a band that is dated data with its source; a warning only."""

import tomllib
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import NamedTuple


class Band(NamedTuple):
    """From `since` on a grid should have `fewest` to `most` households for each of its workers."""

    since: date
    fewest: int
    most: int
    source: str


class Load(StrEnum):
    """How the households of a grid stand to the band."""

    FEW = "few"
    FIT = "fit"
    MANY = "many"
    NOBODY = "nobody"


def known_bands(text: str = "") -> Sequence[Band]:
    """The bands by day: those of a TOML text, else those that come with the program."""
    packaged = files("gridward.ground.territory.rules").joinpath("loads.toml")
    rows = tomllib.loads(text or packaged.read_text(encoding="utf-8"))["band"]
    return sorted(Band(row["since"], row["fewest"], row["most"], row["source"]) for row in rows)


def band_on(day: date, bands: Sequence[Band] | None = None) -> Band | None:
    """The band in force on a day; None before the first."""
    known = known_bands() if bands is None else bands
    return next((band for band in reversed(known) if band.since <= day), None)


def judge_load(households: int, workers: int, band: Band | None) -> Load:
    """Whether one worker has too few or too many households; without workers all are too many for nobody."""
    if workers == 0:
        return Load.NOBODY
    each = households / workers
    if band is None or band.fewest <= each <= band.most:
        return Load.FIT
    return Load.FEW if each < band.fewest else Load.MANY
