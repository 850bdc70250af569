"""Recognitions in the demo's street: of own and seconded staff, of a volunteer, and one withdrawn."""

from datetime import date

from django.db import transaction

from gridward.ground.staff.access import actor_named
from gridward.ground.staff.models import Account, Appointment, Recognition, TeamMember
from gridward.ground.staff.queries.recognitions import Candidate, candidate_of, evidence_for
from gridward.ground.staff.services.recognitions import recognise, withdraw_recognition
from gridward.ground.staff.terms import Employer, Post
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.rows import tell_database


@transaction.atomic
def recognise_some() -> None:
    """As the demo's community leader records them; once."""
    if Recognition.objects.exists():
        return
    leader = actor_named("shequ")
    tell_database(leader)
    today = clock.today()
    worker = Account.objects.get(username="wangge").member_id
    manager = Appointment.objects.get(member=worker, post=Post.GRID_MANAGER, valid_to=None)
    given = {"kind": "public_commendation", "reason": "摸排走访细致，及时发现并补登两户漏登人员。"}
    _recognised(leader, _post(leader, manager), today, **given)
    for held in _supervisors(leader)[:1]:
        given = {"kind": "written_thanks", "reason": "下沉以来坚持每晚巡查，与居民沟通耐心。"}
        row = _recognised(leader, _post(leader, held), today, **given)
        withdraw_recognition(leader, row=row, reason="类别登记有误，改为通报表扬。")
        _recognised(leader, _post(leader, held), today, **{**given, "kind": "public_commendation"})
    volunteer = TeamMember.objects.filter(
        member=None, team__grid_id__among=leader.grids(Permission.STAFF_RECOGNISE)
    ).order_by("team__sort_key", "sort_key", "id")
    for person in volunteer[:1]:
        given = {"kind": "written_thanks", "reason": "主动承担楼栋值守和巡楼宣传。"}
        _recognised(leader, candidate_of(leader, None, person.pk), today, **given)


def _supervisors(leader: Actor) -> list[Appointment]:
    """Seconded supervisors where the leader leads."""
    rows = Appointment.objects.filter(
        post=Post.GRID_SUPERVISOR,
        valid_to=None,
        member__active=True,
        member__employer=Employer.DISTRICT,
        grid_id__among=leader.grids(Permission.STAFF_RECOGNISE),
    )
    return list(rows.order_by("grid__code"))


def _post(leader: Actor, held: Appointment) -> Candidate:
    return candidate_of(leader, held.pk, None)


def _recognised(
    leader: Actor, candidate: Candidate, day: date, *, kind: str, reason: str
) -> Recognition:
    evidence = [one.id for one in evidence_for(leader, candidate, day)[:2]]
    return recognise(
        leader, candidate=candidate, kind=kind, day=day, reason=reason, evidence=evidence
    )
