"""An inspection is recorded: answers, findings, the measures of the register, orders and the notice, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Organisation
from gridward.ground.register.queries.rows import to_change
from gridward.ground.register.services.situations import change_organisation_situation
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.calendar import calendar
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.texts import say
from gridward.work.inspections.models import (
    Facility,
    Inspection,
    InspectionFinding,
    RectificationNotice,
)
from gridward.work.inspections.problems import (
    InspectionIdTaken,
    InspectionSubjectUnfit,
    InspectionTimeAhead,
    NoticeRecheckOver,
)
from gridward.work.inspections.queries.looking import Looked, looked_at
from gridward.work.inspections.queries.notices import is_over, number_of
from gridward.work.inspections.rules.answers import (
    check_answers,
    deadline,
    demands,
    measures_after,
    still_open,
    wanting,
)
from gridward.work.inspections.rules.checklists import figures
from gridward.work.inspections.services.orders import (
    mended,
    open_broken,
    open_duty,
    open_weakness,
    rechecked,
    require_chief,
)
from gridward.work.inspections.services.photos import claim
from gridward.work.inspections.services.planning import made
from gridward.work.inspections.services.shared import (
    Inspector,
    about,
    at,
    inspector,
    next_number,
    sealed,
)
from gridward.work.inspections.terms import (
    FacilityState,
    InspectionAct,
    InspectionPurpose,
    InspectionSaid,
    InspectionSeriousness,
    InspectionSubject,
    ItemSaid,
    PaperSeries,
)
from gridward.work.workorders.models import Order

TOLERANCE = timedelta(minutes=5)
"""By which a sender's clock may be ahead of the server's."""
Orders = dict[str, Order]
"""The order of each item that is open."""


@dataclass(frozen=True)
class Visit:
    """An inspection on its way to be written: who, what is looked at, what was said."""

    actor: Actor
    who: Inspector
    looked: Looked
    said: InspectionSaid
    row: Inspection


@transaction.atomic
def record_inspection(actor: Actor, *, said: InspectionSaid) -> Inspection:
    """Record an inspection with the id that its sender has given it; sent again, it is there already.

    Raises NotFound, NotAllowed, InspectionSubjectUnfit, InspectionAnswersUnfit, InspectionFindingEmpty,
    InspectionDaysUnfit, InspectionTimeAhead, InspectionNotChief, InspectionPhotoMissing, InspectionIdTaken,
    NoticeRecheckOver, PlanOver and what opening an order raises.
    """
    one_at_a_time("inspections.id", said.id)
    known = Inspection.objects.filter(pk=said.id).first()
    if known is not None:
        return _recorded_before(actor, known)
    visit = _visit(actor, said)
    _check(visit)
    made(actor, visit.row)
    visit.row.save(force_insert=True)
    notice, orders = _orders(visit)
    _findings(visit, orders)
    _tell_register(visit)
    _tell_facility(visit)
    _tell_record(visit, notice)
    return visit.row


def _visit(actor: Actor, said: InspectionSaid) -> Visit:
    looked = _locked(actor, said)
    who = inspector(actor, Permission.INSPECTION_RECORD, looked.grid.pk)
    row = Inspection(
        id=said.id,
        **at(looked.grid, who),
        member_id=who.member_id,
        subject=looked.subject,
        purpose=said.purpose,
        organisation=looked.organisation,
        facility=looked.facility,
        recheck_of=looked.notice,
        planned_id=said.planned_id,
        place=said.place.strip() or looked.place,
        checklist=looked.checklist.code,
        day=looked.notice.inspection.day if looked.notice else clock.today(),
        at=said.at or clock.now(),
        answers={one.code: one.answer.value for one in said.items},
        known=[one.value for one in looked.known],
    )
    words = {"present": said.present.strip(), "role": said.present_role.strip()}
    row.set_sealed("said", sealed(**words, text=said.text.strip(), refuses=said.refuses))
    return Visit(actor, who, looked, said, row)


def _locked(actor: Actor, said: InspectionSaid) -> Looked:
    """What is looked at; notice and organisation are locked, so that all is decided by what holds now."""
    if said.notice_id is not None:
        one_at_a_time("inspections.notice", said.notice_id)
    looked = looked_at(actor, said)
    if looked.organisation is None:
        return looked
    to_change(actor, Organisation, looked.organisation.pk, permission=Permission.SITUATION_CHANGE)
    return looked_at(actor, said)


def _check(visit: Visit) -> None:
    said, looked = visit.said, visit.looked
    if said.at is not None and said.at > clock.now() + TOLERANCE:
        raise InspectionTimeAhead
    if (said.purpose is InspectionPurpose.RECHECK) is (looked.notice is None):
        raise InspectionSubjectUnfit
    if looked.subject is InspectionSubject.GRID and said.purpose is not InspectionPurpose.CHIEF:
        raise InspectionSubjectUnfit
    if said.purpose is InspectionPurpose.CHIEF:
        require_chief(visit.actor, looked)
    if looked.notice is not None and (is_over(looked.notice) or not looked.items):
        raise NoticeRecheckOver
    check_answers(looked.items, said.items, figures(clock.today()).most_days)


def _recorded_before(actor: Actor, known: Inspection) -> Inspection:
    if known.account_id != actor.account_id:
        raise InspectionIdTaken
    return known


def _orders(visit: Visit) -> tuple[RectificationNotice | None, Orders]:
    """What follows of what is wanting: a notice with its order, an order each, or a move of the order there is."""
    left = still_open(visit.said.items)
    if visit.looked.notice is not None:
        return None, _rechecked(visit, visit.looked.notice, left)
    if not left:
        return None, {}
    if visit.said.purpose is InspectionPurpose.CHIEF:
        return None, {one.code: _weakness(visit, one) for one in left}
    if visit.looked.subject is InspectionSubject.FACILITY:
        order = open_broken(visit.actor, visit.looked, left, _is_serious(visit, left))
        return None, {one.code: order for one in left}
    notice = _issue(visit)
    return notice, {one.code: notice.order for one in left}


def _weakness(visit: Visit, said: ItemSaid) -> Order:
    remedy = visit.looked.checklist.item(said.code).remedy["zh-Hans"]
    return open_weakness(visit.actor, visit.looked, said, remedy)


def _issue(visit: Visit) -> RectificationNotice:
    """The notice takes its number first, so that the order names it."""
    looked, day = visit.looked, clock.today()
    wanted = demands(looked.checklist, visit.said.items, day, calendar().works)
    number = next_number(looked.grid.street_id, PaperSeries.NOTICE, day.year)
    notice = RectificationNotice(
        **at(looked.grid, visit.who),
        inspection=visit.row,
        organisation=looked.organisation,
        year=day.year,
        number=number,
        deadline=deadline(wanted),
        issued_at=clock.now(),
    )
    notice.set_sealed("said", sealed(demands=[vars(one) for one in wanted]))
    notice.order = open_duty(
        visit.actor, looked, number_of(notice), wanted, refuses=visit.said.refuses
    )
    notice.save(force_insert=True)
    return notice


def _rechecked(visit: Visit, notice: RectificationNotice, left: Sequence[ItemSaid]) -> Orders:
    words = "；".join(one.text.strip() for one in left)
    text = say(
        "inspections.recheck.left" if left else "inspections.recheck.righted",
        number=number_of(notice),
        words=words,
    )
    order = rechecked(visit.actor, notice.order_id, righted=not left, text=text[:500])
    return {one.code: order for one in left}


def _findings(visit: Visit, orders: Orders) -> None:
    for position, one in enumerate(wanting(visit.said.items)):
        row = InspectionFinding(
            **at(visit.looked.grid, visit.who),
            inspection=visit.row,
            position=position,
            item=one.code,
            seriousness=visit.looked.checklist.item(one.code).seriousness,
            on_the_spot=one.on_the_spot,
            order=orders.get(one.code),
            photos=list(one.photos),
        )
        row.set_sealed("said", sealed(text=one.text.strip()))
        row.save(force_insert=True)
    claim(visit.row, [photo for one in visit.said.items for photo in one.photos])


def _tell_register(visit: Visit) -> None:
    """The measures of Annex 4 follow what was found: one entry for every report."""
    if visit.looked.organisation is None:
        return
    known = visit.looked.known
    after = measures_after(known, visit.looked.checklist.items, visit.said.items)
    if set(after) != set(known):
        change_organisation_situation(
            visit.actor, organisation_id=visit.looked.organisation.pk, measures=list(after)
        )


def _tell_facility(visit: Visit) -> None:
    """A facility is as it was found; found sound, its orders are told so."""
    facility = visit.looked.facility
    if facility is None:
        return
    left = still_open(visit.said.items)
    state = FacilityState.BROKEN if left else FacilityState.SOUND
    if facility.state != state:
        row = Facility.objects.select_for_update().get(pk=facility.pk)
        row.state, row.version = state, row.version + 1
        row.save(update_fields=["state", "version", "updated_at"])
    if not left:
        mended(visit.actor, facility)


def _tell_record(visit: Visit, notice: RectificationNotice | None) -> None:
    act = InspectionAct.RECHECKED if visit.looked.notice else InspectionAct.RECORDED
    values: dict[str, Any] = {
        "subject": _subject_name(visit.looked),
        "grid": visit.looked.grid.name,
        "wanting": len(wanting(visit.said.items)),
    }
    if visit.looked.notice:
        values["number"] = number_of(visit.looked.notice)
    record(visit.actor, act, about(visit.row, visit.row.grid_id), **values)
    if notice is not None:
        record(
            visit.actor,
            InspectionAct.NOTICE_ISSUED,
            about(notice, notice.grid_id),
            subject=values["subject"],
            number=number_of(notice),
            deadline=notice.deadline.isoformat(),
        )


def _subject_name(looked: Looked) -> str:
    subject = looked.organisation or looked.facility
    return subject.name if subject else looked.grid.name


def _is_serious(visit: Visit, left: Sequence[ItemSaid]) -> bool:
    listed = visit.looked.checklist
    return any(listed.item(one.code).seriousness is InspectionSeriousness.SERIOUS for one in left)
