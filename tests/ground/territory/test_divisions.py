"""Divisions with their days: 西湖街道 ended between the editions of 2021 and 2022."""

import csv
from datetime import date

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.territory.models import Division
from gridward.ground.territory.problems import CodeElsewhere, CodeTaken, DivisionOver, LevelWrong
from gridward.ground.territory.services.divisions import add_division, end_division
from gridward.kernel.problems import NotAllowed
from tests.shared_data import shared
from tests.world import World

EDITIONS = "admin_divisions/xihu_streets_{}.csv"


def codes_of(edition: str) -> set[str]:
    with shared(EDITIONS.format(edition)).open(encoding="utf-8") as file:
        return {row["code"] for row in csv.DictReader(file)}


@pytest.mark.django_db
def test_a_street_that_ended_keeps_its_code_and_names_who_took_over(world: World) -> None:
    assert "360103005" in codes_of("2021-10-31") - codes_of("2022-10-31")
    old, new = world.streets["ours"], world.streets["foreign"]
    ended = end_division(
        world.actor("admin"), division=old, on=date(2022, 8, 1), successor=new, source="2022-10-31"
    )
    assert (ended.code, ended.valid_to, ended.successor) == ("360103005", date(2022, 8, 1), new)
    with pytest.raises(CodeTaken):
        add_division(world.actor("admin"), code="360103005", name="新西湖街道")
    assert "由 广润门街道 接替" in sentence(Line.objects.get(), "zh-Hans")


@pytest.mark.django_db
def test_it_ends_once(world: World) -> None:
    end_division(world.actor("admin"), division=world.streets["ours"], on=date(2022, 8, 1))
    with pytest.raises(DivisionOver):
        end_division(world.actor("admin"), division=world.streets["ours"], on=date(2022, 9, 1))


@pytest.mark.django_db
def test_a_successor_has_the_same_level(world: World) -> None:
    with pytest.raises(LevelWrong):
        end_division(
            world.actor("admin"),
            division=world.streets["ours"],
            on=date(2022, 8, 1),
            successor=world.communities["f"],
        )


@pytest.mark.django_db
def test_a_new_community_stands_under_its_street_by_its_code(world: World) -> None:
    made = add_division(world.actor("chief"), code="360103005008", name="上渝亭社区")
    assert (made.level, made.parent) == ("community", world.streets["ours"])
    with pytest.raises(CodeElsewhere):
        add_division(
            world.actor("admin"), code="360103004009", name="错位社区", parent=world.streets["ours"]
        )


@pytest.mark.django_db
def test_a_street_keeps_no_divisions_of_another(world: World) -> None:
    with pytest.raises(NotAllowed):
        add_division(world.actor("chief"), code="360103004009", name="别街社区")
    assert Division.objects.filter(code="360103004009").count() == 0
