"""The provider at an address, against the real simulator: all seven operations, and all that may go wrong."""

from datetime import UTC, datetime

import orjson
import pytest

from gridward.exchange.codes.problems import (
    AddressUnsafe,
    AnswerUnreadable,
    CodeExpired,
    CodeProblem,
    CodeUnknown,
    NoProvider,
    ProviderRefuses,
    ProviderUnreachable,
)
from gridward.exchange.codes.rules.inventing import Invented
from gridward.exchange.codes.rules.wire import envelope
from gridward.exchange.codes.services.asking import AskingProvider
from gridward.exchange.codes.services.provider import CodeProvider, NullProvider
from gridward.exchange.codes.services.simulation import Simulation
from gridward.exchange.codes.services.simulator import NONSENSE, Simulator, Trouble
from gridward.exchange.codes.terms import (
    BasicInformation,
    CodeShown,
    CodeUse,
    Correction,
    HealthDeclaration,
    HealthInformation,
    Holder,
    ItineraryDeclaration,
    Operation,
    Receipt,
    Stop,
    TokenShown,
)
from gridward.kernel.posting import post
from gridward.work.checkpoints.terms import CodeKind
from tests.exchange.codes.conftest import SECRET

NOBODY = Holder("360199190001010016")
AT = datetime(2022, 4, 1, tzinfo=UTC)


def everything(provider: CodeProvider, one: Holder) -> list[object]:
    """What each operation answers, in the order of the standard; a problem where it raises one."""
    basics = BasicInformation(one.document_number, name=one.name)
    asked = [
        lambda: provider.declare_health(HealthDeclaration(basics, HealthInformation(36.5))),
        lambda: provider.declare_itinerary(ItineraryDeclaration(one, [Stop("360100", AT)])),
        lambda: provider.query_health(one),
        lambda: provider.apply_for_code(CodeUse(one, "过卡口")),
        lambda: provider.make_code(TokenShown("GRANT.1")),
        lambda: provider.verify_code(CodeShown("DRILL.1")),
        lambda: provider.correct_health(Correction(one, CodeKind.HEALTH, "已解除")),
    ]
    return [_outcome(one) for one in asked]


def _outcome(ask: object) -> object:
    try:
        return ask()  # type: ignore[operator]
    except CodeProblem as problem:
        return type(problem)


def test_the_seven_operations_answer_as_the_simulation_itself(
    asking: AskingProvider, cast: dict[str, Invented]
) -> None:
    one = cast["fine"]
    over_the_wire = everything(asking, Holder(one.document_number, name=one.name))
    itself = everything(Simulation(people=40), Holder(one.document_number, name=one.name))
    assert len(over_the_wire) == len(Operation)
    for found, expected in zip(over_the_wire, itself, strict=True):
        assert type(found) is type(expected)
    assert over_the_wire[0] == Receipt("DRILL-000001")


def test_a_code_goes_its_whole_way(asking: AskingProvider, cast: dict[str, Invented]) -> None:
    grant = asking.apply_for_code(CodeUse(Holder(cast["health_red"].document_number), "过卡口"))
    made = asking.make_code(TokenShown(grant.token))
    record = asking.verify_code(CodeShown(made.text))
    assert record.drill
    assert [one.word for one in record.findings if one.kind is CodeKind.HEALTH] == ["红码"]


def test_whoever_is_not_known_is_unknown(asking: AskingProvider) -> None:
    with pytest.raises(CodeUnknown):
        asking.query_health(NOBODY)
    with pytest.raises(CodeUnknown):
        asking.verify_code(CodeShown("https://example.org/q?x=1"))


def test_a_code_that_is_over_is_told(asking: AskingProvider, simulation: Simulation) -> None:
    with pytest.raises(CodeExpired):
        asking.verify_code(CodeShown(simulation.code_of(1, AT).text))


def test_another_secret_is_refused(address: str) -> None:
    with pytest.raises(ProviderRefuses):
        AskingProvider(address, "gridward", "guess").query_health(NOBODY)


def test_what_was_caught_on_the_way_cannot_be_sent_again(simulator: Simulator) -> None:
    time = int(datetime.now(UTC).timestamp() * 1000)
    data = '{"document_number": "360199190001010016"}'
    request = envelope(
        Operation.QUERY_HEALTH, data, app="a", secret=SECRET, time=time, nonce="once"
    )
    first, second = (simulator.answer("/query_health", orjson.dumps(request)) for _ in range(2))
    assert (first[1], second[1]) == (b'{"code":"unknown"}', b'{"code":"refused"}')


def test_a_slow_service_is_not_waited_for(address: str, simulator: Simulator) -> None:
    simulator.trouble = Trouble(slow=1.0)
    with pytest.raises(ProviderUnreachable):
        AskingProvider(address, "gridward", SECRET, timeout=0.2).query_health(NOBODY)


def test_a_service_that_fails_is_unreachable(asking: AskingProvider, simulator: Simulator) -> None:
    simulator.trouble = Trouble(failing=1.0)
    with pytest.raises(ProviderUnreachable):
        asking.query_health(NOBODY)


def test_nonsense_of_every_sort_is_unreadable(asking: AskingProvider, simulator: Simulator) -> None:
    simulator.trouble = Trouble(nonsense=1.0)
    for _ in NONSENSE:
        with pytest.raises(AnswerUnreadable):
            asking.query_health(NOBODY)


def test_which_answers_go_wrong_follows_from_the_seed(simulation: Simulation) -> None:
    def statuses(seed: int) -> list[int]:
        other = Simulator(simulation, trouble=Trouble(failing=0.3), seed=seed)
        return [other.answer("/query_health", b"{}")[0] for _ in range(60)]

    assert statuses(1) == statuses(1) != statuses(2)
    assert 5 < statuses(1).count(503) < 35


def test_nobody_there_is_unreachable() -> None:
    with pytest.raises(ProviderUnreachable):
        AskingProvider("http://127.0.0.1:9", "gridward", SECRET).query_health(NOBODY)


@pytest.mark.parametrize(
    ("path", "body"),
    [("/", {}), ("/steal", {}), ("/query_health", {}), ("/query_health", {"data": 1})],
)
def test_the_simulator_answers_whatever_it_is_asked(
    address: str, path: str, body: dict[str, object]
) -> None:
    assert post(address + path, body, {}, 5).body == {"code": "malformed"}


def test_the_simulator_reads_no_more_than_a_request(address: str) -> None:
    assert post(f"{address}/query_health", {"data": "x" * 70_000}, {}, 5).status in (413, None)


@pytest.mark.parametrize(
    "url",
    [
        "http://codes.example.gov.cn/api",
        "http://10.0.0.1:8065",
        "http://127.0.0.1.example.org",
        "ftp://127.0.0.1",
        "https://",
        "https://x:notaport",
        "codes.example.gov.cn",
        "file:///etc/passwd",
    ],
)
def test_numbers_do_not_travel_in_the_open(url: str) -> None:
    with pytest.raises(AddressUnsafe):
        AskingProvider(url, "gridward", SECRET)


@pytest.mark.parametrize(
    "url",
    [
        "https://codes.example.gov.cn/api",
        "http://127.0.0.1:8065",
        "http://[::1]:1",
        "http://localhost",
    ],
)
def test_https_and_this_machine_will_do(url: str) -> None:
    AskingProvider(url, "gridward", SECRET)


def test_without_an_address_nobody_is_asked() -> None:
    assert everything(NullProvider(), NOBODY) == [NoProvider] * len(Operation)
