"""The history of a household and its people."""

import pytest

from gridward.ground.register.queries.history import Change, household_history
from gridward.ground.register.services.households import change_household
from gridward.ground.register.services.residents import change_resident, remove_resident
from gridward.ground.register.services.situations import change_resident_situation
from gridward.ground.register.terms.people import Tenure
from gridward.kernel.masking import mask_identity_number
from gridward.kernel.problems import NotFound
from gridward.kernel.rows import tell_database
from tests.ground.register.people import household, number, resident
from tests.world import World

pytestmark = pytest.mark.django_db


def told(changes: list[Change]) -> set[tuple[str, str, str, str | None, str | None]]:
    return {
        (change.kind, change.what, one.field, one.before, one.after)
        for change in changes
        for one in change.fields
    }


def test_it_tells_before_and_after_in_words_and_masked(world: World) -> None:
    actor = world.actor("worker_a1")
    tell_database(actor)
    home = household(world, actor)
    person = resident(actor, home, document=number(2), phones=["13800138000"])
    change_household(actor, household_id=home.pk, version=1, tenure=Tenure.RENTED)
    change_resident(
        actor,
        resident_id=person.pk,
        version=1,
        name="张小梅",
        document=number(1, "19850505"),
        phones=["13900139000"],
    )
    changes = household_history(actor, home.pk, "zh-Hans")
    assert told(changes) >= {
        ("household", "added", "tenure", None, "自住"),
        ("household", "changed", "tenure", "自住", "租住"),
        (
            "resident",
            "changed",
            "document",
            mask_identity_number(number(2)),
            mask_identity_number(number(1, "19850505")),
        ),
        ("resident", "changed", "birth_date", "1990-**-**", "1985-**-**"),
        ("resident", "changed", "sex", "女", "男"),
        ("residentphone", "removed", "phone", "138****8000", None),
        ("residentphone", "added", "phone", None, "139****9000"),
    }
    assert {change.by for change in changes} == {"测试worker_a1"}
    everything = repr(changes)
    for secret in (
        number(2),
        number(1, "19850505"),
        "13800138000",
        "晓梅",
        "小梅",
        "0101",
        "05-05",
    ):
        assert secret not in everything


def test_who_changed_it_is_told_even_after_others_changed_it(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    tell_database(worker)
    home = household(world, worker)
    change_household(worker, household_id=home.pk, version=1, note="一")
    tell_database(leader)
    change_household(leader, household_id=home.pk, version=2, note="二")
    changes = household_history(worker, home.pk, "zh-Hans")
    notes = [
        (one.after, change.by) for change in changes for one in change.fields if one.field == "note"
    ]
    assert notes == [("二", "测试leader_a"), ("一", "测试worker_a1")]


def test_who_left_stays_in_the_history(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    person = resident(actor, home)
    remove_resident(actor, resident_id=person.pk, version=1)
    fields = {
        one.field for change in household_history(actor, home.pk, "en") for one in change.fields
    }
    assert "left_on" in fields


def test_the_situation_is_told_only_to_who_may_read_it(world: World) -> None:
    actor = world.actor("worker_a1")
    home = household(world, actor)
    person = resident(actor, home, situation={"tested": False})
    change_resident_situation(actor, resident_id=person.pk, tested=True)
    change = ("residentsituation", "changed", "tested", "否", "是")
    assert change in told(household_history(actor, home.pk, "zh-Hans"))
    assert change not in told(household_history(world.actor("police_a"), home.pk, "zh-Hans"))


def test_a_neighbour_reads_nothing(world: World) -> None:
    home = household(world, world.actor("worker_a1"))
    with pytest.raises(NotFound):
        household_history(world.actor("worker_a2"), home.pk, "zh-Hans")
