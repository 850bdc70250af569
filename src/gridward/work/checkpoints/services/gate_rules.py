"""Rules of a gate: set by its chief from a moment on, withdrawn before their end; never changed (clause G4)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.work.checkpoints.models import Checkpoint, GateRuleVersion
from gridward.work.checkpoints.problems import (
    GateRulesBackdated,
    GateRulesOver,
    GateSourceMissing,
)
from gridward.work.checkpoints.queries.gates import gate_of_rules, gate_to_change
from gridward.work.checkpoints.rules.plain import plain_rules
from gridward.work.checkpoints.services.gates import note_gate
from gridward.work.checkpoints.terms import GateAct, GateRules


@transaction.atomic
def set_rules(
    actor: Actor,
    *,
    gate_id: UUID,
    rules: GateRules,
    source: str,
    begins: datetime | None = None,
    ends: datetime | None = None,
) -> GateRuleVersion:
    """Set the rules of a gate from now, or from later, on; `source` names the notice they follow.

    Raises NotFound, NotAllowed, GateClosed, GateRulesBackdated, GateSourceMissing.
    """
    row, now = gate_to_change(actor, gate_id), clock.now()
    begins = begins or now
    if not source.strip():
        raise GateSourceMissing
    if begins < now or (ends is not None and ends <= begins):
        raise GateRulesBackdated
    version = _version(actor, row, replace(rules, name=source.strip()))
    version.begins, version.ends = begins, ends
    version.save(force_insert=True)
    note_gate(actor, GateAct.RULES_SET, row, source=version.source)
    return version


@transaction.atomic
def withdraw_rules(actor: Actor, *, version_id: UUID) -> GateRuleVersion:
    """The rules hold no more; those before them, or those of the country, hold again.

    Raises NotFound, NotAllowed, GateClosed, GateRulesOver.
    """
    row = gate_to_change(actor, gate_of_rules(actor, version_id))
    version, now = row.rule_versions.select_for_update().get(pk=version_id), clock.now()
    if version.ends is not None and version.ends <= now:
        raise GateRulesOver
    version.ends = max(now, version.begins)
    version.save(update_fields=["ends"])
    note_gate(actor, GateAct.RULES_WITHDRAWN, row, source=version.source)
    return version


def _version(actor: Actor, row: Checkpoint, rules: GateRules) -> GateRuleVersion:
    if actor.account_id is None:
        raise NotAllowed(permission=Permission.GATE_LEAD.value)
    return GateRuleVersion(
        street_id=row.street_id,
        grid_id=row.grid_id,
        checkpoint=row,
        rules=plain_rules(rules),
        source=rules.name,
        account_id=actor.account_id,
        account_name=actor.name,
    )
