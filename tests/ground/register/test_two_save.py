"""Two people save one household or one resident."""

from typing import Any

import pytest
from django.test import Client

from gridward.ground.register.models import Resident
from gridward.ground.register.problems import ChangedMeanwhile
from gridward.ground.register.services.households import change_household
from gridward.ground.register.services.rebasing.merged import Decided
from gridward.ground.register.services.residents import change_resident
from gridward.ground.register.services.together import Chosen, change_residents
from gridward.ground.register.terms.people import HouseholdState, Sex, Tenure
from gridward.kernel.access import Actor
from gridward.kernel.problems import Stale
from gridward.kernel.rows import tell_database
from tests.ground.register.people import household, number, resident
from tests.world import World

pytestmark = pytest.mark.django_db


def change(actor: Actor, person: Resident, version: int = 1, **given: Any) -> Resident:
    tell_database(actor)
    return change_resident(actor, resident_id=person.pk, version=version, **given)


def phones(person: Resident) -> set[str | None]:
    return {one.open_sealed("phone") for one in person.phones.all()}


def clash(refused: ChangedMeanwhile) -> list[dict[str, Any]]:
    fields = refused.details["fields"]
    assert isinstance(fields, list)
    return fields


def test_different_fields_merge(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    person = resident(worker, household(world, worker), employer="一厂")
    change(leader, person, employer="二厂", relation="妻子")
    merged = change(worker, person, employer="一厂", note="常住", relation="妻子")
    assert (merged.employer, merged.note, merged.relation) == ("二厂", "常住", "妻子")
    assert merged.version == 3


def test_the_same_field_is_shown_side_by_side_with_who_and_when(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    person = resident(worker, household(world, worker), employer="一厂")
    change(leader, person, employer="二厂")
    change(leader, person, 2, note="别的")
    with pytest.raises(ChangedMeanwhile) as refused:
        change(worker, person, employer="三厂", relation="妻子")
    (one,) = clash(refused.value)
    assert {k: one[k] for k in ("field", "before", "mine", "theirs", "by")} == {
        "field": "employer",
        "before": "一厂",
        "mine": "三厂",
        "theirs": "二厂",
        "by": "测试leader_a",
    }
    assert one["at"]
    assert refused.value.details["version"] == 3
    person.refresh_from_db()
    assert (person.employer, person.relation) == ("二厂", "")


def test_what_was_decided_is_written_and_the_rest_still_merges(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    person = resident(worker, household(world, worker), document=number(2))
    change(leader, person, employer="二厂", note="他的", phones=["13800138002"])
    mine = {"employer": "三厂", "phones": ["13800138003"], "document": number(1, "19850505")}
    decided = Decided(version=2, fields=["employer"])
    merged = change(worker, person, **mine, decided=decided)
    assert (merged.employer, merged.note, merged.sex) == ("三厂", "他的", Sex.MALE)
    assert phones(person) == {"+8613800138002", "+8613800138003"}


def test_a_decision_holds_only_for_what_was_seen(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    person = resident(worker, household(world, worker))
    change(leader, person, employer="二厂")
    change(leader, person, 2, employer="四厂")
    with pytest.raises(ChangedMeanwhile):
        change(worker, person, employer="三厂", decided=Decided(version=2, fields=["employer"]))


def test_numbers_are_masked_and_birth_and_sex_follow_them(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    person = resident(worker, household(world, worker), document=number(2))
    change(leader, person, document=number(4, "19800808"))
    with pytest.raises(ChangedMeanwhile) as refused:
        change(worker, person, document=number(1, "19850505"))
    (one,) = clash(refused.value)
    assert one["field"] == "document"
    for secret in (number(2), number(4, "19800808"), number(1, "19850505"), "0505", "0808"):
        assert secret not in str(refused.value.details)


def test_a_document_and_an_employer_merge(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    person = resident(worker, household(world, worker), document=number(2))
    change(leader, person, employer="二厂")
    merged = change(worker, person, document=number(1, "19850505"))
    assert (merged.employer, merged.sex) == ("二厂", Sex.MALE)


def test_phones_and_plates_are_merged_as_sets(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    first = ["13800138000", "13800138001"]
    person = resident(worker, household(world, worker), phones=first, plates=["赣A12345"])
    change(leader, person, phones=[*first, "13800138002"], plates=["赣A12345", "赣A22222"])
    change(leader, person, 2, note="别的")
    change(worker, person, phones=["13800138001", "13800138003"], plates=[])
    assert phones(person) == {"+8613800138001", "+8613800138002", "+8613800138003"}
    assert [one.plate for one in person.vehicles.all()] == ["赣A22222"]


def test_lists_that_the_other_left_alone_are_set(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    person = resident(worker, household(world, worker), phones=["13800138000"])
    change(leader, person, note="别的")
    change(worker, person, phones=["13800138009"])
    assert phones(person) == {"+8613800138009"}


def test_a_situation_is_merged_by_its_fields(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    person = resident(worker, household(world, worker))
    change(leader, person, situation={"tested": True})
    change(worker, person, situation={"tested": None, "away": "city"})
    person.situation.refresh_from_db()
    assert (person.situation.tested, person.situation.away) == (True, "city")
    with pytest.raises(ChangedMeanwhile) as refused:
        change(worker, person, situation={"tested": False})
    assert [one["field"] for one in clash(refused.value)] == ["tested"]


def test_one_change_for_many_is_seen_by_who_was_slower(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    person = resident(worker, household(world, worker))
    tell_database(leader)
    change_residents(leader, chosen=Chosen([person.pk]), wanted={"tested": True})
    with pytest.raises(ChangedMeanwhile):
        change(worker, person, situation={"tested": False})
    change(worker, person, 2, situation={"tested": False})
    change_residents(leader, chosen=Chosen([person.pk]), wanted={"tested": True})
    with pytest.raises(ChangedMeanwhile):
        change(worker, person, 3, situation={"tested": None})


def test_a_household_merges_and_asks_too(world: World) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    home = household(world, worker)
    tell_database(leader)
    door = world.dwellings["a1-2-201"].pk
    change_household(leader, household_id=home.pk, version=1, dwelling_id=door, note="二楼")
    merged = change_household(
        worker, household_id=home.pk, version=1, tenure=Tenure.RENTED, state=HouseholdState.LIVING
    )
    assert (merged.dwelling_id, merged.tenure, merged.note) == (door, Tenure.RENTED, "二楼")
    with pytest.raises(ChangedMeanwhile) as refused:
        change_household(
            worker, household_id=home.pk, version=1, dwelling_id=world.dwellings["a1-1-202"].pk
        )
    (one,) = clash(refused.value)
    assert (one["field"], one["theirs"], one["mine"]) == (
        "place",
        "翠竹小区1栋2单元201室",
        "翠竹小区1栋1单元202室",
    )


def test_a_version_that_never_was_is_refused(world: World) -> None:
    worker = world.actor("worker_a1")
    person = resident(worker, household(world, worker))
    with pytest.raises(Stale):
        change(worker, person, 7, note="一")


def test_over_the_wire_it_is_a_coded_refusal(world: World, client_of: Any) -> None:
    worker, leader = world.actor("worker_a1"), world.actor("leader_a")
    person = resident(worker, household(world, worker))
    change(leader, person, employer="二厂")
    client: Client = client_of(world.account("worker_a1"))
    answer = client.patch(
        f"/api/v1/register/residents/{person.pk}",
        {"version": 1, "employer": "三厂"},
        content_type="application/json",
    )
    assert answer.status_code == 409
    refusal = answer.json()
    assert refusal["code"] == "changed_meanwhile"
    assert refusal["details"]["fields"][0]["theirs"] == "二厂"
