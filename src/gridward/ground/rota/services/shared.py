"""What the writes share: what the record says, the news, and what becomes of open swaps."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.rota.models import DutyPlace, Shift, Swap, SwapStep
from gridward.ground.rota.problems import RotaReasonMissing, ShiftClash
from gridward.ground.rota.queries.swaps import open_over
from gridward.ground.rota.terms import RotaAct, ShiftsChanged, SwapState
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.announcements import announce

SHORTEST_REASON = 2


def reason_of(text: str) -> str:
    """The words without blanks around them; raises RotaReasonMissing."""
    if len(text.strip()) < SHORTEST_REASON:
        raise RotaReasonMissing
    return text.strip()


def note_place(actor: Actor, act: RotaAct, place: DutyPlace, day: str = "") -> None:
    """A line of the record about a place."""
    about = About(DutyPlace._meta.db_table, place.pk, place.grid_id)
    record(actor, act, about, street=place.street_id, place=place.name, day=day)


def note_shifts(actor: Actor, act: RotaAct, rows: Collection[Shift], name: str = "") -> None:
    """A line of the record for each place: how many shifts from which day to which; then the news."""
    for place, mine in _by_place(rows).items():
        days = sorted(clock.local_date(one.begins_at) for one in mine)
        about = About(Shift._meta.db_table, mine[0].pk, place.grid_id)
        record(
            actor,
            act,
            about,
            street=place.street_id,
            also=[one.pk for one in mine[1:]],
            place=place.name,
            count=len(mine),
            first=str(days[0]),
            last=str(days[-1]),
            name=name,
        )
        announce(ShiftsChanged(place.pk, days[0], days[-1]))


def store(rows: Collection[Shift], fields: Collection[str] = ()) -> None:
    """Add new rows, or with `fields` change stored ones by one statement; raises ShiftClash.

    Two members change places within one statement: the database looks at its end.
    """
    try:
        with transaction.atomic():
            if fields:
                Shift.objects.bulk_update(rows, [*fields, "version", "updated_at"])
            else:
                Shift.objects.bulk_create(rows)
    except IntegrityError as error:
        if "rota_one_shift_at_a_time" not in str(error):
            raise
        raise ShiftClash from None


def risen(row: Shift) -> Shift:
    """The row with its next version, to be stored by `store`."""
    row.version += 1
    row.updated_at = clock.now()
    return row


def add_step(actor: Actor, row: Swap, said: str = "") -> None:
    """What has happened to a swap: its state now, when, by whom."""
    step = SwapStep(swap=row, grid_id=row.grid_id, state=row.state, at=clock.now())
    step.account_id, step.account_name = actor.account_id, actor.name
    step.set_sealed("said", said.strip() or None)
    step.save(force_insert=True)


def overtake(actor: Actor, shift_ids: Collection[UUID], but: UUID | None = None) -> int:
    """Open swaps about shifts that went another way are over; answers how many."""
    found = open_over(shift_ids).exclude(pk__in=[but] if but else [])
    rows = list(found.select_for_update(of=("self",)).order_by("id"))
    for row in rows:
        row.state = SwapState.OVERTAKEN
        row.version += 1
        row.save()
        add_step(actor, row)
        note_swap(actor, RotaAct.SWAP_OVERTAKEN, row)
    return len(rows)


def note_swap(actor: Actor, act: RotaAct, row: Swap) -> None:
    """A line of the record about a swap: whose shift it is, on which day, and who takes it."""
    about = About(Swap._meta.db_table, row.pk, row.grid_id)
    record(
        actor,
        act,
        about,
        street=row.street_id,
        name=row.giver.name,
        to=row.taker.name,
        day=str(clock.local_date(row.shift.begins_at)),
        place=row.shift.place.name,
    )


def _by_place(rows: Iterable[Shift]) -> dict[DutyPlace, list[Shift]]:
    found: dict[DutyPlace, list[Shift]] = defaultdict(list)
    for row in rows:
        found[row.place].append(row)
    return found
