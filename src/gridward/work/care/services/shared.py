"""What the writes share."""

import json
from collections import Counter
from collections.abc import Iterable

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel.access import Actor
from gridward.work.care.models import CarePlan
from gridward.work.care.terms import CareAct


def sealed(note: str, agreed: str) -> str:
    """What is said of a plan, as it is sealed."""
    return json.dumps({"note": note.strip(), "agreed": agreed.strip()}, ensure_ascii=False)


def note_act(actor: Actor, act: CareAct, row: CarePlan) -> None:
    """A line of the record: which plan at which grid, and nothing of whom it is or what they need."""
    about = About(CarePlan._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, street=row.street_id, grid=row.grid.name)


def note_counts(actor: Actor, act: CareAct, rows: Iterable[CarePlan]) -> None:
    """A line of the record for each street: how many of its plans it was."""
    counts = Counter(row.street_id for row in rows)
    for street in sorted(counts, key=str):
        record(actor, act, street=street, count=counts[street])
