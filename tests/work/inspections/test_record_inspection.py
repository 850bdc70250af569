"""An inspection is recorded: findings, the register, the notice and the order are written at once, or nothing is."""

from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from PIL import Image

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Organisation
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound, Problem
from gridward.work.inspections.models import Inspection, InspectionFinding, RectificationNotice
from gridward.work.inspections.problems import (
    InspectionAnswersUnfit,
    InspectionIdTaken,
    InspectionNotChief,
    InspectionPhotoMissing,
    InspectionSubjectUnfit,
    InspectionTimeAhead,
)
from gridward.work.inspections.queries.inspections import inspection_of
from gridward.work.inspections.queries.notices import demands_of, number_of
from gridward.work.inspections.queries.rows import unsealed
from gridward.work.inspections.services.photos import keep_inspection_photo, see_inspection_photo
from gridward.work.inspections.services.recording import record_inspection
from gridward.work.inspections.terms import (
    InspectionAnswer,
    InspectionPurpose,
    InspectionSaid,
    ItemSaid,
)
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.orders import said_of
from gridward.work.workorders.terms import OrderState
from tests.work.inspections.acts import SEEN, inspected, measures, noticed, said
from tests.work.workorders.cases import START
from tests.world import World

pytestmark = pytest.mark.django_db


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG")
    return made.getvalue()


def test_what_is_fine_leaves_no_notice_and_tells_the_register(
    worker: Actor, organisation: Organisation
) -> None:
    made = inspected(worker, organisation)
    assert not hasattr(inspection_of(worker, made.pk), "notice")
    assert not Order.objects.exists()
    assert made.known == ["plan", "masks"]
    assert measures(organisation) == {
        *("duty24", "disinfection", "separate_meals", "pledge", "plan", "masks"),
        *("thermometers", "isolation_room"),
    }


def test_a_finding_issues_a_notice_and_opens_its_order(
    worker: Actor, organisation: Organisation
) -> None:
    notice = noticed(worker, organisation)
    assert number_of(notice) == "西湖街道整改〔2026〕1号"
    wanted = demands_of(notice)
    assert [one.item for one in wanted] == ["entry_check", "roster"]
    assert [one.deadline.isoformat() for one in wanted] == ["2026-03-03", "2026-03-04"]
    assert notice.deadline.isoformat() == "2026-03-04"
    order = notice.order
    assert (order.kind.code, order.state) == ("organisation_duty", OrderState.REPORTED)
    assert order.organisation_id == organisation.pk
    _, answers = said_of(order)
    assert answers["duty"] == f"{SEEN}；名册缺5人"
    assert answers["notice"].startswith("西湖街道整改〔2026〕1号：")
    assert answers["refuses"] is False
    assert {one.order_id for one in notice.inspection.findings.all()} == {order.pk}


def test_measures_that_are_wanting_leave_the_register(
    worker: Actor, organisation: Organisation
) -> None:
    inspected(worker, organisation, {"masks": "门卫未戴口罩"})
    assert "masks" not in measures(organisation)
    assert "plan" in measures(organisation)


def test_what_was_put_right_on_the_spot_needs_no_notice(
    worker: Actor, organisation: Organisation
) -> None:
    at_once = ItemSaid("masks", InspectionAnswer.WANTING, text="一人未戴", on_the_spot=True)
    made = inspected(worker, organisation, {"masks": at_once})
    assert not RectificationNotice.objects.exists()
    assert [one.order_id for one in made.findings.all()] == [None]
    assert "masks" in measures(organisation)


def test_words_are_sealed_and_who_was_present_too(
    worker: Actor, organisation: Organisation
) -> None:
    notice = noticed(worker, organisation)
    seen = Inspection.objects.get(pk=notice.inspection_id)
    assert unsealed(seen)["present"] == "王强"
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM inspections_inspection")
        assert "王强".encode() not in bytes(cursor.fetchone()[0])
        cursor.execute("SELECT said FROM inspections_inspectionfinding")
        assert all(SEEN.encode() not in bytes(row[0]) for row in cursor.fetchall())


def test_the_record_tells_it_in_words(worker: Actor, organisation: Organisation) -> None:
    noticed(worker, organisation)
    told = [sentence(line, "zh-Hans") for line in Line.objects.order_by("seq")]
    assert any("检查了朱紫巷社区第1网格的滕王阁工地，发现问题2项" in one for one in told)
    assert any("向滕王阁工地发出责令整改通知书 西湖街道整改〔2026〕1号" in one for one in told)
    assert not any(SEEN in one for one in told)


def test_sent_again_it_is_there_already(
    world: World, worker: Actor, organisation: Organisation
) -> None:
    words = said(worker, {"masks": "无"}, organisation_id=organisation.pk)
    first, second = (record_inspection(worker, said=words) for _ in range(2))
    assert first.pk == second.pk
    assert RectificationNotice.objects.count() == Order.objects.count() == 1
    with pytest.raises(InspectionIdTaken):
        record_inspection(world.actor("supervisor_a1"), said=words)


