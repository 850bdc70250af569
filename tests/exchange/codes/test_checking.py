"""A check at a gate: who may, what is told, what is kept of it, and what leaves the keeper with their own eyes."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from gridward.exchange.codes.problems import CodeExpired
from gridward.exchange.codes.rules.inventing import Invented
from gridward.exchange.codes.services.checking import check_code
from gridward.exchange.codes.services.settings import _asking
from gridward.exchange.codes.services.simulation import Simulation
from gridward.exchange.codes.services.simulator import Simulator, Trouble, serving
from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.services.gates import close_gate
from gridward.work.checkpoints.terms import CodeKind
from tests.exchange.codes.conftest import SECRET
from tests.work.checkpoints.acts import gate
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
Ask = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    cache.clear()
    _asking.cache_clear()


@pytest.fixture
def east(world: World) -> Checkpoint:
    return gate(world, world.actor("leader_a"), "东门")


@pytest.fixture
def set_up(settings: Settings, tmp_path: Any, address: str) -> None:
    """An administrator has set the simulator's address."""
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n", encoding="utf-8")
    settings.CODES_URL, settings.CODES_SECRET_FILE = address, str(secret)
    settings.CODES_TIMEOUT = 5.0


@pytest.fixture
def ask(world: World, client_of: SignIn, east: Checkpoint) -> Ask:
    """The keeper of the gate asks; `by` is another name of the world."""

    def asked(shown: str, kind: str = "health", by: str = "worker_a1", **headers: str) -> Any:
        client = client_of(world.account(by))
        body = json.dumps({"kind": kind, "shown": shown})
        path = f"/api/v1/gates/{east.pk}/code-checks"
        return client.post(path, body, content_type="application/json", headers=headers)

    return asked


def code(simulation: Simulation, cast: dict[str, Invented], case: str) -> str:
    return simulation.code_of(cast[case].number).text


@pytest.mark.usefixtures("set_up")
def test_what_is_shown_is_told(ask: Ask, simulation: Simulation, cast: dict[str, Invented]) -> None:
    def said(case: str, kind: str) -> tuple[str, bool, str]:
        told = ask(f" {code(simulation, cast, case)}\n", kind).json()
        assert told["at"] <= clock.now().isoformat()
        assert (told["kind"], told["doubt"], told["note"]) == (kind, None, "")
        return told["result"], told["drill"], told["source"]

    assert said("fine", "health") == ("green", True, "provider")
    assert said("fine", "itinerary") == ("green", True, "provider")
    assert said("fine", "test") == ("negative", True, "provider")
    assert said("fine", "vaccination") == ("done", True, "provider")
    assert said("health_red", "health") == ("red", True, "provider")
    assert said("test_pending", "test") == ("pending", True, "provider")


@pytest.mark.usefixtures("set_up")
def test_where_nobody_can_tell_a_person_looks(
    ask: Ask, simulation: Simulation, cast: dict[str, Invented]
) -> None:
    for case, kind, doubt, note in (
        ("provinces_differ", "health", "issuers_differ", "两地给出的结果不一致"),
        ("word_unknown", "health", "nothing_clear", "说不清"),
        ("nothing_but_health", "test", "not_told", "没有这一项"),
    ):
        told = ask(code(simulation, cast, case), kind).json()
        assert (told["result"], told["doubt"], told["at"]) == ("unclear", doubt, None)
        assert note in told["note"]


@pytest.mark.usefixtures("set_up")
def test_somebody_without_a_phone_is_looked_up_by_number_and_that_is_on_record(
    ask: Ask, cast: dict[str, Invented]
) -> None:
    number = cast["health_yellow"].document_number
    assert ask(number).json()["result"] == "yellow"
    line = Line.objects.get(act="codes.looked_up")
    assert line.params["number"] == f"{number[:4]}**********{number[-4:]}"
    for language, words in (("zh-Hans", "代查健康码"), ("en", "looked up 健康码")):
        assert words in sentence(line, language)
    assert "yellow" not in json.dumps(line.params)


@pytest.mark.usefixtures("set_up")
def test_looking_up_somebody_unknown_is_on_record_too(ask: Ask) -> None:
    assert ask("360199190001010016").json()["code"] == "codes.unknown"
    assert Line.objects.filter(act="codes.looked_up").count() == 1


@pytest.mark.usefixtures("set_up")
def test_a_mistyped_number_asks_nobody(ask: Ask, simulator: Simulator) -> None:
    simulator.trouble = Trouble(failing=1.0)
    assert ask("360199190001010017").json()["code"] == "identity_number.check_digit"


@pytest.mark.usefixtures("set_up")
def test_nothing_of_a_code_is_kept(
    world: World,
    client_of: SignIn,
    east: Checkpoint,
    simulation: Simulation,
    cast: dict[str, Invented],
) -> None:
    client = client_of(world.account("worker_a1"))
    body = {"kind": "health", "shown": code(simulation, cast, "health_red")}
    before = written()
    told = client.post(f"/api/v1/gates/{east.pk}/code-checks", body, "application/json")
    assert told.json()["result"] == "red"
    assert written() == before


