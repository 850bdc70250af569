"""Kinds put in by the administrator: checked whole, on record, as versions that never change."""

import pytest
from django.db import IntegrityError, transaction

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries.lines import sentence
from gridward.kernel import clock
from gridward.kernel.problems import NotAllowed
from gridward.work.workorders.models import KindVersion
from gridward.work.workorders.problems import OrderKindBroken, OrderKindChangedMeanwhile
from gridward.work.workorders.queries.kinds import kinds_in_force, version_in_force
from gridward.work.workorders.rules.files import contents
from gridward.work.workorders.rules.kind_texts import text_of
from gridward.work.workorders.services.kinds import check_kind, put_kind
from tests.work.workorders.acts import opened
from tests.world import World

pytestmark = pytest.mark.django_db


def text(like: str = "violation", **words: object) -> str:
    own = next(one for one in contents() if one["code"] == like)
    return text_of({**own, **words})


def test_a_new_version_is_for_new_orders_and_on_record(world: World) -> None:
    old = opened(world, "supervisor_a1", "violation")
    made = put_kind(world.actor("admin"), text=text(at_once=False), seen=1)
    new = opened(world, "supervisor_a1", "violation")
    assert (old.kind.number, old.state) == (1, "dispatched")
    assert (new.kind_id, new.state) == (made.pk, "reported")
    line = Line.objects.get(act="workorders.kind_put")
    assert sentence(line, "zh-Hans") == "admin放入工单类别“违反防控规定”第 2 版"
    assert (made.number, made.put_by, made.origin) == (2, "admin", "here")


def test_a_kind_of_ones_own_is_opened(world: World) -> None:
    put_kind(world.actor("admin"), text=text("resident_need", code="stray_dog"), seen=0)
    made = opened(world, "worker_a1", "stray_dog", answers={"need": "food"})
    assert made.kind.code == "stray_dog"
    assert len(kinds_in_force(clock.today())) == len(contents()) + 1


@pytest.mark.parametrize("name", ["chief", "command", "leader_a", "worker_a1", "discipline"])
def test_nobody_else_keeps_kinds(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        put_kind(world.actor(name), text=text(urgent=False), seen=1)
    with pytest.raises(NotAllowed):
        check_kind(world.actor(name), text=text())


def test_everything_that_is_wrong_is_told_at_once(world: World) -> None:
    broken = text(opens=["mayor"], category="9999", title={"en": "x"}, colour="red", since="soon")
    checked = check_kind(world.actor("admin"), text=broken)
    assert checked.kind is None
    assert {(one.where, one.why) for one in checked.faults} == {
        ("opens", "no_such"),
        ("category", "no_such"),
        ("title", "not_texts"),
        ("colour", "unknown"),
        ("since", "not_day"),
    }
    with pytest.raises(OrderKindBroken) as refused:
        put_kind(world.actor("admin"), text=broken, seen=1)
    assert "“opens”中没有“mayor”" in refused.value.sentence("zh-Hans")
    assert KindVersion.objects.filter(code="violation").count() == 1


def test_a_text_that_is_no_toml_is_told_by_line(world: World) -> None:
    checked = check_kind(world.actor("admin"), text='code = "a"\ncategory = \n')
    assert [(one.why, one.words["line"]) for one in checked.faults] == [("not_toml", "2")]


def test_of_two_who_edit_the_second_is_told(world: World) -> None:
    put_kind(world.actor("admin"), text=text(urgent=False), seen=1)
    with pytest.raises(OrderKindChangedMeanwhile):
        put_kind(world.actor("admin"), text=text(at_once=False), seen=1)
    with pytest.raises(OrderKindChangedMeanwhile):
        put_kind(world.actor("admin"), text=text(at_once=False), seen=0)


def test_the_same_text_once_more_is_there_already(world: World) -> None:
    first = put_kind(world.actor("admin"), text=text(urgent=False), seen=1)
    assert put_kind(world.actor("admin"), text=text(urgent=False), seen=1) == first
    assert check_kind(world.actor("admin"), text=text(urgent=False)).same
    assert version_in_force("violation", clock.today()) == first


def test_a_version_never_changes(world: World) -> None:
    made = put_kind(world.actor("admin"), text=text(urgent=False), seen=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        KindVersion.objects.filter(pk=made.pk).update(put_by="谁")
