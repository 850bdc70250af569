"""Recognitions: by who leads, for own and seconded staff and volunteers alike, never of oneself, kept for good (P7)."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from docx import Document

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import (
    Account,
    Appointment,
    Member,
    Recognition,
    RecognitionWithdrawal,
    Team,
    TeamMember,
)
from gridward.ground.staff.problems import (
    NotServingThen,
    RecognisedAlready,
    RecognitionDayWrong,
    RecognitionEvidenceUnknown,
    RecognitionForOne,
    RecognitionKindUnknown,
    RecognitionOfOneself,
    RecognitionReasonMissing,
    RecognitionWithdrawn,
)
from gridward.ground.staff.queries.recognitions import (
    Candidate,
    candidate_of,
    candidates,
    evidence_for,
    own,
    visible_to,
)
from gridward.ground.staff.services.recognition_papers import recognition_file
from gridward.ground.staff.services.recognitions import recognise, withdraw_recognition
from gridward.ground.staff.services.service_decided import confirm_services
from gridward.ground.staff.services.team_people import add_member
from gridward.ground.staff.terms import Employer, Post, TeamRole
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.problems import NotAllowed, NotFound
from tests.ground.staff.people import newcomer
from tests.ground.staff.test_keep_teams import DAY, outsider, team
from tests.ground.staff.test_papers import text_of
from tests.ground.staff.test_service_decided import TODAY, served
from tests.world import World

pytestmark = pytest.mark.django_db
Sign = Callable[[Account], Client]
Wall = Callable[[Account | None], None]
WHY = "连续值守，群众反映好"


@pytest.fixture(autouse=True)
def _on_a_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-03-10 10:00+08:00", tick=False):
        yield


@pytest.fixture
def crew(world: World) -> Team:
    row = team(world)
    outsider(row)
    return row


def post_of(world: World, name: str) -> Appointment:
    return Appointment.objects.select_related("member", "grid", "street").get(
        member=world.account(name).member_id
    )


def volunteer(crew: Team) -> TeamMember:
    return TeamMember.objects.select_related("team__street", "team__grid", "member").get(team=crew)


def given(world: World, candidate: Candidate, by: str = "leader_a", **more: Any) -> Recognition:
    said = {"kind": "public_commendation", "day": TODAY, "reason": WHY, **more}
    return recognise(world.actor(by), candidate=candidate, **said)


def test_a_leader_recognises_a_worker_who_sees_it(world: World) -> None:
    row = given(world, post_of(world, "worker_a1"))
    assert [one.pk for one in own(world.actor("worker_a1"))] == [row.pk]
    assert [one.pk for one in visible_to(world.actor("leader_a"))] == [row.pk]
    assert not own(world.actor("worker_a2")).exists()
    assert not own(world.actor("admin")).exists()
    line = Line.objects.get(act="staff.recognised")
    assert (line.about_id, line.grid_id) == (row.pk, world.grids["a1"].pk)
    assert line.params["kind"] == "word.staff.recognition.public_commendation"
    assert WHY not in str(line.params)


def test_the_reason_is_sealed(world: World) -> None:
    row = given(world, post_of(world, "worker_a1"))
    stored = Recognition.objects.get(pk=row.pk)
    assert WHY.encode() not in bytes(stored.reason)
    assert stored.open_sealed("reason") == WHY


@pytest.mark.parametrize("employer", Employer)
def test_who_employs_a_person_changes_nothing(world: World, employer: Employer) -> None:
    held = post_of(world, "worker_a1")
    Member.objects.filter(pk=held.member_id).update(employer=employer)
    found = candidates(world.actor("leader_a"), "测试worker_a1")
    assert [one.pk for one in found] == [held.pk]
    assert given(world, post_of(world, "worker_a1")).member_id == held.member_id


def test_a_volunteer_of_a_team_is_recognised_too(world: World, crew: Team) -> None:
    row = given(world, volunteer(crew), by="chief", kind="written_thanks")
    assert (row.called, row.unit_name) == ("王芳", crew.name)
    assert Line.objects.get(act="staff.recognised").params["name"] == "王*"


def test_a_member_in_a_team_sees_what_the_team_was_recognised_for(world: World) -> None:
    row = team(world)
    member = world.account("worker_a1").member
    assert member
    add_member(world.actor("chief"), team=row, member=member, role=TeamRole.LEAD, valid_from=DAY)
    made = given(world, volunteer(row))
    assert [one.pk for one in own(world.actor("worker_a1"))] == [made.pk]


def test_nobody_recognises_themselves(world: World, crew: Team) -> None:
    with pytest.raises(RecognitionOfOneself):
        given(world, post_of(world, "leader_a"))
    member = world.account("leader_a").member
    assert member
    lead = add_member(
        world.actor("chief"), team=crew, member=member, role=TeamRole.LEAD, valid_from=DAY
    )
    with pytest.raises(RecognitionOfOneself):
        given(world, lead)
    assert all(one.member_id != member.pk for one in candidates(world.actor("leader_a"), ""))
    row = given(world, post_of(world, "leader_a"), by="chief")
    with pytest.raises(RecognitionOfOneself):
        withdraw_recognition(world.actor("leader_a"), row=row, reason="不必表扬")


@pytest.mark.parametrize(
    "by", ["worker_a1", "supervisor_a1", "health_a", "police_a", "leader_b", "patron", "chief_f"]
)
def test_who_does_not_lead_there_recognises_nobody(world: World, by: str) -> None:
    with pytest.raises(NotAllowed):
        given(world, post_of(world, "worker_a2"), by=by)
    row = given(world, post_of(world, "worker_a2"), by="chief")
    with pytest.raises(NotAllowed):
        withdraw_recognition(world.actor(by), row=row, reason="登记错了")
    assert not visible_to(world.actor(by)).exists()


def test_posts_of_the_street_are_recognised_by_who_leads_all_of_it(world: World) -> None:
    held = post_of(world, "command")
    with pytest.raises(NotAllowed):
        given(world, held)
    with pytest.raises(NotFound):
        candidate_of(world.actor("leader_a"), held.pk, None)
    row = given(world, held, by="chief")
    assert row.grid_id is None
    assert row in visible_to(world.actor("command"))
    assert row not in visible_to(world.actor("leader_a"))


def test_candidates_serve_where_the_asker_leads(world: World, crew: Team) -> None:
    names = {one.member.name for one in candidates(world.actor("first_a"), "") if one.member}
    assert {"测试leader_a", "测试worker_a1", "测试worker_a2"} <= names
    assert not names & {"测试first_a", "测试worker_b1", "测试command", "测试worker_f1"}
    assert [one.pk for one in candidates(world.actor("chief"), "王")] == [volunteer(crew).pk]
    with pytest.raises(RecognitionForOne):
        candidate_of(world.actor("chief"), None, None)


def test_the_day_the_kind_and_the_reason_are_right(world: World) -> None:
    held = post_of(world, "worker_a1")
    with pytest.raises(RecognitionDayWrong):
        given(world, held, day=TODAY + timedelta(1))
    with pytest.raises(NotServingThen):
        given(world, held, day=date(2022, 3, 31))
    with pytest.raises(RecognitionKindUnknown):
        given(world, held, kind="points")
    with pytest.raises(RecognitionReasonMissing):
        given(world, held, reason=" 好 ")
    Appointment.objects.filter(pk=held.pk).update(valid_to=TODAY)
    held.refresh_from_db()
    with pytest.raises(NotServingThen):
        given(world, held)
    assert given(world, held, day=TODAY - timedelta(1)).pk


def test_evidence_is_confirmed_service_of_the_same_person(world: World, crew: Team) -> None:
    waiting, chief = served(world, crew), world.actor("chief")
    assert evidence_for(chief, volunteer(crew), TODAY) == []
    with pytest.raises(RecognitionEvidenceUnknown):
        given(world, volunteer(crew), by="chief", evidence=[waiting.pk])
    confirm_services(chief, team=crew, services=[waiting.pk])
    row = given(world, volunteer(crew), by="chief", evidence=[waiting.pk])
    (told,) = row.evidence
    assert told == {
        "kind": "service",
        "id": str(waiting.pk),
        "day": "2026-03-10",
        "said": "楼栋值守",
        "minutes": 120,
    }
    with pytest.raises(RecognitionEvidenceUnknown):
        given(world, post_of(world, "worker_a1"), evidence=[waiting.pk])


def test_the_same_kind_stands_once_a_day_until_it_is_withdrawn(world: World) -> None:
    held = post_of(world, "worker_a1")
    row = given(world, held)
    with pytest.raises(RecognisedAlready) as refused:
        given(world, held, by="first_a")
    assert refused.value.details == {"by": world.actor("leader_a").name}
    withdraw_recognition(world.actor("first_a"), row=row, reason="登记错了人")
    assert given(world, held, by="first_a").pk != row.pk
    kept = own(world.actor("worker_a1")).get(pk=row.pk)
    assert kept.withdrawal.open_sealed("reason") == "登记错了人"


def test_it_is_withdrawn_once_and_with_a_reason(world: World) -> None:
    row = given(world, post_of(world, "worker_a1"))
    with pytest.raises(RecognitionReasonMissing):
        withdraw_recognition(world.actor("first_a"), row=row, reason="")
    withdraw_recognition(world.actor("first_a"), row=row, reason="登记错了人")
    with pytest.raises(RecognitionWithdrawn):
        withdraw_recognition(world.actor("chief"), row=row, reason="登记错了人")
    assert RecognitionWithdrawal.objects.count() == 1


def test_behind_the_wall_it_is_never_changed_and_seen_by_few(
    world: World, behind_wall: Wall
) -> None:
    row = given(world, post_of(world, "worker_a1"))
    withdraw_recognition(world.actor("chief"), row=row, reason="登记错了人")
    Appointment.objects.filter(member=row.member).update(grid=world.grids["a2"])
    for name, seen in (("worker_b1", 0), ("worker_f1", 0), ("worker_a1", 1), ("first_a", 1)):
        behind_wall(world.account(name))
        assert Recognition.objects.filter(pk=row.pk).count() == seen, name
        assert RecognitionWithdrawal.objects.count() == seen, name
    assert Recognition.objects.filter(pk=row.pk).update(kind="insurance") == 0
    assert Recognition.objects.filter(pk=row.pk)._raw_delete("default") == 0


def test_over_the_wire(world: World, client_of: Sign) -> None:
    client, base = client_of(world.account("leader_a")), "/api/v1/staff/recognitions"
    kinds = client.get(f"{base}/kinds").json()
    assert [one["id"] for one in kinds["kinds"]][-1] == "insurance"
    (found,) = client.get(f"{base}/candidates?q=测试worker_a1").json()
    assert (found["post"], found["person_id"]) == (Post.GRID_MANAGER, None)
    asked = f"appointment_id={found['appointment_id']}"
    assert client.get(f"{base}/evidence?{asked}").json() == []
    body = {"appointment_id": found["appointment_id"], "kind": "insurance", "day": "2026-03-10"}
    made = client.post(base, {**body, "reason": WHY}, content_type="application/json")
    assert made.status_code == 201
    mine = client_of(world.account("worker_a1"))
    (seen,) = mine.get("/api/v1/me/recognitions").json()["items"]
    assert (seen["title"], seen["reason"], seen["may_withdraw"]) == ("办理专属保险", WHY, False)
    assert mine.get(base).status_code == 403
    back = client.post(
        f"{base}/{seen['id']}/withdraw", {"reason": "没有办成"}, content_type="application/json"
    )
    assert back.json()["withdrawn"]["reason"] == "没有办成"
    (listed,) = client.get(base).json()["items"]
    assert (listed["may_withdraw"], listed["withdrawn"]["by"]) == (False, "测试leader_a")


def test_pdf_and_word_say_the_same_and_a_withdrawn_one_is_printed_no_more(
    world: World, crew: Team
) -> None:
    one, chief = served(world, crew), world.actor("chief")
    confirm_services(chief, team=crew, services=[one.pk])
    row = given(world, volunteer(crew), by="chief", evidence=[one.pk])
    pdf = text_of(recognition_file(chief, row, PaperFormat.PDF).content)
    word = Document(io.BytesIO(recognition_file(chief, row, PaperFormat.DOCX).content))
    text = "".join(one.text for one in word.paragraphs).replace(" ", "")
    for told in ("通报表扬", "王芳", WHY, "楼栋值守，2小时", "2026年3月10日"):
        assert told in pdf.replace(" ", "")
        assert told in text
    lines = Line.objects.filter(act="staff.recognition_taken").order_by("seq")
    assert [line.params["form"] for line in lines] == ["pdf", "docx"]
    with pytest.raises(NotAllowed):
        recognition_file(world.actor("worker_a1"), row, PaperFormat.PDF)
    withdraw_recognition(chief, row=row, reason="登记错了人")
    row.refresh_from_db()
    with pytest.raises(RecognitionWithdrawn):
        recognition_file(chief, row, PaperFormat.PDF)


def test_somebody_without_a_post_is_no_candidate(world: World) -> None:
    newcomer(world, "测试待岗")
    assert candidates(world.actor("chief"), "测试待岗") == []
