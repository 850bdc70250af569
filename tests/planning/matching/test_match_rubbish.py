"""Lists that are partly rubbish, tables, and records that cannot be told apart."""

import pyarrow as pa
import pytest

from gridward.planning.matching import DoubleKey, Row, Verdict, match
from gridward.planning.matching.tables import MATCHES, persons_table, rows_table
from tests.planning.matching.homes import MAN, NEIGHBOUR, REGISTER, WIFE, about

RUBBISH = (
    Row("empty"),
    Row("total", name="合计", address="共 40 人"),
    Row("words", document="见附件", phones=("", "无"), name="同上", address="——"),
    Row("signs", name="?!\n\x1f\x00", address="\t\n\x1f", sex="", birth_year=0),
    Row("digits", name="13800", birth_year=-1, address="0000000000000000000000000000号"),
    Row("long", name="王" * 5_000, address="3栋" * 5_000),
)


def test_rubbish_means_nobody_and_leaves_its_neighbours_alone() -> None:
    people = [MAN, WIFE, NEIGHBOUR]
    good = [about(one, key=one.key) for one in people]
    found = list(match([*RUBBISH[:3], *good, *RUBBISH[3:]], REGISTER))
    assert (
        [one.row for one in found[3:6]]
        == [one.person for one in found[3:6]]
        == ["man", "wife", "neighbour"]
    )
    others = [*found[:3], *found[6:]]
    assert [(one.verdict, one.candidates) for one in others] == [(Verdict.NONE, ())] * 6


def test_a_list_without_rows_and_a_register_without_persons() -> None:
    assert list(match([], REGISTER)) == []
    [found] = match([about(MAN)], [])
    assert (found.verdict, found.candidates) == (Verdict.NONE, ())


def test_rows_as_a_table_are_answered_by_a_table_that_says_the_same() -> None:
    rows = [about(MAN, key="a"), Row("b", phones=("phone-4",), name="张强"), Row("c")]
    answers = match(rows_table(rows), persons_table(REGISTER))
    assert isinstance(answers, pa.Table)
    assert answers.schema == MATCHES
    plain = list(match(rows, REGISTER))
    assert answers["row"].to_pylist() == [one.row for one in plain]
    assert answers["verdict"].to_pylist() == [str(one.verdict) for one in plain]
    assert answers["person"].to_pylist() == [one.person for one in plain]
    told = [[(c["person"], c["score"]) for c in one] for one in answers["candidates"].to_pylist()]
    assert told == [[(c.person, c.score) for c in one.candidates] for one in plain]


def test_two_rows_or_two_persons_with_one_key_are_refused() -> None:
    with pytest.raises(DoubleKey, match="rows"):
        match([Row("a"), Row("a")], REGISTER)
    with pytest.raises(DoubleKey, match="persons"):
        match([Row("a")], [MAN, MAN])


def test_a_table_with_other_types_of_text_is_taken_and_one_without_a_column_refused() -> None:
    table = rows_table([about(MAN)])
    large = table.set_column(3, "name", table["name"].cast(pa.large_string()))
    assert match(large, REGISTER)["person"].to_pylist() == ["man"]
    with pytest.raises(KeyError):
        match(table.drop_columns("sex"), REGISTER)
