"""What leaves the house: allowed by post and place, masked by default, on the record, marked on every page."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.utils import ProgrammingError

from gridward.ground.audit.models import Export, ExportTaking, Line
from gridward.ground.audit.problems import (
    ExportFullNotAllowed,
    ExportFullTooMany,
    ExportReasonMissing,
)
from gridward.ground.audit.queries import sentence
from gridward.ground.audit.services import draft, finish, let_go, release
from gridward.ground.audit.terms import ExportReleased
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.events import listeners
from gridward.kernel.problems import NotAllowed, NotFound
from tests.world import World

Wall = Callable[[Account | None], None]
NOON = datetime(2026, 3, 2, 12, 5, tzinfo=clock.LOCAL)


def let_out(world: World, name: str, *grids: str, **other: Any) -> Export:
    given = {"kind": "roster_answer", "format": "xlsx", "masked": True, "rows": 10} | other
    return release(world.actor(name), grid_ids=[world.grids[grid].pk for grid in grids], **given)


@pytest.mark.django_db
def test_a_masked_list_of_the_own_grid_needs_no_reason(world: World, behind_wall: Wall) -> None:
    actor = world.actor("worker_a1")
    behind_wall(world.account("worker_a1"))
    export = release(
        actor,
        kind="roster_answer",
        format="csv",
        masked=True,
        grid_ids=[world.grids["a1"].pk],
        rows=10,
    )
    assert (export.actor_name, export.sign_in) == ("测试worker_a1", "worker_a1")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["health_a", "police_a"])
def test_who_only_reads_exports_nothing(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        let_out(world, name, "a1")


@pytest.mark.django_db
def test_one_grid_outside_spoils_the_whole_export(world: World) -> None:
    with pytest.raises(NotFound):
        let_out(world, "worker_a1", "a1", "a2")
    assert not Export.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  ", "x "])
def test_full_data_needs_a_reason(world: World, reason: str) -> None:
    with pytest.raises(ExportReasonMissing):
        let_out(world, "leader_a", "a1", masked=False, reason=reason)


@pytest.mark.django_db
def test_full_data_needs_the_right_to_look_at_every_grid(world: World) -> None:
    actor = world.actor("chief")
    held = {**actor.held}
    held[next(one for one in held if one.value == "register.reveal")] = frozenset(
        {world.grids["a1"].pk}
    )
    half = type(actor)(**{**actor.__dict__, "held": held})
    with pytest.raises(ExportFullNotAllowed):
        release(
            half,
            kind="roster_answer",
            format="csv",
            masked=False,
            reason="核对名册",
            grid_ids=[world.grids["a1"].pk, world.grids["a2"].pk],
            rows=10,
        )


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "refused"), [(30, False), (31, True), (None, True)])
def test_a_worker_takes_a_few_rows_in_full(world: World, rows: int | None, refused: bool) -> None:
    def go() -> Export:
        return let_out(world, "worker_a1", "a1", masked=False, reason="上门核对", rows=rows)

    if refused:
        with pytest.raises(ExportFullTooMany):
            go()
    else:
        assert not go().masked


@pytest.mark.django_db
def test_the_record_says_who_took_what_and_why(world: World) -> None:
    export = let_out(world, "leader_a", "a1", masked=False, reason=" 核对名册 ", rows=12)
    line = Line.objects.latest("seq")
    spelt = f"{export.number[:4]}-{export.number[4:]}"
    assert sentence(line, "zh-Hans") == (
        f"测试leader_a 导出了名册导入结果（xlsx，完整，12 行），编号 {spelt}"
    )
    assert (line.reason, line.about_id, line.grid_id) == (
        "核对名册",
        export.pk,
        world.grids["a1"].pk,
    )


@pytest.mark.django_db
def test_the_watermark_names_person_time_number_and_term(world: World) -> None:
    with time_machine.travel(NOON):
        export = let_out(world, "chief", "a1", "b1")
    mark = export.watermark()
    assert "测试chief（chief）" in mark
    assert "2026-03-02 12:05" in mark
    assert "2026-03-03 12:05" in mark
    assert f"{export.number[:4]}-{export.number[4:]}" in mark
    assert "测试chief" in export.watermark("en")


@pytest.mark.django_db
def test_news_of_it_goes_up(world: World) -> None:
    heard: list[ExportReleased] = []
    listeners[ExportReleased].append(heard.append)
    try:
        export = let_out(world, "chief", "a1")
    finally:
        listeners[ExportReleased].remove(heard.append)
    assert [(one.export, one.rows) for one in heard] == [(export.pk, 10)]


@pytest.mark.django_db
def test_a_draft_leaves_no_trace_until_it_is_let_go(world: World) -> None:
    actor = world.actor("chief")
    export = draft(
        actor, kind="roster_answer", format="pdf", masked=True, grid_ids=[world.grids["a1"].pk]
    )
    assert not Export.objects.exists()
    assert not Line.objects.exists()
    let_go(actor, export, size=1234)
    kept = Export.objects.get()
    assert (kept.bytes, kept.state, kept.watermark()) == (1234, "done", export.watermark())
    assert ExportTaking.objects.get().account_id == actor.account_id


@pytest.mark.django_db
def test_how_it_ended_is_known(world: World, behind_wall: Wall) -> None:
    export = let_out(world, "worker_a1", "a1", rows=100)
    actor = world.actor("worker_a1")
    behind_wall(world.account("worker_a1"))
    finish(actor, export, rows=40, size=900, whole=False)
    kept = Export.objects.get()
    assert (kept.rows, kept.bytes, kept.state) == (40, 900, "broken")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        ("worker_a1", True),
        ("leader_a", True),
        ("chief", True),
        ("worker_b1", False),
        ("chief_f", False),
    ],
)
def test_the_database_shows_it_at_its_grids(
    world: World, behind_wall: Wall, reader: str, seen: bool
) -> None:
    let_out(world, "worker_a1", "a1")
    behind_wall(world.account(reader))
    assert Export.objects.exists() is seen


@pytest.mark.django_db
@pytest.mark.parametrize(
    "deed",
    [
        "DELETE FROM audit_export",
        "UPDATE audit_export SET reason = ''",
        "UPDATE audit_export SET masked = true",
        "DELETE FROM audit_exporttaking",
        "DELETE FROM audit_exportalert",
        "UPDATE audit_alertnote SET text = ''",
        "UPDATE audit_exportlimits SET figures = '{}'",
    ],
)
def test_nobody_removes_or_rewrites_it(world: World, behind_wall: Wall, deed: str) -> None:
    let_out(world, "chief", "a1")
    behind_wall(world.account("chief"))
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(deed)


@pytest.mark.django_db
def test_nobody_exports_in_another_name(world: World, behind_wall: Wall) -> None:
    chief = world.actor("chief")
    export = draft(
        chief, kind="roster_answer", format="csv", masked=True, grid_ids=[world.grids["a1"].pk]
    )
    behind_wall(world.account("worker_a1"))
    with pytest.raises(ProgrammingError, match="row-level security"):
        let_go(chief, export)
