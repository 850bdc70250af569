"""Gates that were there before they had duty places get theirs by the migration."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from gridward.ground.rota.models import DutyPlace
from gridward.ground.rota.services.places import add_place
from gridward.ground.rota.terms import DutyPlaceKind
from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.services.gates import close_gate
from tests.work.checkpoints.acts import gate
from tests.world import World

pytestmark = pytest.mark.django_db
MIGRATION = import_module("gridward.work.checkpoints.migrations.0002_gates_have_duty_places")


def test_open_gates_join_the_place_of_their_name_or_get_one(world: World, leader: Actor) -> None:
    names = ("东门", "西门", "北门")
    rows = [gate(world, leader, name) for name in names]
    close_gate(leader, gate_id=rows[2].pk, version=1)
    Checkpoint.objects.update(duty_place=None)
    DutyPlace.objects.all().delete()
    grid = world.grids["a1"].pk
    there = add_place(leader, grid_id=grid, name="东门", kind=DutyPlaceKind.POINT)
    with connection.schema_editor() as editor:
        MIGRATION.give_places(apps, editor)
    east, west, north = (
        Checkpoint.objects.select_related("duty_place").get(pk=row.pk) for row in rows
    )
    assert east.duty_place is not None
    assert west.duty_place is not None
    assert (east.duty_place.pk, east.duty_place.kind) == (there.pk, "gate")
    assert (west.duty_place.name, west.duty_place.grid_id) == ("西门", grid)
    assert north.duty_place is None
