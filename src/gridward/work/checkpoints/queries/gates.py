"""Gates that an actor may see, and the rules that they have at a moment."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.compiled import Compiled
from gridward.kernel.problems import Stale
from gridward.work.checkpoints.models import Checkpoint, GateRuleVersion
from gridward.work.checkpoints.problems import GateClosed
from gridward.work.checkpoints.rules.plain import rules_from
from gridward.work.checkpoints.rules.rulebook import rules_of_the_country
from gridward.work.checkpoints.terms import GateRules


@dataclass(frozen=True)
class RulesInForce:
    """The rules of a gate at a moment; `version` is None where nobody set any and those of the country hold."""

    rules: GateRules
    version: GateRuleVersion | None


def visible_to(actor: Actor, grid_id: UUID | None = None) -> QuerySet[Checkpoint]:
    """Gates at the actor's grids, or at one of them."""
    return at_grids(Checkpoint, actor.grids(Permission.WORK_READ), grid_id)


def gates(actor: Actor, grid_id: UUID | None = None, closed: bool = False) -> QuerySet[Checkpoint]:
    """Gates with what lists show of them: those that are open, or those that were closed."""
    rows = named(visible_to(actor, grid_id))
    return rows.filter(closed_on__isnull=not closed)


def named(rows: QuerySet[Checkpoint]) -> QuerySet[Checkpoint]:
    """The rows with their grid, lead and police officer, and whether rules of their own hold now (`own_rules`)."""
    set_for_it = GateRuleVersion.objects.filter(checkpoint=OuterRef("pk"))
    own = Exists(set_for_it.filter(in_force(clock.now())))
    return with_grid(rows, "lead", "police").annotate(own_rules=own)


def in_force(at: datetime) -> Q:
    """What makes rules that were set hold at a moment."""
    return Q(ends=None, begins__lte=at) | Q(ends__gt=at, begins__lte=at)


def gate_of(actor: Actor, gate_id: UUID) -> Checkpoint:
    """One gate; raises NotFound."""
    return found(named(visible_to(actor)), gate_id)


def gate_in_grid(actor: Actor, gate_id: UUID) -> Checkpoint:
    """The same with its grid alone; raises NotFound."""
    return found(with_grid(visible_to(actor)), gate_id)


def bare_gate_of(actor: Actor, gate_id: UUID) -> Checkpoint:
    """The same without what screens show of it; raises NotFound."""
    return found(visible_to(actor), gate_id)


def gate_to_change(actor: Actor, gate_id: UUID, version: int | None = None) -> Checkpoint:
    """One gate, locked until the transaction ends; raises NotFound, NotAllowed, GateClosed, Stale."""
    rows = with_grid(visible_to(actor), "duty_place").select_for_update(of=("self",))
    row = found(rows, gate_id)
    actor.require(Permission.GATE_LEAD, row.grid_id)
    if row.closed_on is not None:
        raise GateClosed(name=row.name)
    if version is not None and row.version != version:
        raise Stale
    return row


def gate_of_rules(actor: Actor, version_id: UUID) -> UUID:
    """The gate that rules were set for; raises NotFound."""
    rows = GateRuleVersion.objects.filter(checkpoint__in=visible_to(actor))
    return found(rows, version_id).checkpoint_id


def open_gates(street_id: UUID, ids: Sequence[UUID]) -> int:
    """How many of these gates are open in the street, as far as the database shows them."""
    return Checkpoint.objects.filter(pk__among=ids, street=street_id, closed_on=None).count()


def sides_of(row: Checkpoint) -> list[Grid]:
    """The grids behind a gate, by code."""
    unread = ("boundary", "bounds")
    return list(Grid.objects.filter(pk__among=row.sides).defer(*unread).order_by("code"))


def sides_in_force(street_id: UUID, ids: Sequence[UUID], day: date) -> int:
    """How many of these are base grids of the street that are in force."""
    today = Q(valid_to=None) | Q(valid_to__gt=day)
    rows = Grid.objects.filter(today, pk__among=ids, street=street_id, kind="base")
    return rows.filter(valid_from__lte=day).count()


def rule_versions(row: Checkpoint) -> list[GateRuleVersion]:
    """What was ever set for a gate, the newest first."""
    return list(row.rule_versions.order_by("-begins", "-id"))


def rules_in_force(row: Checkpoint, at: datetime) -> RulesInForce:
    """The rules of a gate at a moment."""
    version = _versions_at(row.pk, at).first()
    if version is None:
        return RulesInForce(rules_of_the_country(at), None)
    return RulesInForce(rules_from(version.rules), version)


def rules_through(versions: Iterable[GateRuleVersion]) -> Callable[[datetime], GateRules]:
    """The rules of a gate at any of many moments, of what `rule_versions` answers, as `rules_in_force` decides."""
    rows = list(versions)

    @cache
    def rules_of(place: int) -> GateRules:
        return rules_from(rows[place].rules)

    def at_moment(at: datetime) -> GateRules:
        for place, row in enumerate(rows):
            if row.begins <= at and (row.ends is None or at < row.ends):
                return rules_of(place)
        return rules_of_the_country(at)

    return at_moment


def _versions_at(gate: UUID, at: datetime) -> QuerySet[GateRuleVersion]:
    """What was set for a gate and holds at a moment; the first is what counts."""
    rows = GateRuleVersion.objects.filter(in_force(at), checkpoint=gate)
    return rows.order_by("-begins", "-id")


_RULES = Compiled(lambda gate, at: _versions_at(gate, at).values_list("rules")[:1], UUID, datetime)


def rules_at(gate_id: UUID, at: datetime) -> GateRules:
    """The same without the version; asked of every passage."""
    found = _RULES.ask(gate_id, at)
    return rules_from(found[0][0]) if found else rules_of_the_country(at)
