"""Gates that somebody keeps; asked of every passage that a phone sends, and so by queries that are written once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, QuerySet

from gridward.kernel.access import Actor, Permission
from gridward.kernel.compiled import Compiled
from gridward.work.checkpoints.models import Checkpoint, GateRuleVersion
from gridward.work.checkpoints.queries.gates import rules_at
from gridward.work.checkpoints.queries.keepers import around, kept_from
from gridward.work.checkpoints.rules.rulebook import country_turns, rules_of_the_country

_WANTED = {"id", "name", "place", "lanes", "grid_id", "street_id", "lead_id", "police_id"}
_READ = [one.attname for one in Checkpoint._meta.concrete_fields if one.attname in _WANTED]
"""In the order of the model, as `from_db` takes them."""


def _kept(
    ids: list[str], grids: list[UUID], member: UUID, latest: datetime, earliest: datetime
) -> QuerySet[Checkpoint, Any]:
    kept = kept_from(grids, member, latest, earliest)
    return Checkpoint.objects.filter(kept, pk__among=ids).values_list(*_READ)


def _begun(gate: UUID, since: datetime, until: datetime) -> QuerySet[GateRuleVersion, Any]:
    held = Q(ends=None) | Q(ends__gt=since)
    rows = GateRuleVersion.objects.filter(held, checkpoint=gate, begins__lte=until)
    return rows.values_list("rules")


_KEPT = Compiled(_kept, list, list, UUID, datetime, datetime)
_BEGUN = Compiled(_begun, UUID, datetime, datetime)


def gates_kept(actor: Actor, ids: Iterable[str], now: datetime) -> dict[str, Checkpoint]:
    """Of these gates those that the actor keeps, by post or shift, by their ids as texts; one that was closed since
    tells of its past.
    """
    grids = list(actor.grids(Permission.GATE_KEEP))
    found = _KEPT.ask(list(ids), grids, actor.member_id, *around(now))
    rows = [Checkpoint.from_db(DEFAULT_DB_ALIAS, _READ, row) for row in found]
    return {str(row.pk): row for row in rows}


def minutes_apart(gate: Checkpoint, at: datetime) -> int:
    """How long after a passage the same pass at another gate is noticed, by the rules of that minute; 0 for never."""
    return rules_at(gate.pk, at).apart_minutes or 0


def most_minutes_apart(gate: Checkpoint, since: datetime, until: datetime) -> int:
    """The most that `minutes_apart` can be at a moment of a span, which rules may begin and end in."""
    own = [rules.get("apart_minutes") for (rules,) in _BEGUN.ask(gate.pk, since, until)]
    turns = {since, until, *(at for at in country_turns() if since < at < until)}
    return max(
        filter(None, [*own, *(rules_of_the_country(at).apart_minutes for at in turns)]), default=0
    )
