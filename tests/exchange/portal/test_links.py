"""The link of a measure: a token opens one measure while it is in force; what is told there calls somebody."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.db.utils import ProgrammingError

from gridward.exchange.portal.models import MeasureLink
from gridward.exchange.portal.problems import LinkOver, SlipRevoked, SlipUnknown
from gridward.exchange.portal.queries.linking import admit_measure, told_today
from gridward.exchange.portal.schemas import PublicMeasureOut
from gridward.exchange.portal.services import linking
from gridward.exchange.portal.services.linking import print_link, revoke_link
from gridward.exchange.portal.services.telling import tell_need, tell_reading
from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.problems import NotFound
from gridward.work.measures.models import (
    Measure,
    MeasureCall,
    MeasureDeed,
    MeasurePhase,
    MeasureReading,
)
from gridward.work.measures.terms import CallFor, MeasureState
from gridward.work.workorders.models import Order
from tests.work.measures.acts import in_force
from tests.work.measures.conftest import NOON
from tests.work.response.acts import declared
from tests.world import World

pytestmark = pytest.mark.django_db
Outside = Callable[[Account | None], None]
SETTINGS = ("actor", "read", "write", "measures", "admitted", "admitted_measure")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def measure(world: World) -> Measure:
    declared(world, "a0", since=NOON.date())
    return in_force(world)


@pytest.fixture
def outside(behind_wall: Outside) -> Outside:
    """A request of its own: the transaction of the test forgets who acted in it."""

    def go(account: Account | None) -> None:
        with connection.cursor() as cursor:
            for name in SETTINGS:
                cursor.execute("SELECT set_config(%s, '', true)", [f"gridward.{name}"])
        behind_wall(account)

    return go


@pytest.fixture
def printed(world: World, measure: Measure, monkeypatch: pytest.MonkeyPatch) -> str:
    """The token of a slip, as its paper alone knows it."""
    tokens: list[str] = []
    monkeypatch.setattr(linking, "pdf", lambda _, page: tokens.append("".join(page["code"])) or b"")
    words = {"address": "https://example.org", "phone": "0791-86780000"}
    print_link(world.actor("health_a"), measure_id=measure.pk, **words)
    return tokens[0]


def said(token: str, celsius: float = 36.6) -> bool:
    words = {"celsius": celsius, "symptoms": [], "note": ""}
    return tell_reading(token, sending_id=uuid4(), **words).fever  # type: ignore[arg-type]


def test_the_page_names_the_surname_alone_and_what_holds(printed: str, outside: Outside) -> None:
    outside(None)
    page = PublicMeasureOut.of(admit_measure(printed), clock.today(), "zh-Hans")
    assert (page.name, page.day, page.days, page.told, page.asked) == ("张*", 1, 10, 0, 2)
    assert page.phone.replace(" ", "").endswith("86780000")
    assert len(page.rights) == 6
    assert "24小时" in page.appeal
    assert "138" not in page.model_dump_json().replace(page.phone, "")


def test_a_token_opens_readings_of_one_measure_and_nothing_else(
    world: World, printed: str, outside: Outside
) -> None:
    outside(None)
    admitted = admit_measure(printed)
    assert not said(printed)
    assert told_today(admitted, clock.today()) == 1
    hidden = (Measure, MeasurePhase, MeasureDeed, MeasureCall, MeasureLink, Order, Line)
    assert not any(model._default_manager.exists() for model in hidden)
    with pytest.raises(ProgrammingError, match="row-level security"):
        MeasureReading.objects.create(
            measure_id=uuid4(), at=clock.now(), day=clock.today(), way="self"
        )


def test_nobody_writes_in_the_name_of_staff(printed: str, outside: Outside) -> None:
    outside(None)
    one = admit_measure(printed)
    with pytest.raises(ProgrammingError, match="row-level security"):
        MeasureReading.objects.create(
            measure_id=one.measure, at=clock.now(), day=clock.today(), way="call"
        )


def test_a_fever_and_a_need_call_somebody_once(
    measure: Measure, printed: str, outside: Outside, world: World
) -> None:
    outside(None)
    sending = uuid4()
    for _ in range(2):
        tell_need(printed, sending_id=sending, what=CallFor.MEDICINE, text="胰岛素只剩一支")
    assert (said(printed, 37.5), said(printed, 37.6)) == (True, True)
    outside(world.account("worker_a1"))
    whats = sorted(MeasureCall.objects.filter(measure=measure).values_list("what", flat=True))
    assert whats == ["fever", "medicine"]


def test_a_slip_ends_with_the_measure_or_when_it_is_void(
    world: World, measure: Measure, printed: str
) -> None:
    Measure.objects.update(state=MeasureState.ENDED, ended_at=clock.now(), ended_for="early")
    with pytest.raises(LinkOver):
        admit_measure(printed)
    Measure.objects.update(state=MeasureState.IN_FORCE, ended_at=None, ended_for="")
    link = MeasureLink.objects.get()
    with pytest.raises(NotFound):
        revoke_link(world.actor("worker_b1"), link_id=link.pk)
    assert revoke_link(world.actor("worker_a1"), link_id=link.pk).revoked_by == "测试worker_a1"
    with pytest.raises(SlipRevoked):
        admit_measure(printed)


def test_an_unknown_code_opens_nothing(printed: str) -> None:
    MeasureLink.objects.update(token_index=uuid4().bytes)
    with pytest.raises(SlipUnknown):
        admit_measure(printed)
