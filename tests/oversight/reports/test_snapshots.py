"""Snapshots: frozen, signed, revised, never changed."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Household
from gridward.ground.staff.models import Account
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.kernel.rows import tell_database
from gridward.oversight.reports.indicators.frozen import table_of
from gridward.oversight.reports.models import LayoutVersion, Signature, Snapshot, SnapshotRow
from gridward.oversight.reports.problems import (
    AlreadySigned,
    ContentDiffers,
    ReasonMissing,
    SignedStays,
    TakenMeanwhile,
)
from gridward.oversight.reports.queries.layouts import default_layout
from gridward.oversight.reports.queries.snapshots import digest_of, snapshot_of
from gridward.oversight.reports.services.layouts import save_layout
from gridward.oversight.reports.services.snapshots import (
    discard_snapshot,
    sign_snapshot,
    take_snapshot,
)
from tests.world import World

SignIn = Callable[[Account], Client]


@pytest.fixture
def signed(filled: World) -> Snapshot:
    """The street's snapshot of today, signed by the chief."""
    chief = filled.actor("chief")
    snapshot = take_snapshot(chief, street=filled.streets["ours"])
    sign_snapshot(chief, snapshot_id=snapshot.pk)
    return snapshot


def add_household(world: World) -> None:
    grid = world.grids["a1"]
    Household.objects.create(street_id=grid.street_id, grid=grid, address_text="新的一户")


@pytest.mark.django_db
def test_what_is_frozen_stays_when_the_register_goes_on(filled: World, signed: Snapshot) -> None:
    chief = filled.actor("chief")
    add_household(filled)
    row = snapshot_of(chief, signed.pk)
    table = table_of(chief, row)
    assert table.rows[-1].values["households"] == 4
    assert table.signers == ("测试chief",)
    assert row.definitions["households"]["zh-Hans"]["title"] == "户数"
    assert digest_of(row) == row.digest == row.signatures.get().digest


@pytest.mark.django_db
def test_the_layout_of_the_day_stays_with_it(filled: World, signed: Snapshot) -> None:
    chief = filled.actor("chief")
    layout = default_layout()
    shorter = type(layout)(0, layout.title, layout.groups[:3])
    save_layout(chief, street=filled.streets["ours"], layout=shorter, based_on=0)
    table = table_of(chief, snapshot_of(chief, signed.pk))
    assert len(table.layout.groups) == len(layout.groups)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["owner", "app"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports_snapshot SET reason = 'x'",
        "UPDATE reports_snapshotrow SET name = 'x'",
        "UPDATE reports_signature SET account_name = 'x'",
        "DELETE FROM reports_snapshot",
        "DELETE FROM reports_snapshotrow",
        "DELETE FROM reports_signature",
        "INSERT INTO reports_snapshotrow (snapshot_id, position, kind, name, code, community_code,"
        " community_name, values) SELECT id, 99, 'grid', '', '', '', '', '{}' FROM reports_snapshot",
    ],
)
def test_the_database_refuses_to_touch_it(
    filled: World,
    signed: Snapshot,
    behind_wall: Callable[[Account | None], None],
    role: str,
    statement: str,
) -> None:
    before = list(SnapshotRow.objects.order_by("pk").values())
    if role == "app":
        behind_wall(filled.account("chief"))
    with connection.cursor() as cursor, suppress(IntegrityError), transaction.atomic():
        cursor.execute(statement)
        assert cursor.rowcount == 0, "neither refused nor without effect"
        assert role == "app"
    assert list(SnapshotRow.objects.order_by("pk").values()) == before
    assert Snapshot.objects.get() == signed
    assert Signature.objects.count() == 1


@pytest.mark.django_db
def test_a_layout_is_never_changed_either(filled: World) -> None:
    chief = filled.actor("chief")
    save_layout(chief, street=filled.streets["ours"], layout=default_layout(), based_on=0)
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        LayoutVersion.objects.update(note="x")


@pytest.mark.django_db
def test_a_later_one_is_a_revision_with_its_reason(filled: World, signed: Snapshot) -> None:
    chief, street = filled.actor("chief"), filled.streets["ours"]
    with pytest.raises(ReasonMissing):
        take_snapshot(chief, street=street, after=1)
    second = take_snapshot(chief, street=street, after=1, reason="补登一户")
    assert (second.revision, second.reason) == (2, "补登一户")
    assert Snapshot.objects.count() == 2


