"""Annex 3 on paper: every field where the founding document has it, masked by default, recorded when it leaves."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from gridward.ground.audit.models import Export, Line
from gridward.ground.audit.problems import ExportFullNotAllowed, ExportReasonMissing
from gridward.ground.register.queries.search import search
from gridward.ground.register.services.situations import change_resident_situation
from gridward.ground.register.terms.people import Away, Sex
from gridward.kernel.access import Actor
from gridward.kernel.documents.characters import code_point
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.masking import mask_document
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.kernel.rows import tell_database
from gridward.oversight.reports.problems import NoFormChosen, TooManyForms
from gridward.oversight.reports.queries.forms import Chosen
from gridward.oversight.reports.services.forms import household_forms
from gridward.oversight.reports.services.paper import Manner
from tests.ground.register.people import household, number, resident
from tests.oversight.reports.papers import cells, pages, text, whole, word
from tests.world import World

pytestmark = pytest.mark.django_db
DOCX = Manner(PaperFormat.DOCX)
HEADS = ["姓名", "性别", "身份证号", "工作单位", "车辆信息", "联系电话"] + [
    *("核酸\n检测", "重点地\n区人员", "当前人员在\n外情况"),
]


def family(world: World, actor: Actor) -> Chosen:
    home = household(world, actor)
    mother = resident(
        *(actor, home, "欧阳晓梅"),
        document=number(2),
        employer="翠竹便利店",
        plates=["赣A12345"],
        phones=["13800138000", "0791-86123456"],
    )
    change_resident_situation(
        actor, resident_id=mother.pk, tested=True, from_key_area=False, away=Away.CITY
    )
    resident(actor, home, "张小宝", document=number(1, "20200101"), phones=["13900139000"])
    return Chosen(ids=(home.pk,))


@pytest.fixture
def worker(world: World) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def home(world: World, worker: Actor) -> Chosen:
    return family(world, worker)


def test_the_word_file_has_every_field_of_the_annex_in_its_place(
    worker: Actor, home: Chosen
) -> None:
    document = word(household_forms(worker, chosen=home, manner=DOCX).content)
    title, address, *rest = [one.text for one in document.paragraphs if one.text.strip()]
    assert title.replace("　", "") == "西湖街道 朱紫巷社区 网格“户”信息登记表"
    assert address.startswith("家庭住址：翠竹小区1栋1单元101室\t居住类型： 自住☑  租住□  借住□")
    assert rest == ["网格员（签字）：\t网格长（签字）："]
    heads, first, *others = cells(document.tables[0])
    assert heads == HEADS
    assert first == [
        *("欧阳晓梅", "女", "3601**********0025", "翠竹便利店", "赣A12345"),
        *("138****8000\n0791-****3456", "是☑\n否□", "是□\n否☑", "区外□\n市外☑\n省外□"),
    ]
    assert others[0][0] == "张小宝"
    assert (
        others[1:] == [["", "", "", "", "", "", "是□\n否□", "是□\n否□", "区外□\n市外□\n省外□"]] * 2
    )


def test_the_pdf_says_the_same_in_the_same_order(worker: Actor, home: Chosen) -> None:
    said = text(household_forms(worker, chosen=home, manner=Manner()).content)
    for words in (
        *("西湖街道朱紫巷社区网格“户”信息登记表", "家庭住址：翠竹小区1栋1单元101室"),
        *("居住类型：自住☑租住□借住□", "姓名性别身份证号工作单位车辆信息联系电话核酸检测"),
        *("重点地区人员当前人员在外情况", "欧阳晓梅女3601**********0025翠竹便利店赣A12345"),
        *("138****80000791-****3456", "是☑否□是□否☑区外□市外☑省外□"),
        *("网格员（签字）：网格长（签字）：", "朱紫巷社区第1网格360103005002001"),
    ):
        assert words in said


def test_landscape_a4_is_the_paper_of_the_original(worker: Actor, home: Chosen) -> None:
    section = word(household_forms(worker, chosen=home, manner=DOCX).content).sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)


@pytest.mark.parametrize("kind", list(PaperFormat))
def test_the_watermark_names_who_took_it_and_the_number_of_the_export(
    worker: Actor, home: Chosen, kind: PaperFormat
) -> None:
    printed = household_forms(worker, chosen=home, manner=Manner(kind))
    export = Export.objects.get()
    foot = (
        text(printed.content)
        if kind is PaperFormat.PDF
        else whole(word(printed.content)).replace(" ", "")
    )
    assert "".join(export.watermark().split()) in foot
    assert "worker_a1" in foot


def test_a_form_that_leaves_is_on_the_record_once(worker: Actor, home: Chosen) -> None:
    printed = household_forms(worker, chosen=home, manner=Manner())
    export = Export.objects.get()
    assert (export.kind, export.format, export.masked, export.rows) == ("annex3", "pdf", True, 2)
    assert export.bytes == len(printed.content)
    assert Line.objects.filter(about_id=export.pk).count() == 1


def test_in_full_for_a_reason_but_children_stay_masked(worker: Actor, home: Chosen) -> None:
    manner = Manner(PaperFormat.DOCX, full=True, reason="上门核对")
    rows = cells(word(household_forms(worker, chosen=home, manner=manner).content).tables[0])
    assert rows[1][2] == number(2)
    assert rows[1][5] == "13800138000\n0791-86123456"
    assert rows[2][2] == mask_document(number(1, "20200101"))
    assert rows[2][5] == "139****9000"
    assert Line.objects.filter(reason="上门核对").exists()


def test_in_full_without_a_reason_nothing_leaves(worker: Actor, home: Chosen) -> None:
    with pytest.raises(ExportReasonMissing):
        household_forms(worker, chosen=home, manner=Manner(full=True, reason=" "))
    assert not Export.objects.exists()


def test_who_may_not_reveal_prints_masked_only(world: World, home: Chosen) -> None:
    leader = world.actor("leader_a")
    held = {name: grids for name, grids in leader.held.items() if name != "register.reveal"}
    blind = Actor(leader.account_id, leader.name, leader.street_id, leader.member_id, held=held)
    assert household_forms(blind, chosen=home, manner=DOCX).content
    with pytest.raises(ExportFullNotAllowed):
        household_forms(blind, chosen=home, manner=Manner(full=True, reason="核对"))


def test_the_police_read_the_register_but_take_no_forms(world: World, home: Chosen) -> None:
    with pytest.raises(NotAllowed):
        household_forms(world.actor("police_a"), chosen=home, manner=DOCX)


def test_a_neighbour_grid_does_not_exist(world: World, home: Chosen) -> None:
    with pytest.raises(NotFound):
        household_forms(world.actor("worker_a2"), chosen=home, manner=DOCX)


def test_boxes_of_an_epidemic_stay_empty_and_it_is_said_where_they_may_not_be_read(
    world: World, home: Chosen
) -> None:
    leader = world.actor("leader_a")
    held = {name: grids for name, grids in leader.held.items() if name != "situation.read"}
    blind = Actor(leader.account_id, leader.name, leader.street_id, leader.member_id, held=held)
    document = word(household_forms(blind, chosen=home, manner=DOCX).content)
    assert cells(document.tables[0])[1][6:] == ["是□\n否□", "是□\n否□", "区外□\n市外□\n省外□"]
    assert "您的岗位不能查看疫情相关情况" in whole(document)


def test_a_selection_prints_each_household_on_its_own_page_by_door(
    world: World, worker: Actor
) -> None:
    homes = [household(world, worker, door) for door in ("a1-2-101", "a1-1-202", "a1-1-101")]
    printed = household_forms(
        worker, chosen=Chosen(ids=tuple(one.pk for one in homes)), manner=Manner()
    )
    doors = ["1单元101室", "1单元202室", "2单元101室"]
    assert [
        next(d for d in doors if d in "".join(p.split())) for p in pages(printed.content)
    ] == doors


def test_a_whole_grid_leaves_out_empty_doors(world: World, worker: Actor) -> None:
    household(world, worker, "a1-1-101")
    household(world, worker, "a1-1-102", state="empty")
    chosen = Chosen(grid_id=world.grids["a1"].pk)
    assert len(pages(household_forms(worker, chosen=chosen, manner=Manner()).content)) == 1


@pytest.mark.parametrize("kind", list(PaperFormat))
def test_a_grid_without_households_gives_an_empty_official_form(
    world: World, worker: Actor, kind: PaperFormat
) -> None:
    chosen = Chosen(grid_id=world.grids["a1"].pk)
    content = household_forms(worker, chosen=chosen, manner=Manner(kind)).content
    said = text(content) if kind is PaperFormat.PDF else whole(word(content))
    assert "网格“户”信息登记表" in said
    assert "朱紫巷" in said
    assert said.count("省外□") == 4


def test_twenty_people_go_on_with_the_heads_repeated(world: World, worker: Actor) -> None:
    home = household(world, worker, "a1-1-101")
    for serial in range(20):
        resident(worker, home, f"测试第{serial}人", employer="很长的单位名称" * 10)
    chosen = Chosen(ids=(home.pk,))
    sheets = [
        "".join(one.split())
        for one in pages(household_forms(worker, chosen=chosen, manner=Manner()).content)
    ]
    assert len(sheets) > 1
    assert all("姓名性别身份证号" in one for one in sheets)
    assert all(f"测试第{serial}人" in "".join(sheets) for serial in range(20))
    table = word(household_forms(worker, chosen=chosen, manner=DOCX).content).tables[0]
    assert len(table.rows) == 21
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:cantSplit" in table.rows[1]._tr.xml


@pytest.mark.parametrize(
    "name", ["#panic()", "{{7*7}}", "{%if%}", "<w:p/>", "=1+1", "@SUM(A1)", "𠮷田", "䶮·㛃", "&lt;"]
)
@pytest.mark.parametrize("kind", list(PaperFormat))
def test_whatever_a_name_looks_like_it_is_printed_as_it_is(
    world: World, worker: Actor, name: str, kind: PaperFormat
) -> None:
    home = household(world, worker, "a1-1-101")
    resident(worker, home, name)
    content = household_forms(worker, chosen=Chosen(ids=(home.pk,)), manner=Manner(kind)).content
    said = text(content) if kind is PaperFormat.PDF else whole(word(content))
    assert name in said


def test_a_rare_name_goes_from_search_to_paper(world: World, worker: Actor) -> None:
    home = household(world, worker, "a1-1-101")
    for name in ("𠮷小满", "龚䶮", "许𬱖"):
        resident(worker, home, name)
        tell_database(worker)
        (hit,) = [one for one in search(worker, name) if one.title == name]
        assert hit.opens == home.pk
    said = text(household_forms(worker, chosen=Chosen(ids=(home.pk,)), manner=Manner()).content)
    assert all(name in said or code_point(name[-1]) in said for name in ("龚䶮", "许𬱖"))
    assert "𠮷小满" in said or "U+20BB7小满" in said


def test_thirty_households_take_as_many_queries_as_one(
    world: World, worker: Actor, home: Chosen, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many = [household(world, worker, "a1-1-102") for _ in range(30)]
    for one in many:
        resident(worker, one, "李四", phones=["13800138001"], plates=["赣A54321"])
    chosen = Chosen(ids=tuple(one.pk for one in many))
    with CaptureQueriesContext(connection) as one_form:
        household_forms(worker, chosen=home, manner=DOCX)
    with django_assert_num_queries(len(one_form)):
        household_forms(worker, chosen=chosen, manner=DOCX)


def test_rows_or_a_grid_must_be_named_not_both(world: World, worker: Actor, home: Chosen) -> None:
    for chosen in (Chosen(), Chosen(ids=home.ids, grid_id=world.grids["a1"].pk)):
        with pytest.raises(NoFormChosen):
            household_forms(worker, chosen=chosen, manner=DOCX)


def test_more_forms_than_one_file_holds_are_refused_in_words(
    world: World, worker: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for door in ("a1-1-101", "a1-1-102", "a1-1-201"):
        household(world, worker, door)
    monkeypatch.setattr("gridward.oversight.reports.queries.forms.MOST_FORMS", 2)
    with pytest.raises(TooManyForms) as refused:
        household_forms(worker, chosen=Chosen(grid_id=world.grids["a1"].pk), manner=DOCX)
    assert "2 份" in refused.value.sentence()


def test_other_papers_and_missing_ones_are_said_in_words(world: World, worker: Actor) -> None:
    home = household(world, worker, "a1-1-101")
    resident(worker, home, "马克", document="E12345678", document_kind="passport", sex=Sex.MALE)
    resident(worker, home, "新生儿", document_missing="infant")
    rows = cells(
        word(household_forms(worker, chosen=Chosen(ids=(home.pk,)), manner=DOCX).content).tables[0]
    )
    assert rows[1][2] == "护照\nE1*****78"
    assert rows[2][1:3] == ["", "婴幼儿，尚未办理"]
