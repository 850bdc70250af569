"""What it would concern if somebody were positive: the same gathering and engine, and nothing is kept but the answer.

For the job worker alone. No case, contact or evidence is stored; the answer waits, sealed, for who asked, and goes
after an hour.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from gridward.ground.staff.access import operator
from gridward.ground.territory.models import Dwelling, Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import as_id
from gridward.kernel.rows import acting, beyond
from gridward.planning.tracing import Question
from gridward.work.tracing.models import TracingRun
from gridward.work.tracing.queries.street import Span, resident_key, street_told, without_large
from gridward.work.tracing.rules.dated import tracing_rules
from gridward.work.tracing.rules.lookback import window_of
from gridward.work.tracing.rules.sifting import sifted
from gridward.work.tracing.services.engine import Asked, evidence
from gridward.work.tracing.services.running import told_when_failed
from gridward.work.tracing.terms import HOUSE, Evidence, RunState, Street


def run_trial(actor: Actor, *, run_id: UUID) -> None:
    """Answer a trial; answered already, nothing changes. Raises NotFound, NotAllowed and the problems `trace.*`."""
    with told_when_failed(actor, run_id), acting(actor):
        run = TracingRun.objects.select_for_update(of=("self",)).get(pk=run_id)
        if run.case_id is not None or run.state == RunState.DONE:
            return
        actor.require(Permission.TRACING_DECIDE, run.grid_id)
        asked = json.loads(run.open_sealed("asked") or "{}")
        with beyond(operator(HOUSE)):
            told = _answer(run, asked)
        run.set_sealed("answer", json.dumps(told, ensure_ascii=False))
        run.state, run.problem, run.ended_at = RunState.DONE, None, clock.now()
        run.save()


def _answer(run: TracingRun, asked: dict[str, Any]) -> dict[str, Any]:
    now = clock.now()
    began, days = date.fromisoformat(asked["began_on"]), int(asked["lookback_days"])
    since, until = window_of(began, days, None, now)
    street = without_large(
        street_told(Span(run.street_id, since, now)), tracing_rules(clock.today()).largest_group
    )
    person = resident_key(UUID(asked["resident_id"]))
    question = Question(run.degrees, run.window_minutes)
    found = sifted(evidence(street, Asked(person, since, until, now), question), street.places)
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "days": days,
        "book": asked["book"],
        "large": [{"name": name, "people": many} for name, many in street.large],
        **affected(street, found),
    }


def affected(street: Street, found: Sequence[Evidence]) -> dict[str, Any]:
    """Persons, doors and buildings by degree, and by grid; whom no grid is known for is counted under none."""
    degrees: dict[str, int] = {}
    for one in found:
        degrees[one.person] = min(degrees.get(one.person, 2), one.degree)
    doors = {key: street.persons[key].door for key in degrees}
    ids = {as_id(door) for door in doors.values() if door}
    buildings = dict(Dwelling.objects.filter(pk__in=ids).values_list("id", "building_id"))
    names = dict(Grid.objects.values_list("id", "name"))
    grids: dict[tuple[str, int], list[str]] = defaultdict(list)
    for key, degree in degrees.items():
        grid = street.persons[key].grid
        grids[names.get(grid, "") if grid else "", degree].append(key)
    return {
        "degrees": [
            _counted([key for key, of in degrees.items() if of == degree], doors, buildings)
            for degree in (1, 2)
        ],
        "grids": [
            {
                "grid": name,
                "degree": degree,
                "addresses": sorted(
                    {street.persons[key].address for key in keys if doors[key]} - {""}
                ),
                **_counted(keys, doors, buildings),
            }
            for (name, degree), keys in sorted(
                grids.items(), key=lambda one: (one[0][1], -len(one[1]), one[0][0])
            )
        ],
    }


def _counted(
    keys: Sequence[str], doors: dict[str, str], buildings: dict[UUID, UUID]
) -> dict[str, int]:
    behind = {doors[key] for key in keys} - {""}
    houses = {buildings[as_id(door)] for door in behind if as_id(door) in buildings}
    return {"persons": len(keys), "doors": len(behind), "buildings": len(houses)}
