"""Lists of the register leave masked, marked, on the record, piece by piece, and end in a way that shows."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.db.utils import OperationalError
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from gridward.ground.audit.models import Export, ExportFile, ExportTaking, Line
from gridward.ground.audit.queries import sentence
from gridward.ground.audit.services import forget_expired, open_export
from gridward.ground.register.models import (
    Employee,
    Household,
    Organisation,
    Resident,
    ResidentPhone,
    Vehicle,
)
from gridward.ground.register.queries.exports import lines
from gridward.ground.register.services import exports
from gridward.ground.register.services.exports import LARGEST_PREPARED, prepare, send
from gridward.ground.register.terms.exports import ExportKind, Wanted
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Account, Appointment
from gridward.kernel import clock
from gridward.kernel.codes.phone import parse
from tests.ground.audit.test_release import NOON
from tests.world import World

SignIn = Callable[[Account], Client]
LISTS = "/api/v1/register/exports"
ADULT, CHILD = "360199199001010014", "360199201801010012"


@pytest.fixture
def people(world: World) -> World:
    """In a1 and b1: a household with an adult and a child, phones and a vehicle; an organisation with an employee."""
    for place in ("a1", "b1"):
        grid = world.grids[place]
        where: dict[str, Any] = {"street_id": grid.street_id, "grid": grid}
        household = Household.objects.create(
            address_text=f"翠竹小区{place}栋101室", note="电话备注13900000000", **where
        )
        for name, document, birth in (
            ("王小明", ADULT, "1990-01-01"),
            ("王童童", CHILD, "2018-01-01"),
        ):
            person = Resident(household=household, birth_date=birth, note="低保", **where)
            person.set_name(name)
            person.set_sealed("document", f"{document[:-2]}{place}" if place == "b1" else document)
            person.save()
            phone = ResidentPhone(resident=person, **where)
            phone.set_phone(parse("13800138000"))
            phone.save()
        Vehicle.objects.create(resident=person, plate="赣A12345", **where)
        shop = Organisation(kind="street_shop", legal_representative="李四光", **where)
        shop.set_name(f"{place}便利店")
        shop.set_phone(parse("0791-86123456"))
        shop.save()
        employee = Employee(organisation=shop, birth_date="1985-05-05", **where)
        employee.set_name("赵六")
        employee.set_sealed("document", ADULT)
        employee.save()
    return world


def ask(client: Client, **given: Any) -> HttpResponse:
    body = {"list": "residents", "format": "csv"} | given
    return client.post(LISTS, json.dumps(body), content_type="application/json")


def taken(client: Client, export: str) -> bytes:
    answer = client.get(f"{LISTS}/{export}/file")
    assert answer.status_code == 200, answer.content
    return b"".join(answer) if answer.streaming else answer.content


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def table(client: Client, **given: Any) -> list[dict[str, str]]:
    """The rows of a list by their headings."""
    rows = rows_of(taken(client, ask(client, **given).json()["id"]))
    assert rows[-1][0] == "完"
    return [dict(zip(rows[1], row, strict=True)) for row in rows[2:-1]]


# -- what stands in it -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_residents_leave_masked(people: World, client_of: SignIn) -> None:
    adult, _ = table(client_of(people.account("worker_a1")))
    assert adult["姓名"] == "王**"
    assert adult["证件号码"] == "3601**********0014"
    assert adult["联系电话"] == "138****8000"
    assert adult["出生日期"] == "1990-**-**"
    assert adult["备注"] == ""
    assert adult["住址"] == "翠竹小区a1栋101室"


@pytest.mark.django_db
def test_in_full_the_children_stay_masked(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("worker_a1"))
    adult, child = table(client, masked=False, reason="上门核对")
    assert (adult["姓名"], adult["证件号码"]) == ("王小明", f"'{ADULT}")
    assert (adult["联系电话"], adult["出生日期"]) == ("13800138000", "1990-01-01")
    assert (child["姓名"], child["证件号码"]) == ("王**", "3601**********0012")
    assert (child["联系电话"], child["车牌号"]) == ("138****8000", "赣A·**345")


@pytest.mark.django_db
def test_children_leave_in_full_only_when_asked_for_and_the_record_says_so(
    people: World, client_of: SignIn
) -> None:
    client = client_of(people.account("worker_a1"))
    _, child = table(client, masked=False, children=True, reason="入学核对")
    assert child["姓名"] == "王童童"
    lines_ = [sentence(one, "zh-Hans") for one in Line.objects.order_by("seq")]
    assert "完整，含未满14周岁" in lines_[-1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "heading", "masked", "full"),
    [
        ("households", "备注", "", "电话备注13900000000"),
        ("organisations", "法人", "李**", "李四光"),
        ("organisations", "联系电话", "0791-****3456", "0791-86123456"),
        ("employees", "姓名", "赵*", "赵六"),
        ("employees", "证件号码", "3601**********0014", f"'{ADULT}"),
    ],
)
def test_every_list_is_masked_unless_asked_for_in_full(
    people: World, client_of: SignIn, kind: str, heading: str, masked: str, full: str
) -> None:
    client = client_of(people.account("leader_a"))
    assert [row[heading] for row in table(client, list=kind)] == [masked]
    rows = table(client, list=kind, masked=False, reason="核对台账")
    assert [row[heading] for row in rows] == [full]


@pytest.mark.django_db
def test_a_search_leaves_as_it_was_found(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("leader_a"))
    rows = table(client, list="search", filter={"q": "王小明"})
    assert [(row["类别"], row["名称"]) for row in rows] == [("居民", "王**")]
    assert ask(client, list="search").json()["code"] == "export_search_missing"


@pytest.mark.django_db
def test_lists_leave_as_they_were_filtered(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("chief"))
    grid = str(people.grids["b1"].pk)
    assert {row["住址"] for row in table(client)} == {"翠竹小区a1栋101室", "翠竹小区b1栋101室"}
    assert {row["住址"] for row in table(client, filter={"grid": grid})} == {"翠竹小区b1栋101室"}
    assert {row["住址"] for row in table(client, filter={"q": "a1栋"})} == {"翠竹小区a1栋101室"}
    assert table(client, filter={"state": "empty"}) == []
    shops = table(client, list="organisations", filter={"q": "b1"})
    assert [row["单位名称"] for row in shops] == ["b1便利店"]


@pytest.mark.django_db
def test_every_row_carries_who_and_when(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("worker_a1"))
    with time_machine.travel(NOON):
        answer = ask(client).json()
        rows = rows_of(taken(client, answer["id"]))
    assert rows[0] == [answer["watermark"]]
    assert {row[-1] for row in rows[2:-1]} == {f"测试worker_a1 2026-03-02 12:05 {answer['number']}"}


@pytest.mark.django_db
def test_an_xlsx_holds_the_same(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("chief"))
    content = taken(client, ask(client, format="xlsx").json()["id"])
    sheet = load_workbook(io.BytesIO(content)).active
    assert [sheet.cell(3, place).value for place in (3, 7, 8)] == [
        "王**",
        "3601**********0014",
        "138****8000",
    ]
    assert sheet.title == "居民清单"


@pytest.mark.django_db
def test_english_readers_get_english_headings(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("chief"))
    body = json.dumps({"list": "households", "format": "csv"})
    answer = client.post(
        LISTS, body, content_type="application/json", headers={"Accept-Language": "en"}
    )
    assert rows_of(taken(client, answer.json()["id"]))[1][:2] == ["grid", "address"]


@pytest.mark.django_db
def test_reading_costs_the_same_queries_whatever_the_rows(
    people: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = people.actor("chief")
    with django_assert_num_queries(3):
        found = list(lines(actor, ExportKind.RESIDENTS, Wanted(), actor.readable()))
    assert len(found) == 4


# -- who may ---------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "status"),
    [("worker_a1", 201), ("leader_a", 201), ("chief", 201), ("police_a", 403), ("privacy", 403)],
)
def test_who_works_on_the_register_exports_it(
    people: World, client_of: SignIn, name: str, status: int
) -> None:
    assert ask(client_of(people.account(name))).status_code == status


@pytest.mark.django_db
def test_another_grid_does_not_exist(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("worker_a1"))
    assert ask(client, filter={"grid": str(people.grids["b1"].pk)}).status_code == 404


@pytest.mark.django_db
def test_a_full_list_needs_a_reason(people: World, client_of: SignIn) -> None:
    answer = ask(client_of(people.account("chief")), masked=False)
    assert (answer.status_code, answer.json()["code"]) == (422, "export_reason_missing")


@pytest.mark.django_db
def test_the_plan_says_how_much_would_leave(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("worker_a1"))
    plan = client.get(f"{LISTS}/plan?list=residents").json()
    assert plan == {"rows": 2, "grids": 1, "may_full": True, "most_in_full": 30}
    plan = client_of(people.account("chief")).get(f"{LISTS}/plan?list=residents").json()
    assert (plan["rows"], plan["most_in_full"]) == (4, None)


@pytest.mark.django_db
def test_nobody_takes_what_another_let_out(people: World, client_of: SignIn) -> None:
    export = ask(client_of(people.account("worker_a1"))).json()["id"]
    for name in ("chief", "supervisor_a1", "privacy"):
        answer = client_of(people.account(name)).get(f"{LISTS}/{export}/file")
        assert answer.status_code == 404


@pytest.mark.django_db
def test_who_lost_the_post_meanwhile_takes_nothing(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("worker_a1"))
    export = ask(client).json()["id"]
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    Appointment.objects.filter(member__name="测试worker_a1").update(
        valid_to=clock.today() - timedelta(days=1)
    )
    client = client_of(people.account("worker_a1"))
    assert client.get(f"{LISTS}/{export}/file").status_code in (403, 404)


@pytest.mark.django_db
def test_an_expired_export_is_gone(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("worker_a1"))
    with time_machine.travel(NOON):
        export = ask(client).json()["id"]
    with time_machine.travel(NOON + timedelta(hours=24)):
        client = client_of(people.account("worker_a1"))
        answer = client.get(f"{LISTS}/{export}/file")
    assert (answer.status_code, answer.json()["code"]) == (409, "export_expired")


@pytest.mark.django_db
def test_each_taking_is_on_the_record(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("worker_a1"))
    export = ask(client).json()["id"]
    for _ in range(2):
        taken(client, export)
    assert ExportTaking.objects.filter(export_id=export).count() == 2
    acts = Line.objects.filter(act__startswith="audit.").order_by("seq")
    assert list(acts.values_list("act", flat=True)) == [
        "audit.exported",
        "audit.export_taken",
        "audit.export_taken",
    ]


@pytest.mark.django_db
def test_more_than_two_downloads_at_once_wait(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("worker_a1"))
    exports = [ask(client).json()["id"] for _ in range(3)]
    for export in exports[:2]:
        assert client.get(f"{LISTS}/{export}/file").status_code == 200
    answer = client.get(f"{LISTS}/{exports[2]}/file")
    assert (answer.status_code, answer.json()["code"]) == (409, "export_busy")


# -- how it ends -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_whole_list_is_done(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("chief"))
    content = taken(client, ask(client).json()["id"])
    export = Export.objects.get()
    assert (export.state, export.rows, export.bytes) == ("done", 4, len(content))
    assert export.ended_at is not None


@pytest.mark.django_db
def test_a_reader_who_goes_away_leaves_a_broken_export(people: World, client_of: SignIn) -> None:
    client, actor = client_of(people.account("chief")), people.actor("chief")
    pieces = send(actor, open_export(actor, UUID(ask(client).json()["id"])))
    first = next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    export = Export.objects.get()
    assert (export.state, export.rows, export.bytes) == ("broken", 0, len(first))


@pytest.mark.django_db
def test_a_database_that_stops_leaves_a_broken_export(
    people: World, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object) -> Iterator[object]:
        yield next(lines(actor, ExportKind.RESIDENTS, Wanted(), actor.readable()))
        raise OperationalError("terminating connection due to administrator command")

    client = client_of(people.account("chief"))
    actor = people.actor("chief")
    export_id = ask(client).json()["id"]
    monkeypatch.setattr(exports, "lines", stops)
    answer = client.get(f"{LISTS}/{export_id}/file")
    with pytest.raises(OperationalError):
        b"".join(answer)
    assert Export.objects.get().state == "broken"


@pytest.mark.django_db
def test_a_download_that_takes_too_long_is_broken_off(
    people: World, monkeypatch: pytest.MonkeyPatch, client_of: SignIn
) -> None:
    client = client_of(people.account("chief"))
    export_id = ask(client).json()["id"]
    monkeypatch.setattr(exports, "_deadline", lambda _export: 0.0)
    with pytest.raises(exports.ExportExpired):
        list(send(people.actor("chief"), Export.objects.get(pk=export_id)))
    assert Export.objects.get().state == "broken"


# -- prepared --------------------------------------------------------------------------------------


def prepared(world: World, client: Client, name: str) -> UUID:
    answer = ask(client, prepare=True)
    assert (answer.status_code, answer.json()["state"]) == (201, "preparing")
    export = UUID(answer.json()["id"])
    assert client.get(f"{LISTS}/{export}/file").json()["code"] == "export_not_ready"
    prepare(world.actor(name), export_id=export)
    return export


@pytest.mark.django_db
def test_a_prepared_list_lies_sealed_until_it_expires(people: World, client_of: SignIn) -> None:
    client = client_of(people.account("worker_a1"))
    with time_machine.travel(NOON):
        export = prepared(people, client, "worker_a1")
        assert "翠竹小区".encode() not in bytes(ExportFile.objects.get().content)
        rows = rows_of(taken(client, str(export)))
        assert (rows[-1], Export.objects.get().state) == (["完", "共 2 行"], "ready")
    with time_machine.travel(NOON + timedelta(hours=25)):
        schedule = operator("schedule")
        assert forget_expired(schedule, now=clock.now()) == 1
        assert not ExportFile.objects.exists()
    assert sentence(Line.objects.latest("seq"), "zh-Hans").endswith("的备好文件到期删除")


@pytest.mark.django_db
def test_preparing_again_changes_nothing(people: World, client_of: SignIn) -> None:
    export = prepared(people, client_of(people.account("worker_a1")), "worker_a1")
    before = ExportFile.objects.get().pk
    prepare(people.actor("worker_a1"), export_id=export)
    assert ExportFile.objects.get().pk == before


@pytest.mark.django_db
def test_what_is_too_large_to_prepare_says_so(
    people: World, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LARGEST_PREPARED > 1_000_000
    monkeypatch.setattr(exports, "LARGEST_PREPARED", 10)
    prepared(people, client_of(people.account("worker_a1")), "worker_a1")
    assert (Export.objects.get().state, ExportFile.objects.exists()) == ("failed", False)


@pytest.mark.django_db
def test_a_prepared_file_is_its_owners_alone(
    people: World, client_of: SignIn, behind_wall: Callable[[Account | None], None]
) -> None:
    prepared(people, client_of(people.account("worker_a1")), "worker_a1")
    behind_wall(people.account("chief"))
    assert not ExportFile.objects.exists()


@pytest.mark.django_db
def test_what_was_searched_for_is_stored_sealed(people: World, client_of: SignIn) -> None:
    ask(client_of(people.account("chief")), filter={"q": "翠竹小区a1"})
    export = Export.objects.get()
    assert "翠竹".encode() not in bytes(export.wanted)
    assert "翠竹" in (export.open_sealed("wanted") or "")
