"""How a household or a unit is reached that is in no group."""

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.work.notices.models import OtherReach
from gridward.work.notices.queries.coverage import subjects
from gridward.work.notices.services.shared import about
from gridward.work.notices.terms import NoticeAct, ReachWay, Subject


@transaction.atomic
def say_reach(actor: Actor, *, subject: Subject, way: ReachWay, note: str = "") -> OtherReach:
    """Say how, or say it anew. Raises NotFound, NotAllowed."""
    whom = found(subjects(actor, subject.kind).select_related("grid"), subject.id)
    actor.require(Permission.OUTREACH_KEEP, whom.grid_id)
    one_at_a_time("notices.reach", subject.id)
    row = OtherReach.objects.filter(**{subject.kind.value: whom}).first()
    if row is None:
        row = OtherReach(**{subject.kind.value: whom})
    else:
        row.version += 1
    row.grid, row.street_id = whom.grid, whom.street_id
    row.way, row.said_by = way, actor.name
    row.set_sealed("note", note.strip() or None)
    row.save()
    said = f"word.notices.way.{way}"
    record(actor, NoticeAct.REACH_SAID, about(row), grid=whom.grid.name, way=said)
    return row
