"""`gridward list import` and `list answer`: in somebody's name, or the command line's with a leader's rights."""

from datetime import datetime
from pathlib import Path
from typing import Any

from gridward.config.commands.orders import acting_as, grid_coded
from gridward.kernel import clock
from gridward.kernel.ids import parse_id
from gridward.kernel.problems import BadRequest
from gridward.work.screening.queries.lists import list_of, states_of
from gridward.work.screening.services.answering import answer_workbook
from gridward.work.screening.services.bringing import bring_list, drop_list
from gridward.work.screening.services.taking import rehearse, take_in
from gridward.work.screening.terms import ListSaid


def import_one(file: Path, said: dict[str, str], dry_run: bool, by: str) -> dict[str, Any]:
    """Take a list in, or, as a rehearsal, only count; answers counts, and the list's id where it was taken in."""
    with acting_as(by) as actor:
        what = ListSaid(
            sender=said["sender"],
            kind=said["kind"],
            purpose=said["purpose"],
            basis=said["basis"],
            paper_no=said["paper_no"],
            grid_id=grid_coded(said["grid"]) if said["grid"] else None,
            deadline=_moment(said["deadline"]),
            corrects=parse_id(said["corrects"]) if said["corrects"] else None,
        )
        pushed = bring_list(actor, said=what, file_name=file.name, content=file.read_bytes())
        if dry_run:
            counts = rehearse(actor, list_id=pushed.pk)
            drop_list(actor, list_id=pushed.pk)
            return counts
        counts = take_in(actor, list_id=pushed.pk)
        return {**counts, "list": str(pushed.pk)}


def answer_one(list_id: str, out: Path, reason: str, by: str) -> dict[str, Any]:
    """Write the answer of a list; answers how many rows are in which state."""
    with acting_as(by) as actor:
        pushed = list_of(actor, parse_id(list_id))
        content = answer_workbook(actor, list_id=pushed.pk, reason=reason)
        try:
            out.write_bytes(content)
        except OSError:
            raise BadRequest(fields="out") from None
        return {"file": str(out), "bytes": len(content), **states_of([pushed.pk])[pushed.pk]}


def _moment(text: str) -> datetime | None:
    """A moment as typed, by the clock here where it names no zone; raises BadRequest."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise BadRequest(fields="deadline") from None
    return found if found.tzinfo else found.replace(tzinfo=clock.LOCAL)
