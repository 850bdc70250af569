"""The watch list of the demo, with invented numbers of an unassigned area; a call of a gate, somebody missing."""

from datetime import timedelta

from django.db import transaction

from gridward.ground.register.models import Resident
from gridward.ground.staff.access import actor_named
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import Decision, Direction, PassageSubject, Reason
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.services.keys import gate_key
from gridward.work.passages.terms import EntryKind, PassagesTaken, PassageTaken
from gridward.work.watch.models import WatchEntry
from gridward.work.watch.services.calling import follow_passages
from gridward.work.watch.services.ending import take_appeal
from gridward.work.watch.services.missing import report_missing
from gridward.work.watch.services.setting import set_entry
from gridward.work.watch.terms import EntrySaid, MissingSaid, WatchGrounds, WatchStanding

SOURCE = "演练通知（虚构）：协查演练"
NUMBERS = ("360199199003071235", "36019919850615007X")
OBJECTS = "本人称已满规定天数，请核实（虚构）。"
MISSING = ("钟念", "13800000321")
"""An invented name, and a telephone that is nobody's."""


@transaction.atomic
def watch_for_some() -> None:
    """As the demo's community leader and worker do it; once, where there are gates."""
    leader, worker = actor_named("shequ"), actor_named("wangge")
    tell_database(leader)
    gate = Checkpoint.objects.filter(grid_id__in=worker.grids(Permission.GATE_KEEP)).first()
    if gate is None or WatchEntry.objects.exists():
        return
    rows = [_entry(leader, gate, number) for number in NUMBERS]
    take_appeal(leader, entry_id=rows[1].pk, appeal_id=new_id(), text=OBJECTS)
    _stays_home(leader, gate)
    tell_database(worker)
    follow_passages(PassagesTaken(gate.street_id, gate.pk, (_passage(worker, gate),)))
    name, phone = MISSING
    met = MissingSaid(new_id(), gate.pk, name, clock.now(), phone=phone, address=gate.grid.name)
    report_missing(worker, said=met)


def _entry(leader: Actor, gate: Checkpoint, number: str) -> WatchEntry:
    said = EntrySaid(new_id(), gate.grid_id, EntryKind.IDENTITY, number, "虚构人员")
    grounds = WatchGrounds(WatchStanding.WATCHED, SOURCE, "演练，没有真实事由")
    return set_entry(leader, said=said, grounds=grounds)


def _stays_home(leader: Actor, gate: Checkpoint) -> None:
    here = Resident.objects.filter(grid=gate.grid_id, left_on=None, document__isnull=False)
    person = here.order_by("-sort_key", "id").first()
    if person is not None:
        ends = clock.now() + timedelta(days=7)
        grounds = WatchGrounds(WatchStanding.STAYS_HOME, SOURCE, "演练，没有真实事由", ends=ends)
        said = EntrySaid(new_id(), None, resident_id=person.pk)
        set_entry(leader, said=said, grounds=grounds)


def _passage(worker: Actor, gate: Checkpoint) -> PassageTaken:
    return PassageTaken(
        id=new_id(),
        at=clock.now(),
        gate_id=gate.pk,
        grid_id=gate.grid_id,
        direction=Direction.IN,
        subject=PassageSubject.UNKNOWN,
        decision=Decision.HELD,
        reasons=(Reason.WATCHED,),
        person=entry_of(gate_key(), EntryKind.IDENTITY, NUMBERS[0]),
        plate=None,
        pass_id=None,
        member_id=worker.member_id,
    )
