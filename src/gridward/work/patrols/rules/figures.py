"""The figures of the daily sheet (W2): each is a named function that gives the rows under it; the figure is their sum.

Title and definition stand in the catalogues under `sheet.figure.<name>`. Households and organisations count once a
day, by their last visit. To add a figure: a function with `@figure`, its texts in both languages.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from gridward.work.patrols.rules.days import MET, last_visits
from gridward.work.patrols.rules.days import findings as findings_of
from gridward.work.patrols.terms import DayFacts, EntryKind, RowUnder, TargetFact, Under, VisitFact

Figure = Callable[[DayFacts], Iterable[Under]]
FIGURES: dict[str, Figure] = {}
"""Every figure in the order of the sheet."""


def figure(function: Figure) -> Figure:
    """Enter a function in the catalogue under its own name."""
    FIGURES[function.__name__] = function
    return function


def rows_under(name: str, facts: DayFacts) -> list[Under]:
    """The rows under a figure; KeyError for an unknown one."""
    return list(FIGURES[name](facts))


def figures(facts: DayFacts) -> dict[str, int]:
    """All figures of a day."""
    return {name: sum(one.count for one in rows_under(name, facts)) for name in FIGURES}


def shown_otherwise(now: Mapping[str, int], shown: Mapping[str, int]) -> dict[str, int]:
    """What a phone showed, where that is not what the records say; names that are no figure are passed over."""
    return {name: shown[name] for name in now if name in shown and shown[name] != now[name]}


# -- to visit: row 30 of the annex -----------------------------------------------------------------


@figure
def households_due(facts: DayFacts) -> Iterator[Under]:
    """应访户."""
    return _targets(facts, organisations=False)


@figure
def persons_due(facts: DayFacts) -> Iterator[Under]:
    """应访人."""
    return _targets(facts, organisations=False, persons=True)


@figure
def households_visited(facts: DayFacts) -> Iterator[Under]:
    """已访户."""
    return _visits(last_visits(facts, organisations=False))


@figure
def persons_met(facts: DayFacts) -> Iterator[Under]:
    """见面人数."""
    for one in _met(facts):
        yield Under(RowUnder.VISIT, one.id, one.label, one.persons_met, one.at)


@figure
def households_late_added(facts: DayFacts) -> Iterator[Under]:
    """补登户."""
    for one in facts.targets:
        if one.late_added and not one.organisation:
            yield Under(RowUnder.TARGET, one.id, one.label)


# -- outcomes ---------------------------------------------------------------------------------------


def _outcome(name: str) -> None:
    def of_outcome(facts: DayFacts) -> Iterator[Under]:
        found = last_visits(facts, organisations=False)
        return _visits(one for one in found if one.outcome == name)

    of_outcome.__name__ = f"households_{name}"
    figure(of_outcome)


for _name in ("met", "no_answer", "refused", "away", "moved_out", "empty", "wrong_address"):
    _outcome(_name)
_outcome("new_people")


# -- away: row 22 -----------------------------------------------------------------------------------


def _away(name: str) -> None:
    def of_away(facts: DayFacts) -> Iterator[Under]:
        found = last_visits(facts, organisations=False)
        return _visits(one for one in found if one.outcome == "away" and one.away == name)

    of_away.__name__ = f"away_{name}"
    figure(of_away)


for _name in ("district", "city", "province"):
    _away(_name)


# -- the register: rows 12 to 17 --------------------------------------------------------------------


def _entered(name: str, kind: EntryKind, row: RowUnder) -> None:
    def of_entries(facts: DayFacts) -> Iterator[Under]:
        for one in facts.entries:
            if one.kind is kind:
                yield Under(row, one.row, one.label, 1, one.at)

    of_entries.__name__ = name
    figure(of_entries)


_entered("households_entered", EntryKind.HOUSEHOLD_ADDED, RowUnder.HOUSEHOLD)
_entered("residents_entered", EntryKind.RESIDENT_ADDED, RowUnder.RESIDENT)
_entered("residents_left", EntryKind.RESIDENT_LEFT, RowUnder.RESIDENT)
_entered("organisations_entered", EntryKind.ORGANISATION_ADDED, RowUnder.ORGANISATION)


# -- organisations, patrols, findings: rows 16 and 31 -----------------------------------------------


@figure
def organisations_due(facts: DayFacts) -> Iterator[Under]:
    """应访单位."""
    return _targets(facts, organisations=True)


@figure
def organisations_visited(facts: DayFacts) -> Iterator[Under]:
    """已访单位."""
    return _visits(last_visits(facts, organisations=True))


@figure
def patrols(facts: DayFacts) -> Iterator[Under]:
    """巡查次数."""
    for one in facts.patrols:
        label = f"{one.started_at:%H:%M}–{one.ended_at:%H:%M}"
        yield Under(RowUnder.PATROL, one.id, label, 1, one.started_at)


@figure
def findings(facts: DayFacts) -> Iterator[Under]:
    """发现问题."""
    for one in findings_of(facts):
        yield Under(RowUnder.FINDING, one.id, one.text)


@figure
def findings_handled(facts: DayFacts) -> Iterator[Under]:
    """已处置问题."""
    for one in findings_of(facts):
        if one.handled:
            yield Under(RowUnder.FINDING, one.id, one.text)


def _targets(facts: DayFacts, *, organisations: bool, persons: bool = False) -> Iterator[Under]:
    wanted: Iterable[TargetFact] = (one for one in facts.targets if one.due)
    for one in wanted:
        if one.organisation is organisations:
            yield Under(RowUnder.TARGET, one.id, one.label, one.persons if persons else 1)


def _visits(visits: Iterable[VisitFact]) -> Iterator[Under]:
    for one in visits:
        yield Under(RowUnder.VISIT, one.id, one.label, 1, one.at)


def _met(facts: DayFacts) -> Iterator[VisitFact]:
    for one in last_visits(facts, organisations=False):
        if one.outcome in MET:
            yield one
