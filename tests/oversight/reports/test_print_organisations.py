"""Annex 4 on paper: the organisation's line, its contacts, its people, boxes ticked."""

import pytest

from gridward.ground.register.services.contacts import set_contact
from gridward.ground.register.services.employees import add_employee
from gridward.ground.register.services.organisations import close_organisation
from gridward.ground.register.services.situations import change_organisation_situation
from gridward.ground.register.terms.people import ContactRole, KeyPerson, Measure, Trading
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat
from gridward.oversight.reports.queries.forms import Chosen
from gridward.oversight.reports.services.forms import organisation_forms
from gridward.oversight.reports.services.paper import Manner
from tests.ground.register.people import number, organisation
from tests.oversight.reports.papers import cells, pages, text, whole, word
from tests.world import World

pytestmark = pytest.mark.django_db
DOCX = Manner(PaperFormat.DOCX)


@pytest.fixture
def worker(world: World) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def shop(world: World, worker: Actor) -> Chosen:
    row = organisation(
        *(world, worker),
        address_text="朱紫巷88号",
        legal_representative="李四",
        phone="0791-86123456",
        trading=Trading.OPEN,
        industry="F",
    )
    set_contact(
        *(worker,),
        organisation_id=row.pk,
        role=ContactRole.PREVENTION_LEAD,
        name="张三",
        phone="13800138000",
    )
    set_contact(worker, organisation_id=row.pk, role=ContactRole.MEDICAL, name="王医生")
    change_organisation_situation(
        worker,
        organisation_id=row.pk,
        resumption_filed=True,
        measures=[Measure.DUTY_24, Measure.ISOLATION_ROOM],
    )
    add_employee(
        *(worker,),
        organisation_id=row.pk,
        name="赵六",
        document=number(3),
        address_text="翠竹小区2栋",
        phone="13900139000",
        situation={"fever": False, "key_person": KeyPerson.CITY_KEY_AREA},
    )
    return Chosen(ids=(row.pk,))


def test_the_word_file_has_every_field_of_the_annex_in_its_place(
    worker: Actor, shop: Chosen
) -> None:
    document = word(organisation_forms(worker, chosen=shop, manner=DOCX).content)
    title, *rest = [one.text for one in document.paragraphs if one.text.strip()]
    assert title.replace("　", "") == "西湖街道 朱紫巷社区网格“组织”信息登记表"
    assert rest == ["网格员（签字）：\t网格长（签字）："]
    heads, under, line = cells(document.tables[0])
    assert heads == [
        *("单位\n名称", "单位地址", "法人\n姓名", "联系电话", "经营\n状况", "所属\n行业"),
        *("防控负责人", "防控负责人", "测温人", "测温人", "医护人员", "医护人员"),
        *("复工\n备案", "防疫举措\n落实"),
    ]
    assert under[6:12] == ["姓名", "联系\n电话"] * 3
    assert line == [
        *("翠竹便利店", "朱紫巷88号", "李四", "0791-****3456", "营业☑\n休业□", "批发和零售业"),
        *("张三", "138****8000", "", "", "王医生", "", "是☑\n否□"),
        "全天值班☑\n全面消杀□\n全员分餐□\n全面承诺□\n预案□\n口罩□\n测温仪□\n隔离室☑",
    ]
    caption, columns, first, blank = cells(document.tables[1])
    assert caption == ["从业人员信息"] * 6
    assert columns == ["姓名", "身份证号", "家庭住址", "联系方式", "是否发热", "重点人员"]
    assert first == [
        *("赵六", "3601**********0033", "翠竹小区2栋", "139****9000", "是□\n否☑"),
        "中高风险地区人员□\n市内重点地区人员☑\n其他返昌人员□",
    ]
    assert blank[0] == ""


def test_the_pdf_says_the_same_in_the_same_order(worker: Actor, shop: Chosen) -> None:
    said = text(organisation_forms(worker, chosen=shop, manner=Manner()).content)
    for words in (
        *("西湖街道朱紫巷社区网格“组织”信息登记表", "防控负责人测温人医护人员"),
        *("翠竹便利店朱紫巷88号李四0791-****3456营业☑休业□批发和零售业张三138****8000王医生是☑否□"),
        *("全天值班☑全面消杀□全员分餐□全面承诺□预案□口罩□测温仪□隔离室☑", "从业人员信息"),
        *("姓名身份证号家庭住址联系方式是否发热重点人员", "赵六3601**********0033翠竹小区2栋"),
        *(
            "是□否☑中高风险地区人员□市内重点地区人员☑其他返昌人员□",
            "网格员（签字）：网格长（签字）：",
        ),
    ):
        assert words in said


def test_in_full_for_a_reason(worker: Actor, shop: Chosen) -> None:
    manner = Manner(PaperFormat.DOCX, full=True, reason="送防疫物资")
    said = whole(word(organisation_forms(worker, chosen=shop, manner=manner).content))
    assert {"0791-86123456", "13800138000", number(3), "13900139000"} <= set(said.split("\n"))


def test_many_employees_go_on_with_the_heads_repeated(world: World, worker: Actor) -> None:
    row = organisation(world, worker, address_text="很长的地址" * 30)
    for serial in range(24):
        add_employee(worker, organisation_id=row.pk, name=f"员工第{serial}号")
    sheets = [
        "".join(one.split())
        for one in pages(
            organisation_forms(worker, chosen=Chosen(ids=(row.pk,)), manner=Manner()).content
        )
    ]
    assert len(sheets) > 1
    assert all("从业人员信息姓名身份证号" in one for one in sheets)
    assert all(f"员工第{serial}号" in "".join(sheets) for serial in range(24))


def test_a_whole_grid_leaves_out_closed_ones(world: World, worker: Actor, shop: Chosen) -> None:
    gone = organisation(world, worker, name="关门的店")
    close_organisation(worker, organisation_id=gone.pk, version=gone.version)
    chosen = Chosen(grid_id=world.grids["a1"].pk)
    said = text(organisation_forms(worker, chosen=chosen, manner=Manner()).content)
    assert "翠竹便利店" in said
    assert "关门的店" not in said


@pytest.mark.parametrize("kind", list(PaperFormat))
def test_a_grid_without_organisations_gives_an_empty_official_form(
    world: World, worker: Actor, kind: PaperFormat
) -> None:
    chosen = Chosen(grid_id=world.grids["a1"].pk)
    content = organisation_forms(worker, chosen=chosen, manner=Manner(kind)).content
    said = text(content) if kind is PaperFormat.PDF else whole(word(content))
    assert "网格“组织”信息登记表" in said
    assert said.count("其他返昌人员□") == 2


@pytest.mark.parametrize("name", ["#panic()", "{{7*7}}", "<w:p/>", "=1+1"])
@pytest.mark.parametrize("kind", list(PaperFormat))
def test_whatever_a_name_looks_like_it_is_printed_as_it_is(
    world: World, worker: Actor, name: str, kind: PaperFormat
) -> None:
    row = organisation(world, worker, name=name)
    chosen = Chosen(ids=(row.pk,))
    content = organisation_forms(worker, chosen=chosen, manner=Manner(kind)).content
    assert name in (text(content) if kind is PaperFormat.PDF else whole(word(content)))
