import pytest

from gridward.kernel.sheets.accounting import RowClass
from gridward.kernel.sheets.tables import Table
from gridward.kernel.sheets.vocabulary import Vocabulary
from tests.kernel.sheets.samples import HEADER, PEOPLE, person, read, read_merged

BLANK = [""] * len(HEADER)


def fields(table: Table) -> list[str | None]:
    return [column.field for column in table.columns]


def names(table: Table) -> list[object]:
    column = table.column_of("name")
    assert column is not None
    place = table.columns.index(column)
    return [row[place] for _, row in table.body()]


def test_titles_above_the_header_are_no_people() -> None:
    reading = read(
        [["朱紫巷社区居民花名册"], ["填报单位：某某社区", "", "2022年4月"], HEADER, person(1)]
    )
    (table,) = reading.tables
    assert table.header_rows == range(3, 4)
    assert table.titles[0] == "朱紫巷社区居民花名册"
    assert [number for number, _ in table.body()] == [4]


def test_columns_in_any_order_and_unknown_columns_are_kept() -> None:
    table = read([["特长", "电话", "姓名"], ["书法", "13800000001", "赵一"]]).tables[0]
    assert fields(table) == [None, "phone", "name"]
    assert list(table.body()) == [(2, ["书法", "13800000001", "赵一"])]


def test_levels_of_a_merged_header_are_joined() -> None:
    rows = [[""] * 4, ["", "姓名", "身份证号", ""], ["一栋", "赵一", "36019919900101001X", "x"]]
    merges = [(0, 0, 1, 0, "住址"), (0, 1, 0, 2, "人员"), (0, 3, 1, 3, "备注")]
    table = read_merged(rows, merges).tables[0]
    assert table.header_rows == range(1, 3)
    assert [column.header for column in table.columns] == [
        "住址",
        "人员/姓名",
        "人员/身份证号",
        "备注",
    ]
    assert fields(table) == ["address", "name", "identity", None]


def test_levels_are_seen_without_merges_too() -> None:
    rows = [
        ["单元", "户", "", "人员", ""],
        ["", "户主", "住址", "姓名", "电话"],
        ["1", "赵一", "一栋", "赵一", "1"],
    ]
    table = read(rows).tables[0]
    assert [column.header for column in table.columns][1:] == [
        "户/户主",
        "户/住址",
        "人员/姓名",
        "人员/电话",
    ]
    assert fields(table) == [None, "head", "address", "name", "phone"]


def test_a_header_repeated_on_every_page_is_no_person() -> None:
    reading = read([HEADER, person(1), ["第1页"], ["名册（续）"], HEADER, person(2)])
    assert names(reading.tables[0]) == ["钱一", "孙一"]
    assert reading.counts()[RowClass.HEADER] == 2


def test_tables_stacked_in_a_sheet_are_two() -> None:
    cars = [["姓名", "电话", "车牌"], ["李一", "13800000009", "赣A00001"]]
    reading = read([HEADER, person(1), person(2), BLANK, ["车辆登记"], *cars])
    assert [table.rows for table in reading.tables] == [2, 1]
    assert reading.tables[1].titles == ["车辆登记"]
    assert names(reading.tables[1]) == ["李一"]


def test_tables_side_by_side_are_two() -> None:
    header, row = ["姓名", "电话"], ["赵一", "13800000001"]
    reading = read([[*header, "", *header], [*row, "", "钱二", "13800000002"], [*row, "", "", ""]])
    assert [names(table) for table in reading.tables] == [["赵一", "赵一"], ["钱二"]]


def test_the_same_columns_twice_without_a_gap_are_two_tables() -> None:
    reading = read(
        [["姓名", "电话", "姓名", "电话"], ["赵一", "13800000001", "钱二", "13800000002"]]
    )
    assert [names(table) for table in reading.tables] == [["赵一"], ["钱二"]]


def test_an_empty_column_within_a_table_does_not_part_it() -> None:
    rows = [
        ["姓名", "身份证号", "", "电话", "住址"],
        ["赵一", "36019919900101001X", "", "1", "一栋"],
    ]
    (table,) = read(rows).tables
    assert fields(table) == ["name", "identity", None, "phone", "address"]


def test_totals_notes_and_signatures_are_no_people() -> None:
    reading = read(
        [
            HEADER,
            person(1),
            ["合 计", "1人"],
            ["", "小计：1"],
            BLANK,
            ["注：以上人员均已核实"],
            ["填表人：某某", "", "审核：某某", "", "2022年4月1日"],
            ["网格员（签字）："],
        ]
    )
    assert reading.tables[0].rows == 1
    assert reading.counts()[RowClass.TOTAL] == 2
    assert reading.counts()[RowClass.NOTE] == 3