@pytest.mark.django_db
def test_the_difference_of_revisions_is_told(
    filled: World, signed: Snapshot, client_of: SignIn
) -> None:
    chief, street = filled.actor("chief"), filled.streets["ours"]
    add_household(filled)
    second = take_snapshot(chief, street=street, after=1, reason="补登一户")
    client = client_of(filled.account("chief"))
    found = client.get(f"/api/v1/reports/snapshots/{second.pk}/differences").json()
    assert (found["earlier"]["revision"], found["later"]["revision"]) == (1, 2)
    changed = {
        (one["place"], one["figure"]): (one["before"], one["after"]) for one in found["cells"]
    }
    assert changed["朱紫巷社区第1网格", "households"] == ("1", "2")
    assert changed["西湖街道", "households"] == ("4", "5")
    assert {figure for _, figure in changed} == {"households", "tenure_unknown"}


@pytest.mark.django_db
def test_who_has_not_seen_the_latest_is_told(filled: World, signed: Snapshot) -> None:
    with pytest.raises(TakenMeanwhile) as refused:
        take_snapshot(filled.actor("command"), street=filled.streets["ours"])
    assert refused.value.details == {"revision": 1, "by": "测试chief"}


@pytest.mark.django_db
def test_a_leader_signs_for_the_own_community_alone(filled: World) -> None:
    leader, street = filled.actor("leader_a"), filled.streets["ours"]
    mine = take_snapshot(leader, street=street, community=filled.communities["a"])
    assert sign_snapshot(leader, snapshot_id=mine.pk).post == "community_grid_leader"
    for community in (filled.communities["b"], None):
        with pytest.raises(NotAllowed):
            take_snapshot(leader, street=street, community=community)
    with pytest.raises(NotFound):
        sign_snapshot(filled.actor("leader_b"), snapshot_id=mine.pk)
    with pytest.raises(NotAllowed):
        sign_snapshot(filled.actor("worker_a1"), snapshot_id=mine.pk)


@pytest.mark.django_db
def test_two_may_sign_and_nobody_twice(filled: World, signed: Snapshot) -> None:
    with pytest.raises(AlreadySigned):
        sign_snapshot(filled.actor("chief"), snapshot_id=signed.pk)
    sign_snapshot(filled.actor("command"), snapshot_id=signed.pk)
    assert Signature.objects.count() == 2


@pytest.mark.django_db
def test_a_draft_is_discarded_and_a_signed_one_is_not(filled: World, signed: Snapshot) -> None:
    chief = filled.actor("chief")
    with pytest.raises(SignedStays):
        discard_snapshot(chief, snapshot_id=signed.pk)
    draft = take_snapshot(chief, street=filled.streets["ours"], after=1, reason="试一试")
    discard_snapshot(chief, snapshot_id=draft.pk)
    assert Snapshot.objects.get() == signed


@pytest.mark.django_db
def test_what_somebody_reached_into_is_not_signed(filled: World) -> None:
    chief = filled.actor("chief")
    draft = take_snapshot(chief, street=filled.streets["ours"])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE reports_snapshotrow DISABLE TRIGGER stays")
        cursor.execute("""UPDATE reports_snapshotrow SET values = values || '{"residents": 9}'""")
        cursor.execute("ALTER TABLE reports_snapshotrow ENABLE TRIGGER stays")
    with pytest.raises(ContentDiffers):
        sign_snapshot(chief, snapshot_id=draft.pk)


@pytest.mark.django_db
def test_a_worker_reads_the_rows_of_the_own_grid_alone(
    filled: World, signed: Snapshot, client_of: SignIn
) -> None:
    client = client_of(filled.account("worker_a1"))
    found = client.get(f"/api/v1/reports/snapshots/{signed.pk}").json()
    assert [row["code"] for row in found["table"]["rows"]] == ["360103005002001"]
    assert (found["may_sign"], found["may_discard"], found["intact"]) == (False, False, None)


@pytest.mark.django_db
def test_the_list_takes_as_many_queries_for_many_as_for_one(
    filled: World,
    signed: Snapshot,
    client_of: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    chief, street = filled.actor("chief"), filled.streets["ours"]
    client = client_of(filled.account("chief"))
    with django_assert_max_num_queries(14) as asked:
        assert len(client.get("/api/v1/reports/snapshots").json()["items"]) == 1
    tell_database(chief)
    for community in filled.communities.values():
        if community.parent_id == street.pk:
            take_snapshot(chief, street=street, community=community)
    with django_assert_max_num_queries(len(asked)):
        found = client.get("/api/v1/reports/snapshots").json()["items"]
    assert {one["unit_name"] for one in found} == {"西湖街道", "朱紫巷社区", "算子桥社区"}
    assert client.get(f"/api/v1/reports/snapshots/{signed.pk}").json()["intact"] is True


@pytest.mark.django_db
def test_each_act_has_its_line(filled: World, signed: Snapshot) -> None:
    lines = [
        sentence(one, "zh-Hans") for one in Line.objects.filter(about_id=signed.pk).order_by("seq")
    ]
    day = signed.day.isoformat()
    assert lines[0] == f"测试chief 对西湖街道 {day} 的统计表定稿（第1版）"
    assert "签字" in lines[1]
