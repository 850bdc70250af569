"""Doors of gates and their rules."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.queries.gates import (
    gate_of,
    gates,
    rule_versions,
    rules_in_force,
    sides_of,
)
from gridward.work.checkpoints.rules.judging import SUGGESTS, judge_passage
from gridward.work.checkpoints.schemas.gates import (
    GateChangeIn,
    GateFactsIn,
    GateIn,
    GateJudgementOut,
    GateOut,
    GateRow,
    GateRulesIn,
    GateRulesOut,
    GateVersionIn,
)
from gridward.work.checkpoints.services.gate_rules import set_rules, withdraw_rules
from gridward.work.checkpoints.services.gates import add_gate, change_gate, close_gate

router = door("gates")


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.WORK_READ)
    return actor


@router.get("", response=answers(PageOut[GateRow]))
def list_gates(
    request: HttpRequest,
    grid: UUID | None = None,
    closed: bool = False,
    after: str | None = None,
) -> object:
    """Gates by grid and name."""
    rows = gates(_reader(request), grid, closed)
    found = page(rows, ["grid__code", "name", "id"], after)
    return PageOut[GateRow](items=[GateRow.of(row) for row in found.rows], next=found.next)


@router.post("", response=answers(GateOut, 201))
def post_gate(request: HttpRequest, given: GateIn) -> object:
    """Set up a gate."""
    actor = actor_of(request)
    row = add_gate(actor, grid_id=given.grid_id, **given.given())
    return Status(201, _whole(actor, gate_of(actor, row.pk)))


@router.get("/{gate_id}", response=answers(GateOut))
def get_gate(request: HttpRequest, gate_id: UUID) -> object:
    """A gate with what it guards, its kit, and its rules of now."""
    actor = _reader(request)
    return _whole(actor, gate_of(actor, gate_id))


@router.patch("/{gate_id}", response=answers(GateOut))
def patch_gate(request: HttpRequest, gate_id: UUID, given: GateChangeIn) -> object:
    """Change what is given."""
    actor = actor_of(request)
    change_gate(actor, gate_id=gate_id, version=given.version, **given.given())
    return _whole(actor, gate_of(actor, gate_id))


@router.post("/{gate_id}/closing", response=answers(GateRow))
def post_closing(request: HttpRequest, gate_id: UUID, given: GateVersionIn) -> object:
    """Close the gate."""
    actor = actor_of(request)
    close_gate(actor, gate_id=gate_id, version=given.version)
    return GateRow.of(gate_of(actor, gate_id))


@router.get("/{gate_id}/rules", response=answers(list[GateRulesOut]))
def list_gate_rules(request: HttpRequest, gate_id: UUID) -> object:
    """What was ever set for the gate, the newest first."""
    row = gate_of(_reader(request), gate_id)
    return [GateRulesOut.of_version(one) for one in rule_versions(row)]


@router.post("/{gate_id}/rules", response=answers(GateRulesOut, 201))
def post_gate_rules(request: HttpRequest, gate_id: UUID, given: GateRulesIn) -> object:
    """Set rules of the gate from now, or from later, on."""
    version = set_rules(
        actor_of(request),
        gate_id=gate_id,
        rules=given.rules.rules(),
        source=given.source,
        begins=given.begins,
        ends=given.ends,
    )
    return Status(201, GateRulesOut.of_version(version))


@router.post("/rules/{version_id}/withdrawal", response=answers(GateRulesOut))
def post_withdrawal(request: HttpRequest, version_id: UUID) -> object:
    """Withdraw rules; those before them hold again."""
    version = withdraw_rules(actor_of(request), version_id=version_id)
    return GateRulesOut.of_version(version)


@router.post("/{gate_id}/judgement", response=answers(GateJudgementOut))
def post_judgement(request: HttpRequest, gate_id: UUID, given: GateFactsIn) -> object:
    """What the rules of now suggest of somebody invented: to try rules out. Nothing is kept."""
    row, now = gate_of(_reader(request), gate_id), clock.now()
    judged = judge_passage(given.facts(), rules_in_force(row, now).rules, now)
    return GateJudgementOut.of(judged, SUGGESTS, language_of(request))


def _whole(actor: Actor, row: Checkpoint) -> GateOut:
    may = actor.may(Permission.GATE_LEAD, row.grid_id) and row.closed_on is None
    return GateOut.whole(row, sides_of(row), rules_in_force(row, clock.now()), may)
