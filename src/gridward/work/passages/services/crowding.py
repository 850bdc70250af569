"""A crowded gate: one work order a spell, to the grid police officer, and to the chief's desk."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from gridward.ground.staff.models import Member
from gridward.kernel import clock
from gridward.kernel.ids import new_id
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.texts import say
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.passages.models import CrowdSpell
from gridward.work.passages.queries.counts import few_lately
from gridward.work.passages.rules.figures import figures_on
from gridward.work.passages.rules.queueing import NOTED_AGAIN, enough, is_crowded, queue_of
from gridward.work.passages.rules.sifting import Dated
from gridward.work.passages.services.emergencies import acting_for
from gridward.work.passages.terms import PassageFigures, Queue
from gridward.work.workorders.models import Order
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.terms import OrderSaid

KIND, WHAT = "gate_emergency", "crowd"
_MINUTE = timedelta(minutes=1)


def watch_crowding(gates: dict[str, Checkpoint], fresh: Sequence[Dated], now: datetime) -> None:
    """Look at the gates where somebody came in the last minutes, at one that is known to be crowded once a minute.

    What a phone that was offline tells of hours ago crowds no gate now.
    """
    figures = figures_on(clock.local_date(now))
    since = now - figures.window_minutes * _MINUTE
    lately = {one.said["gate"] for one in fresh if one.at > since}
    rows = {gates[one].pk: gates[one] for one in sorted(lately)}
    if not rows:
        return
    most = {pk: enough(len(gate.lanes), figures) for pk, gate in rows.items()}
    for pk, passed in few_lately(most, now, figures).items():
        queue = queue_of(passed, len(rows[pk].lanes), figures)
        if is_crowded(queue, figures):
            _note(rows[pk], queue, now, figures)


def _note(gate: Checkpoint, queue: Queue, now: datetime, figures: PassageFigures) -> None:
    one_at_a_time("passages.crowd", gate.pk)
    calm = now - figures.calm_minutes * _MINUTE
    spell = CrowdSpell.objects.filter(gate=gate, last_at__gte=calm).order_by("-began_at").first()
    waiting = round(queue.waiting)
    if spell is None:
        _begin(gate, waiting, now)
    elif now - spell.last_at >= NOTED_AGAIN:
        spell.last_at, spell.waiting = now, max(waiting, spell.waiting)
        spell.save(update_fields=["last_at", "waiting"])


def _begin(gate: Checkpoint, waiting: int, now: datetime) -> None:
    spell = CrowdSpell(gate=gate, grid_id=gate.grid_id, street_id=gate.street_id)
    spell.began_at = spell.last_at = now
    spell.waiting = waiting
    spell.order = _call(gate, waiting)
    spell.save(force_insert=True)


def _call(gate: Checkpoint, waiting: int) -> Order:
    people = [one for one in (gate.lead_id, gate.police_id) if one]
    names = list(
        Member.objects.filter(pk__in=people).order_by("name").values_list("name", flat=True)
    )
    said = OrderSaid(
        id=new_id(),
        kind=KIND,
        grid_id=gate.grid_id,
        place=f"{gate.name} {gate.place}".strip(),
        text=say(
            "passage.crowd.text", gate=gate.name, waiting=waiting, names="、".join(names) or "—"
        ),
        answers={"what": WHAT},
    )
    return open_order(acting_for(gate), said=said)
