"""Slips printed: for whom, what stands on them, how long they hold."""

import io

import pytest
from pypdf import PdfReader

from gridward.exchange.portal.models import Slip
from gridward.exchange.portal.problems import (
    NoSlipWanted,
    SlipOver,
    SlipRevoked,
    SlipUnknown,
    TooManySlips,
)
from gridward.exchange.portal.queries import rows
from gridward.exchange.portal.queries.admitting import admit
from gridward.exchange.portal.queries.rows import targets_for_slips
from gridward.exchange.portal.rules.tokens import new_token
from gridward.exchange.portal.services.printing import print_slips, revoke_slip
from gridward.exchange.portal.terms import SlipGroup, SlipsWanted
from gridward.ground.audit.models import Export, Line
from gridward.kernel.codes.phone import PhoneProblem
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.rounds.problems import RoundNotOpen
from gridward.work.rounds.services.leading import close_round
from gridward.work.rounds.terms import VisitOutcome
from tests.exchange.portal.conftest import Door
from tests.exchange.portal.slips import ADDRESS, printed, token
from tests.ground.register.people import household
from tests.kernel.documents.paper import text
from tests.kernel.documents.qr_reader import codes_of
from tests.work.rounds.walking import drafted, recorded, said, target_of
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_slip_says_what_it_is_for_and_where_to_leave_it(world: World, door: Door) -> None:
    content = printed(door.worker, door.round, door.target, phone="86123456")
    told = "".join(text(content).replace("\u200b", "").split())
    for word in ("居民自主申报", "春季摸排", "西湖街道朱紫巷社区", "0791-86123456", "加密保存"):
        assert word in told
    assert "wangge.example.gov.cn/p/" in told
    [link] = codes_of(content)
    assert link.startswith(f"{ADDRESS}/p/#")
    assert link.partition("#")[2] in told  # for whoever cannot scan


def test_the_part_that_is_left_hides_the_room_and_the_stub_names_it(door: Door) -> None:
    content = printed(door.worker, door.round, door.target)
    told = "".join(text(content).split())
    assert told.count("翠竹小区1栋1单元***") == 1
    assert told.count("翠竹小区1栋1单元101室") == 1
    assert Slip.objects.get().place == "翠竹小区1栋1单元***"


def test_without_a_number_nobody_is_told_to_call(door: Door) -> None:
    told = "".join(text(printed(door.worker, door.round, door.target)).split())
    assert "打电话" not in told
    with pytest.raises(PhoneProblem) as caught:
        printed(door.worker, door.round, door.target, phone="123")
    assert caught.value.details["field"] == "phone"


def test_three_slips_stand_on_a_sheet(world: World, door: Door) -> None:
    for room in ("102", "201", "202"):
        household(world, door.worker, f"a1-1-{room}")
    building = world.dwellings["a1-1-101"].building_id
    wanted = SlipsWanted(SlipGroup.BUILDING, building_id=building)
    content = printed(door.worker, door.round, wanted=wanted)
    assert len(PdfReader(io.BytesIO(content)).pages) == 2
    links = codes_of(content)
    assert len(set(links)) == 4


def test_nothing_of_a_token_is_stored(door: Door) -> None:
    slip = token(door.worker, door.round, door.target)
    row = Slip.objects.values().get()
    assert slip not in str(row)
    assert len(bytes(row["token_index"])) == 16
    assert not any(slip in str(line.params) for line in Line.objects.all())


def test_groups_choose_doors_by_what_came_of_them(world: World, door: Door) -> None:
    met, shut, given_up = (
        target_of(door.round, household(world, door.worker, f"a1-1-{room}"))
        for room in ("102", "201", "202")
    )
    recorded(door.worker, said(met))
    for target, times in ((shut, 1), (given_up, 3)):
        for _ in range(times):
            recorded(door.worker, said(target, VisitOutcome.NO_ANSWER))

    def chosen(group: SlipGroup) -> set[object]:
        building = world.dwellings["a1-1-101"].building_id
        wanted = SlipsWanted(group, building_id=building)
        return {one.pk for one in targets_for_slips(door.worker, door.round.pk, wanted)}

    assert chosen(SlipGroup.REVISITS) == {shut.pk}
    assert chosen(SlipGroup.NO_ANSWER) == {shut.pk, given_up.pk}
    assert chosen(SlipGroup.BUILDING) == {door.target.pk, shut.pk, given_up.pk}


def test_nobody_prints_for_other_grids(world: World, door: Door) -> None:
    neighbour = world.actor("worker_a2")
    with pytest.raises(NotFound):
        printed(neighbour, door.round, door.target)
    with pytest.raises(NotAllowed):
        printed(world.actor("police_a"), door.round, door.target)
    assert not Slip.objects.exists()


def test_nobody_left_and_too_many_are_said(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoSlipWanted):
        printed(door.worker, door.round, wanted=SlipsWanted(SlipGroup.REVISITS))
    monkeypatch.setattr(rows, "MOST_SLIPS", 0)
    with pytest.raises(TooManySlips):
        printed(door.worker, door.round, door.target)


def test_only_a_round_that_is_walked_has_slips(world: World, door: Door) -> None:
    row = drafted(world, world.actor("leader_a"))
    with pytest.raises(RoundNotOpen):
        print_slips(
            door.worker,
            round_id=row.pk,
            wanted=SlipsWanted(SlipGroup.NO_ANSWER),
            address=ADDRESS,
        )


def test_printing_leaves_through_the_guard_and_is_on_the_record(door: Door) -> None:
    printed(door.worker, door.round, door.target)
    export = Export.objects.get(kind="slips")
    assert (export.masked, export.rows, export.grid_ids) == (True, 1, [door.target.grid_id])
    line = Line.objects.get(act="portal.slips_printed")
    assert (line.grid_id, line.params["count"]) == (door.target.grid_id, 1)


def test_a_slip_holds_until_the_round_is_closed(world: World, door: Door) -> None:
    slip = token(door.worker, door.round, door.target)
    admitted = admit(slip)
    assert (admitted.target, admitted.place) == (door.target.pk, "翠竹小区1栋1单元***")
    recorded(door.worker, said(door.target))
    leader = world.actor("leader_a")
    close_round(leader, round_id=door.round.pk, version=door.round.version)
    with pytest.raises(SlipOver):
        admit(slip)


def test_a_new_print_voids_nothing_unless_asked(door: Door) -> None:
    first = token(door.worker, door.round, door.target)
    second = token(door.worker, door.round, door.target)
    assert admit(first).slip != admit(second).slip
    third = token(door.worker, door.round, door.target, void_earlier=True)
    for old in (first, second):
        with pytest.raises(SlipRevoked):
            admit(old)
    assert admit(third)


def test_a_slip_is_called_back_by_name(world: World, door: Door) -> None:
    slip = token(door.worker, door.round, door.target)
    row = Slip.objects.get()
    with pytest.raises(NotFound):
        revoke_slip(world.actor("worker_a2"), slip_id=row.pk)
    revoke_slip(door.worker, slip_id=row.pk)
    revoke_slip(door.worker, slip_id=row.pk)
    with pytest.raises(SlipRevoked):
        admit(slip)
    line = Line.objects.get(act="portal.slip_revoked")
    assert line.params == {"door": "翠竹小区1栋1单元***"}


def test_a_token_that_nobody_printed_opens_nothing(door: Door) -> None:
    with pytest.raises(SlipUnknown):
        admit(new_token())
