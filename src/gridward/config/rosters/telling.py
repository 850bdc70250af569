"""A roster as JSON and in sentences: duties, costs, how near to the best, what is missing, why, and what would help."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

import orjson

from gridward.kernel.texts import DEFAULT_LANGUAGE, LANGUAGES, say
from gridward.planning.rosters import (
    Change,
    Duty,
    Explanation,
    Missing,
    Replan,
    Roster,
    RosterProblem,
)
from gridward.planning.rosters.days import is_holiday, is_night, is_weekend

HOUR = 60
IN_MINUTES = frozenset({"rest", "week", "total"})
"""Limits that people say in hours."""


def written(
    problem: RosterProblem,
    roster: Roster,
    explanations: Sequence[Explanation],
    replanned: Replan | None,
) -> bytes:
    """The file of the answer."""
    found: dict[str, Any] = {
        "duties": [_duty(one) for one in roster.duties],
        "missing": [asdict(one) for one in roster.missing],
        "costs": {**asdict(roster.costs), "total": roster.costs.total},
        "bound": roster.bound,
        "gap": round(roster.gap, 4),
        "optimal": roster.optimal,
        "greedy": roster.greedy,
        "seconds": roster.seconds,
        "keepers": _keepers(problem, roster.duties),
        "explanations": [_explained(problem, one) for one in explanations],
    }
    if replanned is not None:
        found["fell_out"] = [_duty(one) for one in replanned.fell_out]
        found["changes"] = [{"given": one.given, **_duty(one.duty)} for one in replanned.changes]
    return orjson.dumps(found, option=orjson.OPT_INDENT_2, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError


def _duty(duty: Duty) -> dict[str, Any]:
    return {name: value for name, value in asdict(duty).items() if value is not None}


def _keepers(problem: RosterProblem, duties: Iterable[Duty]) -> list[dict[str, Any]]:
    """What each keeper has of everything that is shared fairly."""
    sums = {one.id: Counter[str]() for one in problem.keepers}
    calendar = problem.calendar
    for one in duties:
        sums[one.keeper].update(
            duties=1,
            minutes=one.minutes,
            nights=is_night(calendar, one.begin, one.end),
            weekends=is_weekend(calendar, one.begin.date()),
            holidays=is_holiday(calendar, one.begin.date()),
        )
    names = ("duties", "minutes", "nights", "weekends", "holidays")
    return [
        {"id": one.id, "seconded": one.seconded} | {name: sums[one.id][name] for name in names}
        for one in problem.keepers
    ]


def _explained(problem: RosterProblem, one: Explanation) -> dict[str, Any]:
    return {
        "missing": asdict(one.missing),
        "reasons": [
            {"code": reason.code, "keepers": reason.keepers, **dict(reason.values)}
            for reason in one.reasons
        ],
        "fixes": [
            {"code": fix.code, **dict(fix.values), "before": fix.before, "after": fix.after}
            for fix in one.fixes
        ],
        "sentences": {language: sentences(problem, one, language) for language in LANGUAGES},
    }


# -- sentences -----------------------------------------------------------------------------------


def sentences(
    problem: RosterProblem, explanation: Explanation, language: str = DEFAULT_LANGUAGE
) -> list[str]:
    """One on what is missing, one for each reason, one for each fix or one that none was found."""
    names = {one.id: one.name for one in problem.posts}
    found = [_missing(names, explanation.missing, language)]
    for reason in explanation.reasons:
        values = _said(dict(reason.values), reason.code, names)
        found.append(
            say(f"word.rosters.reason.{reason.code}", language, count=reason.keepers, **values)
        )
    for fix in explanation.fixes:
        values = _said(dict(fix.values), fix.code, names)
        key = f"word.rosters.fix.{_fix_key(fix.code, values)}"
        hours = {"before": _hours(fix.before), "after": _hours(fix.after)}
        found.append(say(key, language, **values, **hours))
    return found if explanation.fixes else [*found, say("word.rosters.no_fix", language)]


def _missing(names: dict[str, str], one: Missing, language: str) -> str:
    return say(
        "word.rosters.missing_skill" if one.skill else "word.rosters.missing",
        language,
        post=names[one.post],
        count=one.count,
        skill=one.skill or "",
        begin=f"{one.begin:%Y-%m-%d %H:%M}",
        end=f"{one.end:%Y-%m-%d %H:%M}",
    )


def _fix_key(code: str, values: dict[str, Any]) -> str:
    return "one_more_skill" if code == "one_more" and values["skill"] else code


def _said(values: dict[str, Any], code: str, names: dict[str, str]) -> dict[str, Any]:
    """Figures as people say them: minutes in hours, posts by name; a limit of a keeper's own is not known here."""
    if code in IN_MINUTES and "limit" in values:
        values["limit"] = _hours(values["limit"])
    if "post" in values:
        values["post"] = names[values["post"]]
    return values


def _hours(minutes: int) -> str:
    return f"{minutes / HOUR:g}"


def summary(roster: Roster, language: str) -> str:
    """The roster in a sentence."""
    return say(
        "word.rosters.summary",
        language,
        duties=len(roster.duties),
        missing=sum(one.count for one in roster.missing),
        total=roster.costs.total,
        bound=roster.bound,
        gap=f"{roster.gap:.1%}",
        greedy=roster.greedy,
    )


def changed(change: Change, problem: RosterProblem, language: str) -> str:
    """A change of a standing roster in a sentence."""
    names = {one.id: one.name for one in problem.posts}
    duty = change.duty
    return say(
        "word.rosters.given" if change.given else "word.rosters.taken",
        language,
        keeper=duty.keeper,
        post=names[duty.post],
        begin=f"{duty.begin:%Y-%m-%d %H:%M}",
        end=f"{duty.end:%Y-%m-%d %H:%M}",
    )
