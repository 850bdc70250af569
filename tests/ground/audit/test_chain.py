"""The record is a chain: what is changed, removed or cut off shows."""

from collections.abc import Callable

import pytest
from django.db import connection

from gridward.ground.audit.models import Head, Line
from gridward.ground.audit.queries import sentence, verify_chain, visible_to
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Account
from gridward.ground.staff.terms import StaffAct
from tests.world import World

Wall = Callable[[Account | None], None]


def some_lines(world: World, count: int = 5) -> None:
    for number in range(count):
        record(world.actor("chief"), StaffAct.ACCOUNT_ADDED, username=f"person{number}")


@pytest.mark.django_db
def test_an_untouched_chain_holds(world: World) -> None:
    some_lines(world)
    report = verify_chain()
    assert (report.lines, report.broken_at) == (5, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tampering", "what"),
    [
        ('UPDATE audit_line SET params = \'{"username": "other"}\' WHERE seq = 3', "altered"),
        ("UPDATE audit_line SET at = at + interval '1 microsecond' WHERE seq = 3", "altered"),
        ("DELETE FROM audit_line WHERE seq = 3", "missing"),
        ("DELETE FROM audit_line WHERE seq > 2", "cut_off"),
    ],
)
def test_tampering_shows_where_it_happened(world: World, tampering: str, what: str) -> None:
    some_lines(world)
    with connection.cursor() as cursor:
        cursor.execute(tampering)
    report = verify_chain()
    assert (report.broken_at, report.what) == (3, what)


@pytest.mark.django_db
def test_a_line_slipped_in_at_the_end_shows(world: World) -> None:
    some_lines(world)
    last = Line.objects.get(seq=5)
    last.seq = 6
    last.save(force_insert=True)
    Head.objects.update(seq=6)
    assert verify_chain().broken_at == 6


@pytest.mark.django_db
def test_sentences_are_for_people(world: World) -> None:
    line = record(world.actor("chief"), StaffAct.ACCOUNT_ADDED, username="张三")
    assert sentence(line, "zh-Hans") == "测试chief 开通了登录账号 张三"
    assert sentence(line, "en") == "测试chief opened the sign-in 张三"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reader", "acts"),
    [
        ("chief", {"a1", "b1", "street"}),
        ("leader_a", {"a1", "street"}),
        ("worker_a1", set()),
        ("chief_f", {"f1"}),
        ("stranger", set()),
    ],
)
def test_lines_are_read_by_territory(
    world: World, behind_wall: Wall, reader: str, acts: set[str]
) -> None:
    for name in ("a1", "b1", "f1"):
        grid = world.grids[name]
        about = About("territory_grid", grid.pk, grid.pk)
        record(world.actor(f"worker_{name}"), StaffAct.ACCOUNT_ADDED, about, username=name)
    record(world.actor("chief"), StaffAct.ACCOUNT_ADDED, username="street")
    behind_wall(world.account(reader))
    seen = visible_to(world.actor(reader))
    assert {line.params["username"] for line in seen} == acts
