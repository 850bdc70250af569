"""What each level turns on and off: cadences and modules of this part, and what other parts contribute.

Parts above bring duties (`contribute`) and say what is open in a module (`watch_module`); called at start, by config.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from gridward.kernel.access import Actor
from gridward.kernel.texts import LANGUAGES, say
from gridward.work.response.rules.dated import cadences_on, modules_on
from gridward.work.response.terms import (
    ModuleShown,
    PlanLine,
    ResponseLevel,
    ResponsePlanKind,
    Texts,
)

Source = Callable[[ResponseLevel, date], Iterable[PlanLine]]
OpenMatters = Callable[[Actor], int]
_sources: list[Source] = []
_watched: dict[str, OpenMatters] = {}


def contribute(source: Source) -> None:
    """Let a part bring lines of its own."""
    if source not in _sources:
        _sources.append(source)


def watch_module(code: str, matters: OpenMatters) -> None:
    """Let a part say how much is open in a module for an actor, so that it is never hidden."""
    _watched[code] = matters


def plan_at(level: ResponseLevel, day: date) -> list[PlanLine]:
    """Everything that holds at a level: duties, cadences, modules."""
    contributed = [line for source in _sources for line in source(level, day)]
    return [*contributed, *_cadences(level, day), *_modules(level, day)]


def modules_for(actor: Actor, level: ResponseLevel, day: date) -> list[ModuleShown]:
    """Modules that some levels need: what is open in one that the level does not need keeps it in sight."""
    found = []
    for code, (needed, _) in modules_on(level, day).items():
        waiting = 0 if needed else _watched[code](actor)
        found.append(ModuleShown(code, needed or waiting > 0, needed, waiting))
    return found


def texts(key: str, **values: object) -> Texts:
    """A text of the catalogues in both languages."""
    return {language: say(key, language, **values) for language in LANGUAGES}


def every(days: int) -> Texts:
    """How often, in words."""
    return texts("response.every_day") if days == 1 else texts("response.every_days", days=days)


def _cadences(level: ResponseLevel, day: date) -> Iterable[PlanLine]:
    for code, (days, source) in cadences_on(level, day).items():
        title = texts(f"response.cadence.{code}")
        yield PlanLine(ResponsePlanKind.CADENCE, code, title, _paces(code, days), source)


def _paces(code: str, days: int) -> Texts:
    return texts("response.lasts_days", days=days) if code == "survey_round" else every(days)


def _modules(level: ResponseLevel, day: date) -> Iterable[PlanLine]:
    shown: Mapping[str, tuple[bool, str]] = modules_on(level, day)
    for code, (needed, source) in shown.items():
        if needed:
            title, told = texts(f"response.module.{code}"), texts("response.shown")
            yield PlanLine(ResponsePlanKind.MODULE, code, title, told, source)
