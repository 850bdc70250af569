import pytest

from gridward.kernel.sheets.accounting import RowClass
from gridward.kernel.sheets.cards import ticked
from gridward.kernel.sheets.vocabulary import Field, Vocabulary
from tests.kernel.sheets.samples import PEOPLE, read, read_merged

MEMBERS = ["姓名", "性别", "身份证号", "工作单位", "联系电话"]


def annex3(room: str, *people: list[str]) -> list[list[str]]:
    return [
        ["西湖街道 朱紫巷社区 网格“户”信息登记表"],
        [f"家庭住址：{room}   居住类型： 自住☑ 租住□ 借住□"],
        MEMBERS,
        *people,
        ["", "", "", "", "是□ 否□"],
        ["网格员（签字）：", "", "", "网格长（签字）："],
        [""],
    ]


ZHAO = ["赵一", "男", "36019919900101001X", "", "13800000001"]
QIAN = ["钱二", "女", "36019919900101002X", "某厂", "13800000002"]


def test_household_forms_stacked_down_a_sheet() -> None:
    reading = read([*annex3("3栋2单元301", ZHAO, QIAN), *annex3("3栋2单元302", ZHAO)])
    first, second = reading.cards
    assert first.head["address"].text == "3栋2单元301"
    assert ticked(first.head["tenure"].text) == {"自住": True, "租住": False, "借住": False}
    assert second.titles == ["西湖街道 朱紫巷社区 网格“户”信息登记表"]
    assert first.table is not None
    assert second.table is not None
    assert [number for number, _ in first.table.body()] == [4, 5]
    assert [row[0] for _, row in second.table.body()] == ["赵一"]
    assert reading.tables == []


def test_the_rows_of_a_form_are_accounted_for() -> None:
    reading = read(annex3("301", ZHAO))
    assert (
        reading.account()
        == [
            RowClass.TITLE,
            RowClass.CARD_HEAD,
            RowClass.HEADER,
            RowClass.DATA,
            RowClass.BLANK,
            RowClass.NOTE,
            RowClass.BLANK,
        ][: len(reading.account())]
    )


def test_labels_with_their_value_in_the_next_cell() -> None:
    card = [["户主", "赵一", "电话", "13800000001"], ["住址", "301", "居住类型", "自住"]]
    rows = [*card, MEMBERS, ZHAO, [""], *card, MEMBERS, QIAN]
    first, second = read(rows).cards
    assert {name: value.text for name, value in first.head.items()} == {
        "head": "赵一",
        "phone": "13800000001",
        "address": "301",
        "tenure": "自住",
    }
    assert second.table is not None
    assert [number for number, _ in second.table.body()] == [9]


def test_a_label_merged_over_two_columns_has_its_value_behind_them() -> None:
    rows = [["", "", "", "", ""], MEMBERS, ZHAO]
    reading = read_merged(rows, [(0, 0, 0, 1, "家庭住址："), (0, 2, 0, 4, "301")])
    assert reading.cards[0].head["address"].text == "301"
    assert (reading.cards[0].head["address"].row, reading.cards[0].head["address"].column) == (1, 2)


def test_a_header_shown_once_serves_the_cards_below() -> None:
    rows = [MEMBERS, ["家庭住址：301"], ZHAO, QIAN, ["家庭住址：302"], ZHAO]
    reading = read(rows)
    assert [card.head["address"].text for card in reading.cards] == ["301", "302"]
    assert [card.table.rows for card in reading.cards if card.table] == [2, 1]
    assert reading.tables == []


def test_forms_without_a_table_are_cards_too() -> None:
    form = [["姓名", "赵一", "性别", "男"], ["住址", "301", "电话", "13800000001"]]
    cards = read([*form, [""], *form]).cards
    assert [card.head["name"].text for card in cards] == ["赵一", "赵一"]
    assert (cards[1].first_row, cards[1].last_row) == (4, 5)


def test_only_the_labels_that_head_cards_begin_one_where_the_vocabulary_says_which() -> None:
    vocabulary = Vocabulary(
        [
            *PEOPLE.fields.values(),
            Field("site", ("所在小区",), heads_cards=True),
        ]
    )
    rows = [["填报人：某某 联系电话：1"], MEMBERS, ZHAO]
    assert read(rows).cards
    assert not read(rows, vocabulary).cards
    assert read([["所在小区：某小区"], MEMBERS, ZHAO], vocabulary).cards


def test_labels_that_no_field_knows_are_kept() -> None:
    card = read([["家庭住址：301 片区：东"], MEMBERS, ZHAO]).cards[0]
    assert card.other["片区"].text == "东"


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("自住☑ 租住□ 借住□", {"自住": True, "租住": False, "借住": False}),
        ("是√\n否□", {"是": True, "否": False}),
        ("☑自住 □租住", {"自住": True, "租住": False}),
        ("□是 ■否", {"是": False, "否": True}),
        ("自住", {}),
    ],
)
def test_ticked_options(text: str, options: dict[str, bool]) -> None:
    assert ticked(text) == options
