"""The agenda: parts contribute sources of figures, which are asked in the order of the dated list.

A source that counts nothing worth telling answers nothing, and its section is not shown.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.texts import LANGUAGES, say
from gridward.work.meetings.rules.holding import agenda_on, in_order
from gridward.work.meetings.terms import FigureKind, MeetingFigure, Texts, Unit

Frozen = dict[str, Any]


@dataclass(frozen=True)
class AgendaAsked:
    """What a source is asked: for whom, of which unit, from when until when."""

    actor: Actor
    unit: Unit
    since: datetime
    until: datetime


Source = Callable[[AgendaAsked], Iterable[MeetingFigure]]
sources: dict[str, Source] = {}


def contribute(section: str, source: Source) -> None:
    """Let a part bring a section, titled `meeting.section.<section>`; called at start, by config alone."""
    sources[section] = source


def counted(asked: AgendaAsked) -> list[Frozen]:
    """Every section of which there is something, as it is frozen: figures with their words in both languages."""
    found = []
    order = in_order(sources, agenda_on(clock.local_date(asked.until)))
    names = _names(asked.unit)
    for section in (one for one in order if one in sources):
        figures = [_frozen(section, one, names) for one in sources[section](asked)]
        if figures:
            found.append({"section": section, "title": title_of(section), "figures": figures})
    return found


def title_of(section: str) -> Texts:
    """A section's title in both languages."""
    return _texts(f"meeting.section.{section}")


def recounted(frozen: Iterable[Frozen], now: Iterable[Frozen]) -> list[Frozen]:
    """Frozen sections with what happened in their time as it is known now; how things stood stays as it was."""
    late = {
        (section["section"], figure["code"]): figure
        for section in now
        for figure in section["figures"]
        if figure["kind"] == FigureKind.PERIOD
    }
    return [
        {
            **section,
            "figures": [
                late.get((section["section"], figure["code"]), figure)
                if figure["kind"] == FigureKind.PERIOD
                else figure
                for figure in section["figures"]
            ],
        }
        for section in frozen
    ]


def _frozen(section: str, figure: MeetingFigure, names: Mapping[UUID, str]) -> Frozen:
    key = f"meeting.figure.{section}.{figure.code}"
    by_name: dict[str, int] = dict.fromkeys(names.values(), 0) if figure.grids else {}
    for grid, value in figure.grids.items():
        by_name[names[grid]] += value
    return {
        "code": figure.code,
        "kind": figure.kind.value,
        "value": figure.value,
        "total": figure.total,
        "title": figure.words.get("title") or _texts(f"{key}.title"),
        "definition": figure.words.get("definition") or _texts(f"{key}.definition"),
        "grids": [[name, value] for name, value in by_name.items()],
    }


def _texts(key: str) -> Texts:
    return {language: say(key, language) for language in LANGUAGES}


def _names(unit: Unit) -> dict[UUID, str]:
    """Under which name a grid's part of a figure stands: its own, in the street that of its community."""
    rows = Grid.objects.filter(pk__in=unit.grids).order_by("code")
    named = rows.values_list("id", "name", "kind", "community__name")
    base = {pk: name for pk, name, kind, _ in named if kind != GridKind.COMMUNITY}
    if unit.grid_id is None:
        return {pk: community for pk, _, _, community in named}
    return {**base, **{pk: name for pk, name, kind, _ in named if kind == GridKind.COMMUNITY}}
