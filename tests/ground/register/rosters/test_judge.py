"""The verdicts on people of a file, without a database: one case for each outcome."""

from uuid import UUID

from gridward.ground.register.rules.roster.matching import Candidate, Judge, Known, Ref, Register
from gridward.ground.register.rules.roster.person_row import ParsedPerson
from gridward.ground.register.terms.people import ConflictKind, Sex
from gridward.ground.register.terms.roster import Outcome

HOME, RESIDENT, GRID = UUID(int=1), UUID(int=2), UUID(int=3)


def one(row: int, name: str, *, document: str = "", door: str | None = "door") -> Candidate:
    index = document.encode() or None
    return Candidate(Ref(0, row, 0), ParsedPerson(name=name, document=document), door, index=index)


def outcomes(*people: Candidate) -> list[Outcome]:
    """With 张伟, number A, living behind "door"."""
    known = Known(RESIDENT, HOME, GRID, "张伟", Sex.UNKNOWN, None, True, "", "", "")
    register = Register({b"A": known}, {}, {}, {"door": {HOME}}, str.encode)
    judge = Judge(register, people)
    return [judge.judge(person).outcome for person in people]


def test_a_new_person_is_added() -> None:
    assert outcomes(one(1, "王芳", document="B")) == [Outcome.ADDED]


def test_a_person_who_says_nothing_new_is_unchanged() -> None:
    assert outcomes(one(1, "张伟", document="A")) == [Outcome.UNCHANGED]


def test_a_person_who_says_more_is_updated() -> None:
    person = one(1, "张伟", document="A")
    person.person.employer = "禾丰贸易"
    assert outcomes(person) == [Outcome.UPDATED]


def test_a_repeated_row_is_the_same() -> None:
    people = (one(1, "王芳", document="B"), one(2, "王芳", document="B"))
    assert outcomes(*people) == [Outcome.ADDED, Outcome.SAME]


def test_another_name_under_a_known_number_is_a_conflict() -> None:
    assert outcomes(one(1, "李娜", document="A")) == [Outcome.CONFLICT]


def test_nobody_is_moved_to_another_door() -> None:
    person = one(1, "张伟", document="A", door="other")
    known = Known(RESIDENT, HOME, GRID, "张伟", Sex.UNKNOWN, None, True, "", "", "")
    verdict = Judge(Register({b"A": known}, {}, {}, {}, str.encode), [person]).judge(person)
    assert verdict.conflict is ConflictKind.TWO_HOUSEHOLDS


def test_neither_number_nor_address_is_rejected() -> None:
    assert outcomes(one(1, "王芳", door=None)) == [Outcome.REJECTED]
