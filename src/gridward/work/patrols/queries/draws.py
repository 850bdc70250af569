"""Plans of drawn patrols: who may know what of them, and when.

Nobody is told of a day to come. Of today only the officer is told, from the hour at which the plan's day opens; of days
that are over whoever leads the grid. When the whole plan is over, everybody who reads the work may check it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.patrols.models import DrawPlan, Patrol, PatrolPoint, ShownDraw
from gridward.work.patrols.problems import DrawNotOver
from gridward.work.patrols.queries.rows import named, visible_to
from gridward.work.patrols.rules.chances import days_fairness, hours_fairness, points_fairness
from gridward.work.patrols.rules.drawing import commitment, drawn, drawn_on
from gridward.work.patrols.terms import Fairness, Proof, Slot


@dataclass(frozen=True)
class PastSlot:
    """A patrol that was drawn for a day that is over, and the patrol that was walked in that hour."""

    slot: Slot
    patrol: UUID | None


@dataclass(frozen=True)
class Statistics:
    """The chances of hours, days of the week and points until a day."""

    until: date
    hours: Fairness
    days: Fairness
    points: Fairness


def plans(actor: Actor) -> QuerySet[DrawPlan]:
    """Plans at the actor's grids: when and where may be drawn, never what is."""
    return named(visible_to(actor, DrawPlan), "officer")


def own_plans(actor: Actor, day: date) -> list[DrawPlan]:
    """Plans that draw for the actor on a day, and have not been stopped."""
    rows = DrawPlan.objects.filter(_own(actor), starts_on__lte=day, ends_on__gte=day)
    running = rows.filter(Q(stopped_on=None) | Q(stopped_on__gt=day))
    return list(named(running).order_by("grid__code", "name", "id"))


def plan_of(actor: Actor, plan_id: UUID) -> DrawPlan:
    """One plan; raises NotFound."""
    return found(plans(actor), plan_id)


def led_plan_of(actor: Actor, plan_id: UUID) -> DrawPlan:
    """One plan, for whoever leads its grid; raises NotFound, NotAllowed."""
    plan = plan_of(actor, plan_id)
    actor.require(Permission.LOG_COUNTERSIGN, plan.grid_id)
    return plan


def slots_of_day(plan: DrawPlan, day: date) -> list[Slot]:
    """What the seed gives for a day. Never told of a day that has not come: see `services.draws`."""
    return drawn_on(plan.secret(), plan.lots(), day)


def past_slots(plan: DrawPlan) -> list[PastSlot]:
    """Patrols drawn for days that are over, each with the one that was walked."""
    slots = _told(plan)
    if not slots:
        return []
    start = clock.midnight(slots[0].day)
    walked = _walked(plan).filter(ended_at__gte=start)
    spans = list(walked.order_by("started_at", "id").values_list("id", "started_at", "ended_at"))
    return [PastSlot(one, _kept(one, spans)) for one in slots]


def statistics(plan: DrawPlan) -> Statistics:
    """How often each hour, day and point was drawn until yesterday, beside the expected number."""
    lots, until, slots = plan.lots(), _last_told(plan), _told(plan)
    return Statistics(
        until,
        hours_fairness(lots, slots, until),
        days_fairness(lots, slots, until),
        points_fairness(lots, slots, until),
    )


def verify_draw(plan: DrawPlan) -> Proof:
    """Compute the whole draw again from its seed; raises DrawNotOver before the plan's end."""
    if not is_over(plan):
        raise DrawNotOver(day=plan.ends_on.isoformat())
    seed, lots = plan.secret(), plan.lots()
    otherwise = {
        one.day
        for one in ShownDraw.objects.filter(plan=plan).order_by("day")
        if one.slots != told_slots(drawn_on(seed, lots, one.day))
    }
    return Proof(
        seed=seed.hex(),
        commitment=plan.commitment,
        seed_fits=commitment(seed) == plan.commitment,
        slots=_told(plan),
        shown_otherwise=sorted(otherwise),
    )


def is_over(plan: DrawPlan) -> bool:
    """Whether the plan's last day has passed; one that was stopped is over on the same day."""
    return clock.today() > plan.ends_on


def told_slots(slots: Sequence[Slot]) -> list[list[str]]:
    """As a row keeps what was shown."""
    return [[f"{one.at:%H:%M}", str(one.point)] for one in slots]


def point_names(plans_: Sequence[DrawPlan]) -> Mapping[UUID, PatrolPoint]:
    """The points of plans by id, also of those retired since."""
    return PatrolPoint.objects.in_bulk({one for plan in plans_ for one in plan.points})


def holds_police_post(member: Member, grid: Grid) -> bool:
    """Whether the member serves as police of the grid's community today."""
    return grid.pk in _police_grids(member.pk)


def _told(plan: DrawPlan) -> list[Slot]:
    """What was drawn for days that are over and of which something was told."""
    return drawn(plan.secret(), plan.lots(), _last_told(plan))


def _last_told(plan: DrawPlan) -> date:
    last = min(clock.today() - timedelta(days=1), plan.ends_on)
    return min(last, plan.stopped_on - timedelta(days=1)) if plan.stopped_on else last


def _walked(plan: DrawPlan) -> QuerySet[Patrol]:
    """Patrols that may be those drawn: the officer's, or those of the police of the plan's grids."""
    grids = Grid.objects.filter(community_id=plan.grid.community_id).values("id")
    rows = Patrol.objects.filter(grid__in=grids)
    if plan.officer_id:
        return rows.filter(member_id=plan.officer_id)
    police = Appointment.objects.filter(post=Post.GRID_POLICE, grid__in=grids)
    return rows.filter(member__in=police.values("member"))


def _kept(slot: Slot, spans: Sequence[tuple[UUID, datetime, datetime]]) -> UUID | None:
    """The first patrol that was under way within an hour of the moment drawn."""
    begin = datetime.combine(slot.day, slot.at, clock.LOCAL)
    end = begin + timedelta(hours=1)
    return next((one for one, start, to in spans if start < end and to > begin), None)


def _own(actor: Actor) -> Q:
    if actor.member_id is None:
        return Q(pk=None)
    served = Q(officer=None, grid__in=_police_grids(actor.member_id))
    return Q(officer=actor.member_id) | served


def _police_grids(member_id: UUID) -> set[UUID]:
    """The community grids at which somebody is the police today, with all grids of those communities."""
    posts = in_force(Appointment.objects.filter(member_id=member_id), clock.today())
    communities = posts.filter(post=Post.GRID_POLICE).values("grid__community")
    return set(Grid.objects.filter(community__in=communities).values_list("id", flat=True))
