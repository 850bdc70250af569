"""The simulator's people: invented, the same for the same seed, and what is declared of them changes what is told."""

from datetime import UTC, datetime, timedelta

import pytest

from gridward.exchange.codes.problems import CodeExpired, CodeUnknown
from gridward.exchange.codes.rules.inventing import AREA, CAST, MOST_PEOPLE, Invented, invented
from gridward.exchange.codes.rules.results import told, words_on
from gridward.exchange.codes.services.simulation import AT_RISK, GRANT_LASTS, Simulation
from gridward.exchange.codes.terms import (
    BasicInformation,
    CodeDoubt,
    CodeShown,
    CodeUse,
    Correction,
    CountsFrom,
    HealthDeclaration,
    HealthInformation,
    Holder,
    ItineraryDeclaration,
    Stop,
    TokenShown,
)
from gridward.kernel.codes import identity_number
from gridward.work.checkpoints.terms import CodeKind, CodeResult

AT = datetime(2026, 3, 6, tzinfo=UTC)
HEALTH, TRIP, TEST, DOSES = CodeKind


class Clock:
    now = AT

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def simulation(clock: Clock) -> Simulation:
    return Simulation(people=40, now=clock)


def holder(one: Invented) -> Holder:
    return Holder(one.document_number)


def basics(one: Invented) -> BasicInformation:
    return BasicInformation(one.document_number, name=one.name)


def result(simulation: Simulation, one: Invented, kind: CodeKind) -> CodeResult:
    record = simulation.query_health(holder(one))
    return told(kind, record, words_on(AT.date()), CountsFrom.SAMPLED).result


def test_the_same_seed_has_the_same_people_and_another_has_others() -> None:
    mine = [invented(1, number, AT) for number in range(1, 200)]
    assert mine == [invented(1, number, AT) for number in range(1, 200)]
    theirs = [invented(2, number, AT) for number in range(1, 200)]
    assert not {one.document_number for one in mine} & {one.document_number for one in theirs}


def test_everybody_has_a_number_of_their_own_in_the_unassigned_area() -> None:
    step = MOST_PEOPLE // 500
    people = [invented(1, number, AT) for number in range(1, MOST_PEOPLE, step)]
    assert len({one.document_number for one in people}) == len(people)
    for one in people:
        assert identity_number.parse(one.document_number, today=AT.date()).area == AREA


def test_numbers_of_one_serial_differ_up_to_the_last() -> None:
    same = [invented(1, number, AT) for number in range(7, MOST_PEOPLE, 1000)]
    assert len({one.document_number for one in same}) == len(same)


@pytest.mark.parametrize(
    ("case", "kind", "expected"),
    [
        ("fine", HEALTH, CodeResult.GREEN),
        ("fine", TRIP, CodeResult.GREEN),
        ("fine", TEST, CodeResult.NEGATIVE),
        ("fine", DOSES, CodeResult.DONE),
        ("health_yellow", HEALTH, CodeResult.YELLOW),
        ("health_red", HEALTH, CodeResult.RED),
        ("provinces_differ", HEALTH, CodeResult.UNCLEAR),
        ("word_unknown", HEALTH, CodeResult.UNCLEAR),
        ("itinerary_starred", TRIP, CodeResult.STARRED),
        ("test_positive", TEST, CodeResult.POSITIVE),
        ("test_retest", TEST, CodeResult.RETEST),
        ("test_pending", TEST, CodeResult.PENDING),
        ("test_old", TEST, CodeResult.NEGATIVE),
        ("vaccination_partly", DOSES, CodeResult.PARTLY),
        ("vaccination_none", DOSES, CodeResult.NONE),
        ("nothing_but_health", TEST, CodeResult.UNCLEAR),
    ],
)
def test_each_case_shows_what_it_is_named_after(
    simulation: Simulation, cast: dict[str, Invented], case: str, kind: CodeKind, expected: object
) -> None:
    assert set(cast) == set(CAST)
    assert result(simulation, cast[case], kind) is expected


RESULTS = {
    HEALTH: ("green", "yellow", "red", "unclear"),
    TRIP: ("green", "starred", "unclear"),
    TEST: ("negative", "pending", "retest", "positive", "unclear"),
    DOSES: ("done", "partly", "none", "unclear"),
}
"""What screens let somebody choose of each kind."""


@pytest.mark.parametrize(
    ("kind", "expected"), [(kind, one) for kind, results in RESULTS.items() for one in results]
)
def test_a_sample_comes_to_what_it_says(
    simulation: Simulation, kind: CodeKind, expected: str
) -> None:
    record = simulation.verify_code(CodeShown(f"DRILL.{kind}.{expected}"))
    assert told(kind, record, words_on(AT.date()), CountsFrom.SAMPLED).result == expected
    assert {one.kind for one in record.findings} <= {kind}
    assert record.drill


