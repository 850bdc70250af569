from gridward.kernel.sheets.fingerprint import apply_mapping, layout_key
from gridward.kernel.sheets.tables import Table
from tests.kernel.sheets.samples import HEADER, person, read


def table(header: list[str]) -> Table:
    return read([header, person(1)]).tables[0]


def test_the_same_headers_in_the_same_order_are_the_same_layout() -> None:
    spaced = ["序 号", "姓名*", "性别", "身份证号（必填）", "联系\t电话", "现住址："]
    assert layout_key(table(HEADER)) == layout_key(table(spaced))
    assert len(layout_key(table(HEADER))) == 32


def test_another_order_is_another_layout() -> None:
    assert layout_key(table(HEADER)) != layout_key(table([*HEADER[::-1]]))


def test_a_mapping_that_a_person_corrected_is_applied() -> None:
    people = table(HEADER)
    apply_mapping({0: "relation", 5: None}, people)
    assert [column.field for column in people.columns] == [
        "relation",
        "name",
        "sex",
        "identity",
        "phone",
        None,
    ]
    assert people.columns[0].score == 1.0
