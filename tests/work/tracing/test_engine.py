"""Rows of a street through pseudonyms, files and the engine, against looking at every pair of rows."""

from datetime import datetime, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kernel.clock import LOCAL
from gridward.planning.tracing import Question
from gridward.work.tracing.services.engine import Asked, evidence
from gridward.work.tracing.terms import Street

BEGIN = datetime(2022, 7, 12, tzinfo=LOCAL)
WINDOW = timedelta(minutes=10)
PEOPLE, PLACES = [f"resident:{n}" for n in range(5)], ["gate:1", "gate:2"]
MOMENTS = st.integers(0, 40).map(lambda n: BEGIN + timedelta(minutes=5 * n))
SPELLS = st.tuples(MOMENTS, MOMENTS).map(sorted)
WHO = st.sampled_from(PEOPLE)
STREETS = st.builds(
    Street,
    passages=st.lists(st.tuples(WHO, st.sampled_from(PLACES), MOMENTS), max_size=14),
    stays=st.lists(
        st.tuples(WHO, st.just("shift:1"), SPELLS).map(lambda one: (one[0], one[1], *one[2])),
        max_size=4,
    ),
    groups=st.lists(
        st.tuples(WHO, st.sampled_from(["household:1", "household:2"])).map(
            lambda one: (*one, "household", None, None)
        ),
        max_size=5,
    ),
)
Firsts = dict[str, datetime]


def met(street: Street, who: str, since: datetime, until: datetime) -> Firsts:
    """Whom somebody met between two moments, and first when."""
    found: list[tuple[str, datetime]] = []
    for (one, here, at), (other, there, then) in product(street.passages, repeat=2):
        if one == who and here == there and since <= at <= until and abs(at - then) <= WINDOW:
            found.append((other, max(at, then)))
    ever = (BEGIN - timedelta(days=9), BEGIN + timedelta(days=9))
    spells = [*street.stays, *((one, group, *ever) for one, group, *_ in street.groups)]
    for (one, here, begin, end), (other, there, first, last) in product(spells, repeat=2):
        together = max(begin, first, since)
        if one == who and here == there and together <= min(end, last, until):
            found.append((other, together))
    return {
        other: min(at for name, at in found if name == other) for other, _ in found if other != who
    }


def reached(street: Street, who: str, since: datetime, until: datetime) -> dict[str, int]:
    first = met(street, who, since, until)
    second = {
        other: 2
        for contact, at in first.items()
        if at <= until
        for other in met(street, contact, at, until)
        if other != who and other not in first
    }
    return {**dict.fromkeys(first, 1), **second}


@settings(max_examples=8)
@given(STREETS)
def test_the_same_people_of_both_degrees_as_by_looking_at_every_pair(street: Street) -> None:
    since, until = BEGIN + timedelta(minutes=30), BEGIN + timedelta(minutes=120)
    found = evidence(street, Asked(PEOPLE[0], since, until, until), Question(2, 10))
    assert {one.person: one.degree for one in found} == reached(street, PEOPLE[0], since, until)
    names = {*PLACES, "shift:1", "household:1", "household:2"}
    assert {one.place for one in found} <= names
    assert all(one.via in PEOPLE if one.degree == 2 else one.via == "" for one in found)


def test_of_an_empty_street_nobody_is_asked() -> None:
    assert evidence(Street(), Asked("resident:0", BEGIN, BEGIN, BEGIN), Question()) == []
