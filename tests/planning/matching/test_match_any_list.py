"""Whatever is in a list: each row is decided for itself, and answers keep their promises."""

from hypothesis import given, settings
from hypothesis import strategies as some

from gridward.planning.matching import Match, Person, Row, Verdict, match
from gridward.planning.matching.comparing import COMPARISONS
from tests.planning.matching.homes import REGISTER

WORDS = {one.field: one.words for one in COMPARISONS}
FIELDS = {
    "document": some.sampled_from(("number-1", "number-2", "number-9", "", None)),
    "phones": some.lists(
        some.sampled_from(("phone-1", "phone-2", "old-4", "", "x")), max_size=2
    ).map(tuple),
    "name": some.sampled_from(("王建国", "王健国", "王浩宇", "陈丽", "周志强", "赵敏", "无", ""))
    | some.text(max_size=6),
    "birth_year": some.sampled_from((1972, 1985, 2004, -5, 99999, None)),
    "sex": some.sampled_from(("male", "female", "", None)),
    "address": some.sampled_from(
        ("春禾苑3栋2单元501室", "春禾苑3栋2单元502室", "枫林里8栋301室", "")
    )
    | some.text(max_size=12),
}
ROWS = some.lists(some.builds(Row, key=some.just(""), **FIELDS), min_size=1, max_size=12)
PERSONS = some.lists(some.builds(Person, key=some.just(""), **FIELDS), max_size=8)


def numbered(records: list, letter: str) -> list:
    return [
        type(one)(f"{letter}{n}", **{field: getattr(one, field) for field in FIELDS})
        for n, one in enumerate(records)
    ]


@given(ROWS, PERSONS, some.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_neither_the_order_nor_other_rows_change_an_answer(rows, persons, chance) -> None:
    rows, persons = numbered(rows, "r"), [*numbered(persons, "p"), *REGISTER]
    together = {one.row: one for one in match(rows, persons)}
    mixed = chance.sample(rows, len(rows))
    assert list(match(mixed, chance.sample(persons, len(persons)))) == [
        together[row.key] for row in mixed
    ]
    alone = chance.choice(rows)
    assert list(match([alone], persons)) == [together[alone.key]]


@given(ROWS, PERSONS)
@settings(max_examples=5, deadline=None)
def test_every_row_is_answered_in_order_and_every_answer_holds_together(rows, persons) -> None:
    rows, persons = numbered(rows, "r"), [*numbered(persons, "p"), *REGISTER]
    found = list(match(rows, persons))
    assert [one.row for one in found] == [row.key for row in rows]
    known = {one.key: one for one in persons}
    for row, one in zip(rows, found, strict=True):
        holds_together(one)
        if one.verdict is Verdict.SURE:
            may_be_sure(row, known[one.person], one)


def holds_together(one: Match) -> None:
    assert (one.person is not None) == (one.verdict is Verdict.SURE)
    assert bool(one.candidates) == (one.verdict is not Verdict.NONE)
    assert one.person in (None, one.candidates[0].person if one.candidates else None)
    assert len({candidate.person for candidate in one.candidates}) == len(one.candidates) <= 5
    for candidate in one.candidates:
        assert 0 <= candidate.score <= 1
        assert all(reason.level in WORDS[reason.field] for reason in candidate.reasons)


def may_be_sure(row: Row, person: Person, found: Match) -> None:
    """A number that is there on both sides is one; without it the names sound alike and nothing contradicts."""
    levels = {reason.field: reason.level for reason in found.candidates[0].reasons}
    assert levels.get("document", "exact") == "exact"
    assert levels.get("name") not in ("same_surname", "differs")
    if not row.document or row.document != person.document:
        assert levels["name"] in ("exact", "sound_alike")
        assert "differs" not in (levels.get("birth_year"), levels.get("sex"))
        assert (
            levels.get("phone") in ("exact", "former")
            or levels["address"] == "same_household_address"
        )
