"""What people of these tests do: a case is entered, its contacts are looked for and decided on."""

from datetime import datetime, timedelta
from typing import Any

from gridward.ground.register.models import Resident
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.passages.models import Passage
from gridward.work.tracing.models import TracedContact, TracingCase, TracingRun
from gridward.work.tracing.services.asking import ask_run
from gridward.work.tracing.services.cases import open_case
from gridward.work.tracing.services.deciding import decide_contacts
from gridward.work.tracing.services.running import run_case
from gridward.work.tracing.terms import (
    CaseSaid,
    ContactChosen,
    ContactDecision,
    ContactDecisionSaid,
    DecisionReason,
    MeasureWish,
)
from tests.work.checkpoints.acts import home, resident_pass
from tests.work.passages.acts import passage, take
from tests.world import World

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
NEED = "家中有老人，无法单独居住"


def lives(world: World, door: str, *names: str) -> list[Resident]:
    """A household behind a door."""
    keeper = world.actor(f"worker_{door[:2]}")
    household = home(world, keeper, door, *names)
    rows = Resident.objects.filter(household=household)
    return [rows.get(name=one) for one in names]


def case_said(resident: Resident | None, **given: Any) -> CaseSaid:
    today = clock.today()
    words: dict[str, Any] = {
        "id": new_id(),
        "source": "区疾控中心",
        "paper": "疾控判〔2022〕7号",
        "determined_on": today,
        "began_on": today - DAY,
        "symptomatic": True,
        "resident_id": resident.pk if resident else None,
    }
    return CaseSaid(**{**words, **given})


def opened(
    world: World, resident: Resident | None, by: str = "health_a", **given: Any
) -> TracingCase:
    return open_case(world.actor(by), said=case_said(resident, **given))


def looked_for(world: World, case: TracingCase, by: str = "health_a") -> TracingRun:
    """The worker's job, at once."""
    actor = world.actor(by)
    run = ask_run(actor, case_id=case.pk)
    run_case(actor, run_id=run.pk)
    run.refresh_from_db()
    return run


def passed(
    world: World, gate: Checkpoint, resident: Resident, at: datetime, by: str = "worker_a1"
) -> Passage:
    """Somebody walks through a gate with their pass."""
    grid = next(name for name, one in world.grids.items() if one.pk == resident.grid_id)
    maker = world.actor(f"worker_{grid}")
    row = passage(gate, at, pass_id=str(resident_pass(world, maker, resident, grid=grid).pk))
    taken = take(world.actor(by), row)
    assert taken.taken == 1
    return Passage.objects.get(pk=row["id"])


def contact(case: TracingCase, resident: Resident) -> TracedContact:
    return TracedContact.objects.get(case=case, resident_id=resident.pk)


def decided(
    actor: Actor,
    case: TracingCase,
    *rows: TracedContact,
    decision: ContactDecision = ContactDecision.CLOSE,
    reason: DecisionReason = DecisionReason.LIVED_TOGETHER,
    note: str = "",
    wish: MeasureWish | None = None,
) -> list[TracedContact]:
    said = ContactDecisionSaid(decision, reason, note, wish or MeasureWish(NEED))
    chosen = [ContactChosen(one.pk, one.version) for one in rows]
    return decide_contacts(actor, case_id=case.pk, chosen=chosen, said=said)
