"""What is suggested, which reasons fit, and what the drawings are made of."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from gridward.kernel.clock import LOCAL
from gridward.work.tracing.rules.deciding import REASONS, fits, suggested
from gridward.work.tracing.rules.drawing import Link, Met, Node, gatherings, links, shown
from gridward.work.tracing.terms import ContactDecision as D
from gridward.work.tracing.terms import DecisionReason
from gridward.work.tracing.terms import EvidenceKind as K

CASE, ANNA, BO, CHEN = (uuid4() for _ in range(4))
EIGHT = datetime(2022, 7, 14, 8, 10, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("degree", "kinds", "says"),
    [
        (1, [K.HOUSEHOLD], D.CLOSE),
        (1, [K.DWELLING], D.CLOSE),
        (1, [K.SHIFT, K.GATE], D.CLOSE),
        (1, [K.VISIT], D.CLOSE),
        (1, [K.GATE], D.GENERAL),
        (1, [K.ORGANISATION], None),
        (1, [K.ORGANISATION, K.GATE], None),
        (2, [K.HOUSEHOLD], D.SECONDARY),
        (2, [K.GATE], None),
        (2, [K.SHIFT], None),
    ],
)
def test_what_is_suggested(degree: int, kinds: list[K], says: D | None) -> None:
    assert suggested(degree, kinds) == says


def test_each_decision_has_its_reasons_and_every_reason_a_decision() -> None:
    assert fits(D.CLOSE, DecisionReason.LIVED_TOGETHER)
    assert not fits(D.NONE, DecisionReason.LIVED_TOGETHER)
    assert {one for reasons in REASONS.values() for one in reasons} == set(DecisionReason)
    assert set(REASONS) == set(D)


def met(contact: UUID, place: str, at: datetime, via: UUID | None = None, kind: K = K.GATE) -> Met:
    return Met(CASE, contact, via, kind, place, place, at, at, 0, 1)


def test_who_met_whom_is_one_line_however_often() -> None:
    persons = {ANNA: "anna", BO: "bo"}
    rows = [met(ANNA, "g1", EIGHT), met(ANNA, "g2", EIGHT - timedelta(hours=1))]
    rows.append(met(BO, "g1", EIGHT, ANNA, K.HOUSEHOLD))
    assert links(rows, persons, {CASE: "case"}) == [
        Link("anna", "bo", EIGHT, 1, (K.HOUSEHOLD,)),
        Link("case", "anna", EIGHT - timedelta(hours=1), 2, (K.GATE,)),
    ]


def test_people_gather_by_place_and_local_hour() -> None:
    rows = [
        met(ANNA, "east", EIGHT),
        met(BO, "east", EIGHT + timedelta(minutes=49)),
        met(CHEN, "east", EIGHT + timedelta(minutes=50)),
        met(CHEN, "home", EIGHT, kind=K.HOUSEHOLD),
        met(BO, "home", EIGHT + timedelta(days=1), kind=K.HOUSEHOLD),
        met(CHEN, "west", EIGHT, via=ANNA),
        met(BO, "west", EIGHT, via=ANNA),
    ]
    found = gatherings(rows)
    assert [(one.place, one.hour, set(one.contacts)) for one in found] == [
        ("east", EIGHT.replace(minute=0), {ANNA, BO}),
        ("home", None, {BO, CHEN}),
    ]


def test_cases_and_close_contacts_are_drawn_first() -> None:
    nodes = [Node(name, name, 2, None, None, None) for name in "abc"]
    nodes += [Node("close", "", 1, D.CLOSE, None, None), Node("case", "", 0, None, CASE, None)]
    edges = [Link("case", "b", EIGHT, 5, (K.GATE,))]
    assert [one.id for one in shown(nodes, edges, 3)] == ["case", "close", "b"]
