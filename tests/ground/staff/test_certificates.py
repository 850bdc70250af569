"""Certificates of service: confirmed hours of a period by task, numbered, as PDF and Word, on the record (P5)."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from docx import Document

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account, ServiceCertificate, Team, TeamMember
from gridward.ground.staff.problems import (
    CertificateDaysWrong,
    CertificateOfOwn,
    NothingConfirmed,
)
from gridward.ground.staff.services.certificates import (
    certificate_file,
    issue_certificate,
    number_of,
)
from gridward.ground.staff.services.service_decided import confirm_services, return_services
from gridward.ground.staff.services.team_people import add_member
from gridward.ground.staff.terms import TeamRole
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.problems import NotAllowed
from tests.ground.staff.test_keep_teams import DAY, outsider, team
from tests.ground.staff.test_papers import text_of
from tests.ground.staff.test_service_decided import TODAY, served
from tests.world import World

pytestmark = pytest.mark.django_db
Sign = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def _on_a_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-03-10 10:00+08:00", tick=False):
        yield


@pytest.fixture
def crew(world: World) -> Team:
    row = team(world)
    outsider(row)
    return row


def issued(world: World, row: Team, by: str = "chief", first: date = DAY) -> ServiceCertificate:
    person = TeamMember.objects.select_related("team__street", "member").get(team=row)
    return issue_certificate(world.actor(by), person=person, first=first, last=TODAY)


def confirmed(world: World, row: Team, **more: Any) -> None:
    one = served(world, row, **more)
    confirm_services(world.actor("chief"), team=row, services=[one.pk])


def test_it_tells_confirmed_hours_of_the_period_by_task(world: World, crew: Team) -> None:
    confirmed(world, crew, minutes=120)
    confirmed(world, crew, minutes=45, day=TODAY - timedelta(1))
    confirmed(world, crew, minutes=30, what="送药")
    confirmed(world, crew, minutes=60, what="巡楼", day=DAY)
    served(world, crew, what="还在等待")
    gone = served(world, crew, what="退回的")
    return_services(world.actor("chief"), team=crew, services=[gone.pk], reason="没有")
    row = issued(world, crew, first=DAY + timedelta(1))
    assert (row.minutes, row.year, row.serial) == (195, 2026, 1)
    assert row.content == [
        {"what": "楼栋值守", "minutes": 165, "days": 2},
        {"what": "送药", "minutes": 30, "days": 1},
    ]
    assert issued(world, crew).serial == 2


def test_pdf_and_word_say_the_same_and_each_taking_is_on_the_record(
    world: World, crew: Team
) -> None:
    confirmed(world, crew, minutes=90)
    row, chief = issued(world, crew), world.actor("chief")
    pdf = text_of(certificate_file(chief, row, PaperFormat.PDF).content)
    word = Document(io.BytesIO(certificate_file(chief, row, PaperFormat.DOCX).content))
    text = "".join(one.text for one in word.paragraphs)
    for told in ("服务时长证明", "服证〔2026〕1号", "王芳", "楼栋值守", "1.5小时", "2026年3月1日"):
        assert told in pdf
        assert told in text.replace(" ", "")
    assert "8001" not in pdf
    lines = Line.objects.filter(act="staff.certificate_taken").order_by("seq")
    assert [line.params["form"] for line in lines] == ["pdf", "docx"]
    assert Line.objects.get(act="staff.certificate_issued").params["name"] == "王*"


def test_without_confirmed_hours_or_right_days_none_is_issued(world: World, crew: Team) -> None:
    served(world, crew)
    with pytest.raises(NothingConfirmed):
        issued(world, crew)
    with pytest.raises(CertificateDaysWrong):
        issued(world, crew, first=TODAY + timedelta(1))
    assert not ServiceCertificate.objects.exists()


@pytest.mark.parametrize("by", ["worker_a1", "leader_b", "patron", "chief_f"])
def test_who_does_not_keep_the_team_issues_none(world: World, crew: Team, by: str) -> None:
    confirmed(world, crew)
    with pytest.raises(NotAllowed):
        issued(world, crew, by=by)


def test_nobody_issues_one_for_themselves(world: World) -> None:
    row = team(world)
    member = world.account("leader_a").member
    assert member
    add_member(world.actor("chief"), team=row, member=member, role=TeamRole.LEAD, valid_from=DAY)
    one = served(world, row, by="chief")
    confirm_services(world.actor("command"), team=row, services=[one.pk])
    with pytest.raises(CertificateOfOwn):
        issued(world, row, by="leader_a")
    assert issued(world, row).minutes == 120


def test_over_the_wire(world: World, crew: Team, client_of: Sign) -> None:
    confirmed(world, crew)
    client = client_of(world.account("leader_a"))
    path = f"/api/v1/staff/team-people/{crew.people.get().pk}/certificates"
    body = {"first": "2026-03-01", "last": "2026-03-10"}
    made = client.post(path, body, content_type="application/json")
    assert made.status_code == 201
    (seen,) = client.get(path).json()["items"]
    assert seen == made.json()
    assert seen["number"] == number_of(ServiceCertificate.objects.get())
    paper = client.get(f"/api/v1/staff/service-certificates/{seen['id']}/paper?format=docx")
    assert (paper.status_code, paper.content[:2]) == (200, b"PK")
