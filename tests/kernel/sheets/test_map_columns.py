import pytest

from gridward.kernel.sheets.columns import map_columns
from gridward.kernel.sheets.vocabulary import Field, Vocabulary, normalise_header
from tests.kernel.sheets.samples import PEOPLE, shaped


def mapped(headers: list[str], *rows: list[str]) -> list[str | None]:
    return [column.field for column in map_columns(list(enumerate(headers)), rows, PEOPLE)]


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("姓 名*", "姓名"),
        ("联系\n电话（必填）", "联系电话"),
        ("ＩＤ：", "id"),
        ("【身份证号】", "【身份证号】"),
        ("聯繫電話", "联系电话"),
        ("人员 / 姓名", "人员/姓名"),
    ],
)
def test_headers_are_compared_without_signs_spaces_and_remarks(header: str, plain: str) -> None:
    assert normalise_header(header) == normalise_header(plain)


def test_an_exact_header_wins_over_one_that_only_contains_the_word() -> None:
    assert mapped(["父亲姓名", "姓名"], ["赵一", "赵二"]) == [None, "name"]


def test_a_decoy_is_never_mapped() -> None:
    assert mapped(["户籍地址", "紧急联系人电话"], ["某县", "13800000001"]) == [None, None]


def test_the_address_is_found_beside_its_decoy() -> None:
    assert mapped(["户籍地址", "现住址"]) == [None, "address"]


def test_a_misspelt_header_is_near_enough() -> None:
    assert mapped(["身份证号吗"], ["36019919900101001X"]) == ["identity"]


def test_a_vague_header_needs_values_that_convince() -> None:
    assert mapped(["号码"], ["13800000001"], ["13800000002"]) == ["phone"]
    assert mapped(["号码"], ["A-17"], ["B-20"]) == [None]


def test_an_exact_header_stands_over_ruined_values() -> None:
    assert mapped(["身份证号"], ["3.60199E+17"], ["3.60199E+17"]) == ["identity"]


def test_numbered_headers_repeat_only_where_the_field_may() -> None:
    headers = ["姓名1", "姓名2", "联系电话1", "联系电话2"]
    columns = map_columns(list(enumerate(headers)), [], PEOPLE)
    assert [column.field for column in columns] == ["name", None, "phone", "phone"]
    assert [column.repeat for column in columns] == [1, 2, 1, 2]


def test_a_sequence_column_is_no_field() -> None:
    (column,) = map_columns([(0, "序号")], [["1"], ["2"]], PEOPLE)
    assert column.is_sequence
    assert column.field is None


def test_the_other_candidates_are_told() -> None:
    vocabulary = Vocabulary([Field("phone", ("电话",)), Field("fax", ("传真电话号",))])
    (column,) = map_columns([(0, "电话")], [], vocabulary)
    assert (column.field, column.score) == ("phone", 1.0)
    both = Vocabulary([Field("moved", ("迁入日期",)), Field("day", ("日期",))])
    (column,) = map_columns([(0, "迁入日期时间")], [], both)
    assert column.field == "moved"
    assert [match.field for match in column.alternatives] == ["day"]


def test_levels_are_matched_as_a_whole_before_their_last() -> None:
    vocabulary = Vocabulary(
        [Field("lead", ("防控负责人/姓名",)), Field("name", ("姓名",), looks_like=shaped(".*"))]
    )
    columns = map_columns([(0, "防控负责人/姓名"), (1, "人员/姓名")], [["赵", "钱"]], vocabulary)
    assert [column.field for column in columns] == ["lead", "name"]
