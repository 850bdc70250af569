"""What people of these tests do: gates, passes, somebody who lives there."""

from datetime import timedelta
from typing import Any

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.services.households import add_household
from gridward.ground.rota.models import Shift
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.checkpoints.models import Checkpoint, Pass
from gridward.work.checkpoints.services.gates import add_gate
from gridward.work.checkpoints.services.passes import make_pass
from gridward.work.checkpoints.terms import GateFields, PassKind, PassSaid
from tests.world import World


def gate(
    world: World, actor: Actor, name: str = "东门", grid: str = "a1", **given: Any
) -> Checkpoint:
    fields: GateFields = {"name": name, **given}  # type: ignore[typeddict-item]
    return add_gate(actor, grid_id=world.grids[grid].pk, **fields)


def on_duty(world: World, gate: Checkpoint, name: str) -> None:
    """Somebody's shift at a gate, from an hour ago until in an hour."""
    now, hour = clock.now(), timedelta(hours=1)
    Shift.objects.create(
        place_id=gate.duty_place_id,
        member=world.account(name).member,
        role="keeper",
        begins_at=now - hour,
        ends_at=now + hour,
        grid=gate.grid,
        street_id=gate.street_id,
    )


def somebody(world: World, actor: Actor, door: str = "a1-1-101", name: str = "张三") -> Resident:
    household = home(world, actor, door, name)
    return Resident.objects.get(household=household, name=name)


def home(world: World, actor: Actor, door: str, *names: str) -> Household:
    residents: list[Any] = [{"name": one, "document_missing": "refused"} for one in names]
    dwelling = world.dwellings[door].pk
    return add_household(actor, dwelling_id=dwelling, residents=residents).household


def said(
    world: World, kind: PassKind = PassKind.VISITOR, grid: str = "a1", **given: Any
) -> PassSaid:
    words: dict[str, Any] = {
        "id": new_id(),
        "grid_id": world.grids[grid].pk,
        "kind": kind,
        "begins": clock.now(),
        "ends": clock.now() + timedelta(days=30),
        "reason": "常住",
        "holder_name": "" if kind is PassKind.RESIDENT else "李四",
    }
    return PassSaid(**{**words, **given})


def resident_pass(world: World, actor: Actor, resident: Resident, **given: Any) -> Pass:
    wanted = said(world, PassKind.RESIDENT, resident_id=resident.pk, **given)
    return make_pass(actor, said=wanted)