def written() -> dict[str, int]:
    """How many rows each table has ever taken in this transaction, but the counter of limits and sessions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd FROM pg_stat_xact_user_tables")
        found = dict(cursor.fetchall())
    return {name: count for name, count in found.items() if count and name not in OTHERS}


OTHERS = {"kernel_cache", "django_session"}


@pytest.mark.usefixtures("set_up")
def test_an_expired_code_is_to_be_shown_anew(ask: Ask, simulation: Simulation) -> None:
    over = simulation.code_of(1, clock.now()).text
    refused = ask(over)
    assert (refused.status_code, refused.json()["code"]) == (409, "codes.expired")
    assert "刷新" in refused.json()["sentence"]


def test_a_code_is_over_by_its_own_time_whatever_the_service_thinks(
    world: World, east: Checkpoint, settings: Settings
) -> None:
    begun = clock.now()
    behind = Simulation(people=1, now=lambda: begun)
    with serving(Simulator(behind)) as settings.CODES_URL:
        shown, worker = behind.code_of(1).text, world.actor("worker_a1")
        with time_machine.travel(begun + timedelta(hours=25)), pytest.raises(CodeExpired):
            check_code(worker, gate_id=east.pk, kind=CodeKind.HEALTH, shown=shown)


@pytest.mark.usefixtures("set_up")
def test_whatever_is_wrong_with_the_service_the_keeper_looks_by_eye(
    ask: Ask, simulator: Simulator
) -> None:
    for trouble, refusal in (
        (Trouble(failing=1.0), "codes.unreachable"),
        (Trouble(nonsense=1.0), "codes.unreadable"),
    ):
        simulator.trouble = trouble
        told = ask("DRILL.1")
        assert (told.status_code, told.json()["code"]) == (503, refusal)
        assert "目视" in told.json()["sentence"]
        assert told.json()["details"] == {}
    english = ask("DRILL.1", **{"Accept-Language": "en"})
    assert "by eye" in english.json()["sentence"]


@pytest.mark.usefixtures("set_up")
def test_a_file_of_the_secret_that_is_gone_is_the_administrators(
    ask: Ask, settings: Settings
) -> None:
    settings.CODES_SECRET_FILE += ".gone"
    assert ask("DRILL.1").json()["code"] == "codes.refused"


def test_by_default_nobody_is_asked(world: World, ask: Ask) -> None:
    refused = ask("DRILL.1")
    assert (refused.status_code, refused.json()["code"]) == (409, "codes.no_provider")


def test_an_address_in_the_open_is_not_used(ask: Ask, settings: Settings) -> None:
    settings.CODES_URL = "http://codes.example.gov.cn"
    assert ask("DRILL.1").json()["code"] == "codes.address_unsafe"


def test_whether_there_is_a_service_is_told(
    world: World, client_of: SignIn, east: Checkpoint, settings: Settings
) -> None:
    client, path = client_of(world.account("worker_a1")), f"/api/v1/gates/{east.pk}/code-checks"
    assert client.get(path).json() == {"set_up": False}
    settings.CODES_URL = "https://codes.example.gov.cn"
    assert client.get(path).json() == {"set_up": True}


@pytest.mark.usefixtures("set_up")
def test_who_keeps_the_gate_may_ask(ask: Ask, simulation: Simulation) -> None:
    shown = simulation.code_of(1).text
    found = {by: ask(shown, by=by).status_code for by in KEEPERS | OTHER_PEOPLE}
    assert found == KEEPERS | OTHER_PEOPLE


KEEPERS = {"police_a": 200, "health_a": 200, "leader_a": 200}
OTHER_PEOPLE = {
    "worker_a2": 404,
    "worker_b1": 404,
    "chief_f": 404,
    "discipline": 403,
    "patron": 403,
}


@pytest.mark.usefixtures("set_up")
def test_at_a_closed_gate_nobody_asks(world: World, ask: Ask, east: Checkpoint) -> None:
    close_gate(world.actor("leader_a"), gate_id=east.pk, version=1)
    assert ask("DRILL.1").json()["code"] == "gate.closed"


@pytest.mark.usefixtures("set_up")
def test_one_account_does_not_ask_about_a_whole_street(ask: Ask, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {
        **settings.ACCOUNT_RATE_LIMITS,
        "code_look_ups": "2/h/key",
        "code_checks": "3/m/key",
    }
    number = "360199190001010016"
    assert [ask(number).json()["code"] for _ in range(3)] == ["codes.unknown"] * 2 + [
        "codes.too_many"
    ]
    assert ask(number, by="police_a").json()["code"] == "codes.unknown"
    assert [ask("DRILL").json()["code"] for _ in range(4)][2:] == [
        "codes.unknown",
        "codes.too_many",
    ]
