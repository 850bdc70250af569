"""Same work, same responsibility (P7, §5(1) 同工同责): own and seconded staff of a post side by side, as groups."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from gridward.ground.staff.terms import Employer
from gridward.kernel.dated import Entry, begun, entries_of, values_on
from gridward.oversight.duties.terms import (
    AlikeFigure,
    AlikeGap,
    AlikeGroup,
    AlikeRules,
    AlikeSide,
    AlikeSplit,
)

FILE = Path(__file__).resolve().parents[1] / "dated" / "alike.toml"
_ASKED_BY = {
    AlikeFigure.LOGS_SIGNED: "write_log",
    AlikeFigure.LOGS_COUNTERSIGNED: "write_log",
    AlikeFigure.SHEETS_CONFIRMED: "confirm_sheet",
}
"""Figures of papers count in posts alone whose duties ask for the paper; the others in every post."""


def rules_on(day: date) -> AlikeRules:
    """What the comparison goes by on a day."""
    return rules_from(entries_of(FILE), day)


def rules_from(file: Mapping[str, list[Entry]], day: date) -> AlikeRules:
    """The same from a file's content; raises KeyError where a figure is missing."""
    figures = values_on(file["figure"], day)
    [*_, latest] = begun(file["own"], day)
    names = ("group_least", "window_days", "less_percent")
    return AlikeRules(
        own=frozenset(map(Employer, latest["employers"])), **{name: figures[name] for name in names}
    )


def side_of(employer: Employer, rules: AlikeRules) -> AlikeSide:
    """Own or seconded; it decides where somebody is counted, and nothing else."""
    return AlikeSide.OWN if employer in rules.own else AlikeSide.SECONDED


def figures_of(duties: Iterable[str]) -> list[AlikeFigure]:
    """The figures that are counted in a post with these duties."""
    asked = set(duties)
    return [one for one in AlikeFigure if _ASKED_BY.get(one) in {None, *asked}]


def split_of(own: int, seconded: int, least: int) -> AlikeSplit:
    """How counts of so many people are shown: a group smaller than `least` is never told apart from the other."""
    if own >= least and seconded >= least:
        return AlikeSplit.APART
    return AlikeSplit.TOGETHER if own + seconded >= least else AlikeSplit.HIDDEN


def gaps(
    own: AlikeGroup, seconded: AlikeGroup, figures: Iterable[AlikeFigure], less_percent: int
) -> Iterator[AlikeGap]:
    """Where one side has less than so many percent of what the other has, each head counted; both have people."""
    for figure in figures:
        mine, theirs = own.counts.get(figure, 0), seconded.counts.get(figure, 0)
        own_share, seconded_share = mine * seconded.people, theirs * own.people
        if own_share * 100 < seconded_share * less_percent:
            yield AlikeGap(figure, AlikeSide.OWN, mine, theirs)
        elif seconded_share * 100 < own_share * less_percent:
            yield AlikeGap(figure, AlikeSide.SECONDED, theirs, mine)