def test_what_is_refused_leaves_nothing_and_no_number_is_lost(
    worker: Actor, organisation: Organisation
) -> None:
    lost = ItemSaid("masks", InspectionAnswer.WANTING, text="无", photos=(new_id(),))
    with pytest.raises(InspectionPhotoMissing):
        inspected(worker, organisation, {"masks": lost})
    assert not Inspection.objects.exists()
    assert not Order.objects.exists()
    assert "masks" in measures(organisation)
    assert number_of(noticed(worker, organisation)).endswith("〕1号")


def test_photographs_are_sealed_and_belong_to_the_finding(
    world: World, worker: Actor, organisation: Organisation
) -> None:
    name = new_id()
    keep_inspection_photo(worker, photo_id=name, content=picture())
    seen = ItemSaid("masks", InspectionAnswer.WANTING, text="无", photos=(name,))
    made = inspected(worker, organisation, {"masks": seen})
    assert [one.photos for one in made.findings.all()] == [[name]]
    assert see_inspection_photo(world.actor("leader_a"), photo_id=name)[:2] == b"\xff\xd8"
    for stranger in ("worker_a2", "worker_b1"):
        with pytest.raises(NotFound):
            see_inspection_photo(world.actor(stranger), photo_id=name)


def test_the_first_chief_opens_an_order_for_each_weakness(world: World) -> None:
    chief = world.actor("first_a")
    words = said(
        chief,
        {"chief_gates": "东门无人", "chief_duty": "日志缺2天"},
        grid_id=world.grids["a1"].pk,
        purpose=InspectionPurpose.CHIEF,
    )
    made = record_inspection(chief, said=words)
    orders = [one.order for one in made.findings.order_by("position")]
    assert [one.kind.code for one in orders if one] == ["weakness", "weakness"]
    assert [said_of(one)[1]["finding"] for one in orders if one] == ["东门无人", "日志缺2天"]
    assert {one.post for one in orders if one} == {"community_grid_leader"}
    assert not RectificationNotice.objects.exists()


def test_the_first_chiefs_inspection_is_for_who_opens_weaknesses(
    world: World, worker: Actor, organisation: Organisation
) -> None:
    with pytest.raises(InspectionNotChief):
        inspected(worker, organisation, purpose=InspectionPurpose.CHIEF)
    inspected(
        world.actor("first_a"), organisation, {"masks": "无"}, purpose=InspectionPurpose.CHIEF
    )
    assert Order.objects.get().kind.code == "weakness"


@pytest.mark.parametrize("name", ["worker_a2", "worker_b1", "chief_f"])
def test_others_do_not_know_of_the_organisation(
    world: World, worker: Actor, organisation: Organisation, name: str
) -> None:
    words = said(worker, organisation_id=organisation.pk)
    with pytest.raises(NotFound):
        record_inspection(world.actor(name), said=words)


@pytest.mark.parametrize("name", ["police_a", "discipline"])
def test_who_does_not_inspect_is_refused(
    world: World, worker: Actor, organisation: Organisation, name: str
) -> None:
    words = said(worker, organisation_id=organisation.pk)
    with pytest.raises((NotAllowed, NotFound)):
        record_inspection(world.actor(name), said=words)


def test_the_health_liaison_inspects(world: World, organisation: Organisation) -> None:
    """Guidance on disinfection in units is theirs (H5)."""
    made = inspected(world.actor("health_a"), organisation, {"disinfection": "无消杀记录"})
    assert made.notice.order.kind.code == "organisation_duty"


def test_subjects_answers_and_times_that_do_not_fit_are_refused(
    world: World, worker: Actor, organisation: Organisation
) -> None:
    grid = world.grids["a1"].pk
    fine = said(worker, organisation_id=organisation.pk).items
    recheck = InspectionPurpose.RECHECK
    cases: list[tuple[dict[str, Any], type[Problem]]] = [
        ({}, InspectionSubjectUnfit),
        ({"organisation_id": organisation.pk, "grid_id": grid}, InspectionSubjectUnfit),
        ({"grid_id": grid, "items": fine}, InspectionSubjectUnfit),
        ({"organisation_id": organisation.pk, "purpose": recheck}, InspectionSubjectUnfit),
        ({"organisation_id": organisation.pk, "items": fine[1:]}, InspectionAnswersUnfit),
        (
            {"organisation_id": organisation.pk, "at": START.replace(hour=10)},
            InspectionTimeAhead,
        ),
    ]
    for words, problem in cases:
        given = {"id": new_id(), "purpose": InspectionPurpose.DUTY, "items": fine, **words}
        with pytest.raises(problem):
            record_inspection(worker, said=InspectionSaid(**given))


def test_what_was_recorded_stays(
    worker: Actor, organisation: Organisation, morning: time_machine.Traveller
) -> None:
    notice = noticed(worker, organisation)
    for row in (notice, notice.inspection, InspectionFinding.objects.all()[0]):
        for act in ("UPDATE {} SET account_name = 'x'", "DELETE FROM {}"):
            with (
                pytest.raises(IntegrityError, match="what was recorded stays"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(act.format(row._meta.db_table))
