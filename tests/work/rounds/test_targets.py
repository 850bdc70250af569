"""Targets: frozen at the start, added and marked later, moving along."""

from gridward.ground.register.services.households import change_household
from gridward.ground.register.services.organisations import add_organisation
from gridward.work.rounds.models import Target
from gridward.work.rounds.terms import TargetKind
from tests.ground.register.people import household, organisation, resident
from tests.work.rounds.walking import target_of, walked
from tests.world import World


def test_who_stands_there_is_frozen_with_how_many_live_there(world: World) -> None:
    worker = world.actor("worker_a1")
    home, shop = household(world, worker), organisation(world, worker)
    resident(worker, home), resident(worker, home, "李小明")
    household(world, world.actor("worker_a2"), "a2-1-101")
    row = walked(world, kinds=list(TargetKind))
    targets = Target.objects.filter(round=row).order_by("kind")
    assert [(one.household_id, one.organisation_id, one.persons) for one in targets] == [
        (home.pk, None, 2),
        (None, shop.pk, 0),
    ]
    assert not any(one.late_added for one in targets)


def test_who_is_found_later_is_added_and_marked(world: World) -> None:
    worker = world.actor("worker_a1")
    household(world, worker)
    row = walked(world, kinds=list(TargetKind))
    late = household(world, worker, "a1-1-102")
    shop = add_organisation(worker, name="新开的店", site_id=world.sites["a1"].pk)
    assert target_of(row, late).late_added
    assert Target.objects.get(round=row, organisation=shop).late_added
    assert Target.objects.filter(round=row, late_added=False).count() == 1


def test_a_round_without_organisations_takes_no_shop_in(world: World) -> None:
    walked(world)
    organisation(world, world.actor("worker_a1"))
    assert not Target.objects.exists()


def test_a_target_goes_along_to_another_grid(world: World) -> None:
    leader = world.actor("leader_a")
    home = household(world, leader)
    row = walked(world, "a1", "a2")
    change_household(
        leader, household_id=home.pk, version=1, dwelling_id=world.dwellings["a2-1-101"].pk
    )
    assert target_of(row, home).grid_id == world.grids["a2"].pk


def test_a_household_that_moved_out_is_no_target(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    change_household(worker, household_id=home.pk, version=1, state="moved_out")
    assert not Target.objects.filter(round=walked(world)).exists()
