"""A case of the demo: invented, in the community that stands at alert; its contacts found, some of them decided."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Count

from gridward.config.demo.gates import passage_said
from gridward.ground.register.models import Resident
from gridward.ground.staff.access import actor_named
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.rows import acting
from gridward.work.checkpoints.models import Checkpoint, Pass
from gridward.work.measures.queries.response import response_at
from gridward.work.measures.terms import ControlKind
from gridward.work.passages.services.taking import Batch, take_passages
from gridward.work.tracing.models import TracedContact, TracingCase, TracingRun
from gridward.work.tracing.services.asking import ask_run
from gridward.work.tracing.services.cases import open_case
from gridward.work.tracing.services.deciding import decide_contacts
from gridward.work.tracing.services.running import run_case
from gridward.work.tracing.terms import (
    CaseSaid,
    ContactChosen,
    ContactDecision,
    ContactDecisionSaid,
    DecisionReason,
    MeasureWish,
)

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
WHY = "国家规则已不再规定天数，按本次响应的通知追溯三天（虚构）"
SOURCE, PAPER = "样例区疾控中心（虚构）", "样例疾控判〔2026〕9号（虚构）"
PASSED = 5
"""A number of `passage_said` that is a resident who passed, with every twenty more."""
MORNINGS, NEIGHBOURS = 2, 6


def trace_a_case() -> None:
    """As the demo's liaison does it; once, where a response is in force and somebody with a pass lives with others."""
    worker, liaison = actor_named("wangge"), actor_named("xinxi")
    with acting(worker):
        sick = None if TracingCase.objects.exists() else _somebody(worker)
        if sick is None or response_at(sick.grid_id, clock.today()) is None:
            return
        _pass_together(worker, sick)
    with acting(liaison):
        run = _asked(liaison, sick)
    run_case(liaison, run_id=run.pk)
    with acting(liaison):
        _decide(liaison, run.case_id or run.pk)


def _somebody(worker: Actor) -> Resident | None:
    """A resident of the worker's grid who has a pass and lives with others; one with a job first."""
    grids = worker.grids(Permission.GATE_KEEP)
    holders = Pass.objects.filter(grid_id__in=grids, revoked_at=None, resident__isnull=False)
    rows = Resident.objects.filter(pk__in=holders.values("resident"), left_on=None)
    rows = rows.annotate(work=Count("jobs", distinct=True), home=Count("household__residents"))
    return rows.filter(home__gte=2).order_by("-work", "-home", "sort_key", "id").first()


def _pass_together(worker: Actor, sick: Resident) -> None:
    """On two mornings the case and some neighbours pass one gate within minutes."""
    grids = worker.grids(Permission.GATE_KEEP)
    gate = Checkpoint.objects.filter(grid_id__in=grids, closed_on=None).order_by("name").first()
    passes = Pass.objects.filter(grid_id__in=grids, revoked_at=None, once=False)
    own = passes.filter(resident=sick).first()
    others = list(passes.exclude(resident=sick).exclude(resident=None).order_by("id")[:NEIGHBOURS])
    if gate is None or own is None:
        return
    now, rows = clock.now(), []
    for morning in range(1, MORNINGS + 1):
        at = now - morning * DAY
        rows.append(passage_said(PASSED, gate, own, at))
        rows += [
            passage_said(PASSED, gate, one, at + (n + 1) * MINUTE)
            for n, one in enumerate(others[: NEIGHBOURS // morning])
        ]
    take_passages(worker, batch=Batch(new_id(), now, rows))


def _asked(liaison: Actor, sick: Resident) -> TracingRun:
    said = CaseSaid(
        id=new_id(),
        source=SOURCE,
        paper=PAPER,
        determined_on=clock.today(),
        began_on=clock.today() - DAY,
        symptomatic=True,
        resident_id=sick.pk,
        isolated_at=clock.now(),
        lookback_days=3,
        lookback_reason=WHY,
    )
    return ask_run(liaison, case_id=open_case(liaison, said=said).pk)


def _decide(liaison: Actor, case_id: UUID) -> None:
    """Somebody who lives with the case is close, somebody who passed the gate is not; the others wait."""
    rows = list(TracedContact.objects.filter(case=case_id, degree=1).order_by("id"))
    home = [row for row in rows if "household" in row.kinds][:1]
    others = [row for row in rows if "household" not in row.kinds][:1]
    ends = clock.today() + 4 * DAY
    wish = MeasureWish("家中有高龄老人（虚构）", ControlKind.HOME_MONITORING, ends, WHY)
    said = ContactDecisionSaid(
        ContactDecision.CLOSE, DecisionReason.LIVED_TOGETHER, "同吃同住（虚构）", wish
    )
    absent = ContactDecisionSaid(ContactDecision.NONE, DecisionReason.ABSENT)
    for some, what in ((home, said), (others, absent)):
        if some:
            chosen = [ContactChosen(row.pk, row.version) for row in some]
            decide_contacts(liaison, case_id=case_id, chosen=chosen, said=what)
