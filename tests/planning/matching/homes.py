"""A small register of invented people, and how to ask about one of them."""

from dataclasses import replace
from typing import Any

import duckdb
import pyarrow as pa

from gridward.planning.matching import Match, Person, Reason, Row, match
from gridward.planning.matching.comparing import model
from gridward.planning.matching.explaining import told
from gridward.planning.matching.preparing import load, make_records
from gridward.planning.matching.probable import score
from gridward.planning.matching.tables import persons_table, rows_table

HOME = "春禾苑3栋2单元501室"
NEXT_DOOR = "春禾苑3栋2单元502室"

MAN = Person("man", "number-1", ("phone-1",), "王建国", 1972, "male", HOME, "grid-1")
WIFE = Person("wife", "number-2", ("phone-2",), "李秀英", 1974, "female", HOME, "grid-1")
SON = Person("son", "number-3", ("phone-1",), "王浩宇", 2004, "male", HOME, "grid-1")
NEIGHBOUR = Person(
    "neighbour", "number-4", ("phone-4",), "陈丽", 1985, "female", NEXT_DOOR, "grid-1", ("old-4",)
)
WITHOUT_NUMBER = Person(
    "guest", None, ("phone-5",), "周志强", 1990, "male", "枫林里8栋301室", "grid-2"
)
REGISTER = (MAN, WIFE, SON, NEIGHBOUR, WITHOUT_NUMBER)


def about(person: Person, **changed: Any) -> Row:
    """A row that says of a person all that the register says, but for what is changed."""
    row = Row(
        "row",
        person.document,
        person.phones,
        person.name,
        person.birth_year,
        person.sex,
        person.address,
    )
    return replace(row, **changed)


def answer(row: Row, *persons: Person, register: tuple[Person, ...] = REGISTER) -> Match:
    """The answer to one row; `persons` live in the register too."""
    [found] = match([row], [*register, *persons])
    return found


def answers(*rows: Row) -> list[Match]:
    """The answers to rows asked together."""
    return list(match([replace(row, key=f"row-{n}") for n, row in enumerate(rows)], REGISTER))


def levels(found: Match, place: int = 0) -> dict[str, str]:
    """The level that each field of a candidate reached."""
    return {reason.field: reason.level for reason in found.candidates[place].reasons}


def compared(pairs: list[tuple[Row, Person]]) -> list[dict[str, Reason]]:
    """How far the two of each pair agree, field by field, whether or not they would be found."""
    rows = rows_table(replace(row, key=f"{n}") for n, (row, _) in enumerate(pairs))
    persons = persons_table(replace(person, key=f"{n}") for n, (_, person) in enumerate(pairs))
    with duckdb.connect() as store:
        load(store, rows, persons)
        numbers = range(len(pairs))
        two = pa.table({"row": list(numbers), "person": [-1 - n for n in numbers]})
        store.register("pairs", two)
        make_records(store)
        scored = score(store, "records", "pairs", model())
        found = store.sql(
            f"SELECT row, reasons FROM ({told(scored, model())}) ORDER BY row"
        ).fetchall()
    return [{one["field"]: Reason(**one) for one in reasons} for _, reasons in found]
