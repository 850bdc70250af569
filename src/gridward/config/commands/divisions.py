"""`gridward territory succeed-divisions`: a new official edition of streets and communities, with its report."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from gridward.config.commands.people import keeper
from gridward.config.cover import proof_of_cover
from gridward.ground.audit.models import Head, Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Conflict, Household, Organisation, Resident
from gridward.ground.register.terms.people import ConflictDecision
from gridward.ground.territory.models import Building, Division, Dwelling, Grid
from gridward.ground.territory.rules.editions import AnswerUnknown, Became, Fate, read_edition
from gridward.ground.territory.services.division_successions import (
    Succession,
    look_ahead,
    succeed_divisions,
)
from gridward.kernel.texts import DEFAULT_LANGUAGE, say

COUNTED = {
    "grids": Grid.objects.filter(valid_to=None),
    "buildings": Building.objects.all(),
    "dwellings": Dwelling.objects.all(),
    "households": Household.objects.all(),
    "residents": Resident.objects.filter(left_on=None),
    "organisations": Organisation.objects.filter(closed_on=None),
}


def succeed(
    files: Sequence[Path], on: date, answers: Sequence[str], dry_run: bool
) -> dict[str, Any]:
    """Carry an edition out, or with `dry_run` only say what would happen; answers the report.

    A dry run with open questions reports them; carrying out refuses them.
    """
    edition = read_edition(file.read_bytes() for file in files)
    told = dict(_answer(one) for one in answers)
    became = look_ahead(edition, told)
    if dry_run and any(one.fate is Fate.ASK for one in became):
        return {"done": False, "communities": [_told(one) for one in became]}
    source = "、".join(file.name for file in files)[:200]
    with transaction.atomic():
        before, first = _counts(), Head.objects.get(pk=1).seq
        done = succeed_divisions(keeper(), edition=edition, on=on, answers=told, source=source)
        report = _report(done, before, first)
        transaction.set_rollback(dry_run)
    return {"done": not dry_run, **report}


def _report(done: Succession, before: dict[str, int], first: int) -> dict[str, Any]:
    lines = Line.objects.filter(seq__gt=first, act="staff.not_followed").order_by("seq")
    doubles = Conflict.objects.filter(
        decision=ConflictDecision.OPEN, source=say("word.register.source.streets_united")
    )
    return {
        "communities": [_told(one) for one in done.became],
        "streets": [
            {"old": old, "new": new, "cover_holds": _holds(new)}
            for old, new in done.streets.items()
        ],
        "grids": [{"old": old, "new": new} for old, new in done.grids],
        "before": before,
        "after": _counts(),
        "document_conflicts": doubles.count(),
        "posts_to_decide": [sentence(line, DEFAULT_LANGUAGE) for line in lines],
    }


def _counts() -> dict[str, int]:
    return {name: rows.all().count() for name, rows in COUNTED.items()}


def _told(one: Became) -> dict[str, Any]:
    return {
        "old": one.old.code,
        "name": one.old.name,
        "fate": one.fate.value,
        "sentence": say(f"word.territory.fate.{one.fate.value}"),
        "new": one.new.code if one.new else None,
        "new_name": one.new.name if one.new else None,
        "candidates": [f"{entry.name} {entry.code}" for entry in one.candidates],
    }


def _holds(street: str) -> bool:
    return proof_of_cover(Division.objects.get(code=street)).holds


def _answer(text: str) -> tuple[str, str]:
    old, sign, new = text.partition("=")
    if not sign:
        raise AnswerUnknown(old=text, new="—")
    return old.strip(), new.strip()
