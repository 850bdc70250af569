"""Reading one person of a row: what is taken, what is refused, what is only told."""

from datetime import date

import pytest

from gridward.ground.register.rules.roster.person_row import ParsedPerson, RowReader
from gridward.ground.register.terms.people import Away, DocumentKind, DocumentMissing, Sex, Tenure
from gridward.kernel.sheets.cells import Cell
from tests.ground.register.rosters.files import identity

NUMBER = identity(1)


def read(**cells: Cell) -> ParsedPerson:
    return RowReader(date(2022, 4, 1)).read({name: [cell] for name, cell in cells.items()})


def codes(person: ParsedPerson) -> list[str]:
    return [reason.code for reason in (*person.problems, *person.warnings)]


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        f"'{NUMBER}",
        f"\t{NUMBER}",
        f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
        f" {NUMBER}\xa0",
    ],
)
def test_a_number_behind_odd_characters_is_whole(typed: str) -> None:
    assert read(name="张伟", document=typed).document == NUMBER


def test_sex_and_birth_follow_from_the_number() -> None:
    person = read(name="张伟", document=NUMBER, sex="女", birth="1991-02-03")
    assert (person.sex, person.birth) == (Sex.MALE, date(1990, 1, 1))
    assert codes(person) == ["roster.sex_differs", "roster.birth_differs"]


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ("", DocumentMissing.NOT_GIVEN),
        ("无", DocumentMissing.NOT_GIVEN),
        ("新生儿未上户", DocumentMissing.INFANT),
        ("未办", DocumentMissing.NONE_HELD),
        ("拒绝提供", DocumentMissing.REFUSED),
    ],
)
def test_words_instead_of_a_number_say_why_there_is_none(
    typed: str, missing: DocumentMissing
) -> None:
    person = read(name="张伟", document=typed)
    assert (person.document, person.document_missing, person.problems) == ("", missing, ())


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("护照", "E12345678", DocumentKind.PASSPORT),
        ("", "E12345678", DocumentKind.PASSPORT),
        ("", "H1234567890", DocumentKind.HK_MACAO_PERMIT),
        ("台湾居民来往大陆通行证", "12345678", DocumentKind.TAIWAN_PERMIT),
    ],
)
def test_other_documents_are_recognised(kind: str, typed: str, stored: DocumentKind) -> None:
    person = read(name="张伟", document=typed, document_kind=kind)
    assert (person.document, person.document_kind) == (typed, stored)


@pytest.mark.parametrize(
    "typed", ["3.60199E+17", 3.60199199001010e17, "12345678", "36019919900101001"]
)
def test_a_ruined_or_short_number_is_refused_and_never_guessed(typed: Cell) -> None:
    person = read(name="张伟", document=typed)
    assert person.document == ""
    assert person.problems


def test_two_phones_in_a_cell_are_both_kept() -> None:
    assert read(name="张伟", phone="13800138000/0791-86123456").phones == (
        *("+8613800138000", "+8679186123456"),
    )


def test_a_wrong_phone_is_told_and_does_not_lose_the_person() -> None:
    person = read(name="张伟", phone="1380013800")
    assert (person.name, person.phones, person.problems) == ("张伟", (), ())
    assert codes(person) == ["phone.form"]


def test_an_age_is_kept_as_a_note_and_no_birth_is_made_of_it() -> None:
    person = read(name="张伟", age=35.0)
    assert (person.birth, person.note) == (None, "登记时35岁")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        *(("√", True), ("是", True), ("1", True), ("是☑ 否□", True)),
        *(("是□否√", False), ("否", False), ("0", False), ("是□\n否□", None)),
    ],
)  # fmt: skip
def test_ticks_are_read(typed: str, said: bool | None) -> None:
    assert read(name="张伟", tested=typed).tested is said


def test_tenure_and_away_are_read_by_their_tick() -> None:
    person = read(name="张伟", tenure="自住□  租住☑  借住□", away="区外□\n市外□\n省外☑")
    assert (person.tenure, person.away) == (Tenure.RENTED, Away.PROVINCE)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("张 伟", "张伟"), ("阿里木•买买提", "阿里木·买买提"), ("张伟（户主）", "张伟"), ("John Smith", "John Smith")],
)  # fmt: skip
def test_names_are_tidied(typed: str, name: str) -> None:
    assert read(name=typed).name == name


@pytest.mark.parametrize(
    ("typed", "code"), [("张伟123", "roster.name_form"), ("/", "roster.name_missing")]
)
def test_what_is_no_name_is_refused(typed: str, code: str) -> None:
    assert codes(read(name=typed, document=NUMBER)) == [code]


@pytest.mark.parametrize(
    "typed",
    [date(1990, 1, 2), "1990-01-02", "1990.1.2", "1990年1月2日", "19900102", "1990/1/2", 32875.0],
)
def test_births_are_read_in_many_forms(typed: Cell) -> None:
    assert read(name="张伟", birth=typed).birth == date(1990, 1, 2)