@pytest.mark.parametrize(
    "text", ["DRILL.health.starred", "DRILL.health.blue", "DRILL.blood.green", "DRILL.test.GREEN"]
)
def test_a_sample_of_what_nothing_comes_to_is_unknown(simulation: Simulation, text: str) -> None:
    with pytest.raises(CodeUnknown):
        simulation.verify_code(CodeShown(text))


def test_nothing_is_told_of_a_time_to_come(simulation: Simulation) -> None:
    found = [said for one in simulation.people for said in one.findings]
    assert max(one.at for one in found if one.at) <= AT


def test_a_code_is_applied_for_made_and_verified(
    simulation: Simulation, cast: dict[str, Invented]
) -> None:
    grant = simulation.apply_for_code(CodeUse(holder(cast["fine"]), "过卡口", on_behalf=True))
    made = simulation.make_code(TokenShown(grant.token))
    record = simulation.verify_code(CodeShown(made.text))
    assert (record.drill, record.until) == (True, made.until)
    assert record.findings == simulation.query_health(holder(cast["fine"])).findings


def test_codes_and_grants_end(
    simulation: Simulation, clock: Clock, cast: dict[str, Invented]
) -> None:
    grant = simulation.apply_for_code(CodeUse(holder(cast["fine"]), "过卡口"))
    made = simulation.make_code(TokenShown(grant.token))
    clock.now += GRANT_LASTS
    with pytest.raises(CodeExpired):
        simulation.make_code(TokenShown(grant.token))
    clock.now += timedelta(hours=24)
    with pytest.raises(CodeExpired):
        simulation.verify_code(CodeShown(made.text))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"),
        lambda text: text.replace("DRILL.1.", "DRILL.3."),
        lambda text: text.replace("DRILL.1.", "DRILL.99999."),
        lambda text: text.replace("DRILL", "GRANT"),
        lambda text: text[:-2],
        lambda text: "https://example.org/" + text,
        lambda text: "",
    ],
)
def test_a_code_that_was_made_up_is_unknown(simulation: Simulation, change: object) -> None:
    text = simulation.code_of(1).text
    with pytest.raises(CodeUnknown):
        simulation.verify_code(CodeShown(change(text)))  # type: ignore[operator]


def test_a_code_of_another_seed_is_unknown(simulation: Simulation) -> None:
    with pytest.raises(CodeUnknown):
        Simulation(seed=2).verify_code(CodeShown(simulation.code_of(1).text))


def test_nobody_is_told_of_under_another_name(
    simulation: Simulation, cast: dict[str, Invented]
) -> None:
    number = cast["fine"].document_number
    assert simulation.query_health(Holder(number, name=cast["fine"].name)).findings
    with pytest.raises(CodeUnknown):
        simulation.query_health(Holder(number, name="演练99999"))
    with pytest.raises(CodeUnknown):
        simulation.query_health(Holder("360199190001010016"))


@pytest.mark.parametrize(
    ("health", "expected"),
    [
        (HealthInformation(36.5), CodeResult.GREEN),
        (HealthInformation(37.3), CodeResult.YELLOW),
        (HealthInformation(symptoms=["咳嗽"]), CodeResult.YELLOW),
        (HealthInformation(stayed_at_risk=True), CodeResult.YELLOW),
    ],
)
def test_what_is_declared_of_health_is_told(
    simulation: Simulation,
    cast: dict[str, Invented],
    health: HealthInformation,
    expected: CodeResult,
) -> None:
    one = cast["health_red"]
    receipt = simulation.declare_health(HealthDeclaration(basics(one), health))
    assert receipt.number == "DRILL-000001"
    assert result(simulation, one, HEALTH) is expected
    assert result(simulation, one, TEST) is CodeResult.NEGATIVE


def test_a_declared_stay_is_told_with_a_star(
    simulation: Simulation, cast: dict[str, Invented]
) -> None:
    one = cast["fine"]
    simulation.declare_itinerary(ItineraryDeclaration(holder(one), [Stop("360100", AT)]))
    assert result(simulation, one, TRIP) is CodeResult.GREEN
    simulation.declare_itinerary(ItineraryDeclaration(holder(one), [Stop(AT_RISK, AT)]))
    assert result(simulation, one, TRIP) is CodeResult.STARRED


def test_what_somebody_calls_wrong_is_unclear_until_it_was_looked_into(
    simulation: Simulation, cast: dict[str, Invented]
) -> None:
    one = cast["health_red"]
    simulation.correct_health(Correction(holder(one), HEALTH, "已解除隔离"))
    record = simulation.query_health(holder(one))
    found = told(HEALTH, record, words_on(AT.date()), CountsFrom.SAMPLED)
    assert (found.result, found.doubt) == (CodeResult.UNCLEAR, CodeDoubt.NOTHING_CLEAR)
