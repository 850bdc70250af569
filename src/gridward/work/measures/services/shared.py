"""What the writes share."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import Resident
from gridward.ground.register.terms.people import LeftWhy
from gridward.ground.staff.roles import PERMISSIONS
from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.measures.models import Measure, MeasureDeed, MeasurePhase
from gridward.work.measures.problems import (
    MeasureNotInForce,
    MeasurePersonDead,
    MeasurePersonLeft,
    MeasureReasonMissing,
)
from gridward.work.measures.terms import (
    Course,
    GivenPhase,
    MeasureAct,
    MeasureState,
    MeasureStep,
    PersonSaid,
    ReasonsSaid,
)


def told(text: str) -> str:
    """Words that must be there; raises MeasureReasonMissing."""
    if not text.strip():
        raise MeasureReasonMissing
    return text.strip()


def in_force(row: Measure) -> Measure:
    """Raises MeasureNotInForce."""
    if row.state != MeasureState.IN_FORCE:
        raise MeasureNotInForce
    return row


def still_here(resident: Resident | None) -> None:
    """Raises MeasurePersonDead, MeasurePersonLeft."""
    if resident is None or resident.left_on is None:
        return
    if resident.left_why == LeftWhy.DECEASED:
        raise MeasurePersonDead
    raise MeasurePersonLeft


def seal_person(row: Measure, person: PersonSaid) -> None:
    """Put who it is of into a measure."""
    row.set_sealed("person", json.dumps(asdict(person), ensure_ascii=False))


def seal_reasons(row: Measure, reasons: ReasonsSaid) -> None:
    """Put why into a measure."""
    row.set_sealed("said", json.dumps(asdict(reasons), ensure_ascii=False))


def set_course(row: Measure, course: Course) -> None:
    """The days and kind of a measure follow from its phases."""
    row.kind = course.phases[0].kind
    row.begins, row.ends = course.begins, course.ends


def store_phases(row: Measure, phases: Iterable[GivenPhase]) -> None:
    """These phases instead of those that were stored."""
    MeasurePhase.objects.filter(measure=row).delete()
    MeasurePhase.objects.bulk_create(
        MeasurePhase(
            measure=row,
            position=position,
            kind=one.kind,
            begins=one.begins,
            ends=one.ends,
            tests=list(one.tests),
            book=one.book,
        )
        for position, one in enumerate(phases)
    )


def changed(row: Measure) -> Measure:
    """Store a row that is locked."""
    row.version += 1
    row.save()
    return row


def deed(actor: Actor, row: Measure, step: MeasureStep, text: str, right: Permission) -> None:
    """What somebody did, by which post, in their words."""
    one = MeasureDeed(
        measure=row,
        step=step,
        at=clock.now(),
        account_id=actor.as_person(right),
        account_name=actor.name,
        post=_post(actor, right),
    )
    one.set_sealed("said", text or None)
    one.save(force_insert=True)


def note_act(actor: Actor, act: MeasureAct, row: Measure) -> None:
    """A line of the record: which measure at which grid, and nothing of whom or why."""
    about = About(Measure._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, street=row.street_id, grid=row.grid.name, serial=row.serial)


def _post(actor: Actor, right: Permission) -> str:
    posts = (one.post for one in actor.posts)
    return next((one for one in posts if right in PERMISSIONS[Post(one)]), "")
