"""A study is worked out in the background: facts gathered, plans sought outside any transaction, answers kept.

Doing it again changes nothing twice. Only the job imports this page, for the optimiser behind it is large.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from gridward.ground.territory.queries.rows import at_grids
from gridward.ground.territory.rules.locating import GridMap
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.rows import acting
from gridward.planning.siting import Changes, Finding, Refused, read_question
from gridward.planning.siting.answering import (
    Said,
    answer,
    difference,
    said,
    said_difference,
)
from gridward.planning.siting.network import lay
from gridward.planning.siting.planning import Plan, compare, make_plan, what_if
from gridward.work.siting.models import SitingPlan, SitingStudy
from gridward.work.siting.queries import facts_of
from gridward.work.siting.rules.asking import findings_of, question_of, without_gate
from gridward.work.siting.terms import UNDONE, SitingState

LISTS = ("keep_open", "close", "open", "shut")


@dataclass(frozen=True)
class Asked:
    """What is to be worked out: the question, and plans that wait by id with version and changes."""

    question: Mapping[str, Any]
    told: list[Finding]
    grids: GridMap
    plans: list[tuple[UUID, int, Changes]]


@dataclass
class Answered:
    """What became of a plan."""

    state: SitingState
    finding: Finding | None = None
    result: dict[str, Any] = field(default_factory=dict)


def work_out(actor: Actor, *, study_id: UUID) -> None:
    """Work out the plans of a study that wait, on behalf of who asked. A refusal stands in each; others stay."""
    with acting(actor):
        asked = _begun(actor, study_id)
    if asked is None:
        return
    try:
        for plan_id, version, found in _answers(asked):
            _keep(actor, plan_id, version, found)
    except Exception:
        for plan_id, version, _ in asked.plans:
            _keep(actor, plan_id, version, Answered(SitingState.FAILED))
        raise


def _begun(actor: Actor, study_id: UUID) -> Asked | None:
    """The question of a study and its plans that wait; with the base plan, what is known of the place is read anew."""
    lead = actor.grids(Permission.GATE_LEAD)
    rows = at_grids(SitingStudy, lead).select_related("grid").select_for_update(of=("self",))
    row = rows.filter(pk=study_id, roads__isnull=False).first()
    plans = list(row.plans.filter(state__in=UNDONE).order_by("-base", "created_at")) if row else []
    if row is None or not plans:
        return None
    facts = facts_of(actor, row)
    if plans[0].base or not row.asked:
        known = {name: one for name, one in question_of(facts).items() if name != "roads"}
        told = [_plain(one) for one in findings_of(facts)]
        row.asked = {"question": known, "told": told}
        row.save()
    for plan in plans:
        plan.state = SitingState.WORKING
        plan.save()
    question = {**row.asked["question"], "roads": row.roads}
    told_of = [Finding(**one) for one in row.asked["told"]]
    mine = [(one.pk, one.version, _changes(one)) for one in plans]
    return Asked(question, told_of, GridMap({UUID(k): v for k, v in facts.grids.items()}), mine)


def _changes(plan: SitingPlan) -> Changes:
    lists = {name: tuple(plan.changes.get(name, ())) for name in LISTS}
    return Changes(**lists, count=plan.changes.get("count"))


def _answers(asked: Asked) -> Iterator[tuple[UUID, int, Answered]]:
    try:
        base, told = _base(asked)
    except Refused as refused:
        known = {"findings": [_plain(one) for one in _known(asked)]}
        for plan_id, version, _ in asked.plans:
            yield plan_id, version, Answered(SitingState.REFUSED, refused.finding, known)
        return
    for plan_id, version, changes in asked.plans:
        yield plan_id, version, _answered(base, changes, told, asked.grids)


def _known(asked: Asked) -> Iterator[Finding]:
    """What there is to tell of data with which nothing can be planned."""
    yield from asked.told
    with suppress(Refused):
        yield from lay(read_question(asked.question)).findings


def _base(asked: Asked) -> tuple[Plan, list[Finding]]:
    """The plan without changes; gates that stand on none of the roads are left out and told."""
    question, told = dict(asked.question), list(asked.told)
    while True:
        try:
            return make_plan(read_question(question)), told
        except Refused as refused:
            found = refused.finding
            if found.code != "gate_far":
                raise
            told.append(Finding("gate_left_out", "gates", found.key))
            question = without_gate(question, found.key)


def _answered(base: Plan, changes: Changes, told: list[Finding], grids: GridMap) -> Answered:
    if changes == Changes():
        return Answered(SitingState.READY, result=_result(base, told, grids))
    try:
        plan = what_if(base, changes)
    except Refused as refused:
        return Answered(SitingState.REFUSED, refused.finding)
    result = _result(plan, told, grids)
    if base.enclosure is not None and plan.enclosure is not None:
        beside = compare(base, plan)
        sentences = _sentences(said_difference(beside))
        result["difference"] = {**difference(beside), "sentences": sentences}
    return Answered(SitingState.READY, result=result)


def _result(plan: Plan, told: list[Finding], grids: GridMap) -> dict[str, Any]:
    result = answer(plan)
    for one in result["openings"]["features"]:
        longitude, latitude = one["geometry"]["coordinates"]
        under = grids.under(longitude, latitude) or grids.nearest(longitude, latitude)
        one["properties"]["grid"] = str(under) if under else None
    findings = [_plain(one) for one in (*told, *plan.findings)]
    return {**result, "sentences": _sentences(said(plan)), "findings": findings}


def _sentences(told: Iterable[Said]) -> list[dict[str, Any]]:
    return [{"key": one.key, "values": dict(one.values)} for one in told]


def _plain(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "values": dict(finding.values)}


def _keep(actor: Actor, plan_id: UUID, version: int, found: Answered) -> None:
    """The answer of a plan that still waits for it; one that was asked again meanwhile waits for the next."""
    with acting(actor):
        rows = at_grids(SitingPlan, actor.grids(Permission.GATE_LEAD)).select_for_update()
        row = rows.filter(pk=plan_id, version=version, state__in=UNDONE).first()
        if row is not None:
            row.state = found.state
            row.finding = _plain(found.finding) if found.finding else None
            row.result, row.worked_at = found.result, clock.now()
            row.save()
