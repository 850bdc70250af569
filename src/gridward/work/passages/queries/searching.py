"""Passages that an actor may see, as they are looked for."""

import json

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.compiled import prepared
from gridward.kernel.masking import mask_name, mask_phone
from gridward.work.passages.models import Passage
from gridward.work.passages.terms import PassageFound, Sought

_TOLD = {
    "pass_state": "nullif(p.pass_state, '')",
    "gate": "coalesce(g.name, '')",
    "keeper": "coalesce(m.name, '')",
    "serial": "coalesce(c.serial, '')",
}
"""Columns that are not told as they are stored; what stands elsewhere is behind the wall of its own table."""
_FOUND = f"""
SELECT {", ".join(_TOLD.get(one, f"p.{one}") for one in PassageFound._fields)}
FROM passages_found(
    %s::uuid[], %s::uuid, %s::bytea[], %s::bytea[], %s::uuid[], %s::timestamptz, %s::timestamptz, %s::date, %s::date, %s
) p
LEFT JOIN checkpoints_checkpoint g ON g.id = p.gate_id
LEFT JOIN staff_member m ON m.id = p.keeper_id
LEFT JOIN checkpoints_pass c ON c.id = p.pass_id
ORDER BY p.at DESC, p.id DESC
"""  # noqa: S608 - columns of our own


def passages(actor: Actor, sought: Sought, most: int) -> list[PassageFound]:
    """The newest first, at the actor's grids: at the gate, or by any of the entries.

    By the days, only their partitions are looked at.
    """
    span = (sought.since, sought.until)
    days = (clock.local_date(sought.since), clock.local_date(sought.until))
    entries = (list(sought.persons), list(sought.plates), list(sought.passes))
    grids = list(actor.grids(Permission.PASSAGE_SEARCH))
    rows = prepared(_FOUND, [grids, sought.gate_id, *entries, *span, *days, most])
    return list(map(PassageFound._make, rows))


def words_of(row: PassageFound) -> dict[str, str]:
    """What was written of a passage; name and telephone masked. Raises SealBroken."""
    words = Passage.open_stored("words", row.id, row.words)
    if not words:
        return {}
    told: dict[str, str] = json.loads(words)
    if told.get("name"):
        told["name"] = mask_name(told["name"])
    if told.get("phone"):
        told["phone"] = mask_phone(told["phone"])
    return told
