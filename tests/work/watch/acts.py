"""What people of these tests do with the watch list."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import Decision, Direction, PassageSubject, Reason
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.services.keys import gate_key
from gridward.work.passages.terms import EntryKind, PassagesTaken, PassageTaken
from gridward.work.watch.models import WatchEntry
from gridward.work.watch.queries.entries import told_to_gates
from gridward.work.watch.services.calling import follow_passages
from gridward.work.watch.services.setting import set_entry
from gridward.work.watch.terms import EntrySaid, MissingSaid, WatchGrounds, WatchStanding
from tests.ground.register.people import number
from tests.world import World

WHY = "上级推送的协查"
NUMBER = number(7)


def grounds(**given: Any) -> WatchGrounds:
    words: dict[str, Any] = {
        "standing": WatchStanding.WATCHED,
        "source": "西街字〔2022〕6号",
        "why": WHY,
    }
    return WatchGrounds(**{**words, **given})


def entry(
    world: World, actor: Actor, value: str = NUMBER, grid: str = "a1", **given: Any
) -> WatchEntry:
    said = EntrySaid(new_id(), world.grids[grid].pk, EntryKind.IDENTITY, value, "王小明")
    return set_entry(actor, said=said, grounds=grounds(**given))


def hashed(value: str = NUMBER, kind: EntryKind = EntryKind.IDENTITY) -> bytes:
    made = entry_of(gate_key(), kind, value)
    assert made is not None
    return made


def at_gates(world: World, at: datetime | None = None, street: str = "ours") -> set[str]:
    """The hashes of those who are to be spoken to, as gates get them."""
    told = told_to_gates(world.streets[street].pk, at or clock.now())
    text = told.get(WatchStanding.WATCHED, "")
    return {text[at : at + 32] for at in range(0, len(text), 32)}


def passage(gate: Checkpoint, *reasons: Reason, **given: Any) -> PassageTaken:
    words: dict[str, Any] = {
        "id": new_id(),
        "at": clock.now(),
        "gate_id": gate.pk,
        "grid_id": gate.grid_id,
        "direction": Direction.IN,
        "subject": PassageSubject.UNKNOWN,
        "decision": Decision.HELD,
        "reasons": reasons,
        "person": None,
        "plate": None,
        "pass_id": None,
        "member_id": None,
    }
    return PassageTaken(**{**words, **given})


def took(gate: Checkpoint, *rows: PassageTaken) -> int:
    return follow_passages(PassagesTaken(gate.street_id, gate.pk, rows))


def somebody(gate: Checkpoint, **given: Any) -> MissingSaid:
    words: dict[str, Any] = {
        "id": new_id(),
        "gate_id": gate.pk,
        "name": "赵新来",
        "at": clock.now(),
        "document": number(9),
        "phone": "13800138765",
        "address": "",
    }
    return MissingSaid(**{**words, **given})


def told(row_id: UUID) -> WatchEntry:
    return WatchEntry.objects.get(pk=row_id)