@pytest.mark.parametrize(
    "hint",
    [
        ["", "必填", "男/女", "必填，18位", "多个用;分隔", "如：1栋101"],
        ["示例", "张三", "男", "36019919900101001X", "13800000000", "一栋"],
    ],
)
def test_hint_rows_under_the_header_are_no_people(hint: list[str]) -> None:
    reading = read([HEADER, hint, person(1)])
    assert reading.account()[1] is RowClass.HINT
    assert reading.tables[0].rows == 1


def test_an_address_merged_over_its_people_is_filled_down() -> None:
    rows = [["姓名", "住址"], ["赵一", ""], ["钱二", ""], ["孙三", ""]]
    table = read_merged(rows, [(1, 1, 2, 1, "一栋101")]).tables[0]
    assert [row for _, row in table.body()] == [
        ["赵一", "一栋101"],
        ["钱二", "一栋101"],
        ["孙三", ""],
    ]
    assert table.columns[1].fills == "merges"


def test_blanks_mean_as_above_only_where_the_sheet_is_written_so() -> None:
    left_out = [["姓名", "住址"], ["赵一", "一栋"], ["钱二", ""], ["孙三", "二栋"], ["李四", ""]]
    written = [["姓名", "住址"], ["赵一", "一栋"], ["钱二", "一栋"], ["孙三", ""], ["李四", "二栋"]]
    assert [row[1] for _, row in read(left_out).tables[0].body()] == [
        "一栋",
        "一栋",
        "二栋",
        "二栋",
    ]
    assert [row[1] for _, row in read(written).tables[0].body()] == ["一栋", "一栋", "", "二栋"]


@pytest.mark.parametrize("mark", ["同上", "〃", "″", '""""', "同 上"])
def test_ditto_marks_repeat_the_value_above(mark: str) -> None:
    rows = [["姓名", "住址"], ["赵一", "一栋"], ["钱二", mark], ["孙三", mark]]
    assert [row[1] for _, row in read(rows).tables[0].body()] == ["一栋"] * 3


def test_ditto_to_the_left() -> None:
    rows = [["姓名", "住址", "户籍地址"], ["赵一", "一栋", "同左"]]
    assert next(read(rows).tables[0].body()) == (2, ["赵一", "一栋", "一栋"])


def test_section_lines_stand_for_the_rows_below_and_stop_what_is_carried_down() -> None:
    rows = [["序号", "姓名", "住址"], ["1", "赵一", "101"], ["三栋"], ["2", "钱二", "〃"]]
    table = read(rows).tables[0]
    assert table.sections == [(3, "三栋")]
    assert [row for _, row in table.body()] == [["1", "赵一", "101"], ["2", "钱二", ""]]


def test_a_row_with_a_name_alone_is_still_a_person() -> None:
    assert names(read([HEADER, person(1), ["", "钱二"]]).tables[0]) == ["钱一", "钱二"]


def test_rows_without_any_header_are_proposed_with_a_low_score() -> None:
    (table,) = read([person(1)[1:5], person(2)[1:5], person(3)[1:5]]).tables
    assert fields(table) == ["name", "sex", "identity", "phone"]
    assert table.score < 0.5
    assert table.rows == 3


def test_rows_without_header_and_without_convincing_values_are_left_unread() -> None:
    reading = read([["1", "2"], ["3", "4"]])
    assert reading.tables == []
    assert reading.account() == [RowClass.UNREAD, RowClass.UNREAD]


def test_a_header_is_found_without_any_vocabulary() -> None:
    rows = [
        ["项目", "期末余额", "期初余额"],
        ["应收利息", "1,780.00", "62.10"],
        ["合计", "1,780.00", "62.10"],
    ]
    reading = read(rows, Vocabulary())
    assert reading.account() == [RowClass.HEADER, RowClass.DATA, RowClass.TOTAL]


def test_people_far_down_a_large_sheet_are_all_found() -> None:
    reading = read(
        [HEADER, *(person(i) for i in range(5000)), BLANK, HEADER, *(person(i) for i in range(7))]
    )
    assert [table.rows for table in reading.tables] == [5007]


def test_a_head_of_household_in_a_data_row_does_not_end_the_table() -> None:
    rows = [
        ["姓名", "关系", "性别"],
        ["赵一", "户主", "男"],
        ["钱二", "妻", "女"],
        ["孙三", "户主", ""],
    ]
    (table,) = read(rows).tables
    assert table.rows == 3
    assert not read(rows).cards


def test_a_sheet_of_blanks_has_no_table() -> None:
    reading = read([["", " "], ["x", ""]])
    assert reading.tables == []
    assert PEOPLE.is_label("姓 名*")
