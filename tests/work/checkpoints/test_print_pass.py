"""A pass on paper: its code is read back out of the PDF, and a finder learns no name and no address."""

import pytest

from gridward.ground.audit.models import Export
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.problems import PassRevoked
from gridward.work.checkpoints.queries.passes import checked
from gridward.work.checkpoints.services.passes import make_pass, print_again, revoke_pass
from gridward.work.checkpoints.services.printing import print_pass
from gridward.work.checkpoints.terms import PassKind, PassState
from tests.kernel.documents.paper import text
from tests.kernel.documents.qr_reader import codes_of
from tests.work.checkpoints.acts import resident_pass, said, somebody
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_code_on_paper_opens_the_gate(world: World, worker: Actor, east: Checkpoint) -> None:
    row = resident_pass(world, worker, somebody(world, worker), gates=[east.pk])
    file = print_pass(worker, pass_id=row.pk)
    [code] = codes_of(file.content)
    assert checked(worker, code, east.pk, clock.now())[1] is PassState.VALID
    told = "".join(text(file.content).split())
    for word in ("通行证", "居民", "张*", row.serial, "东门", "第1次打印"):
        assert word in told
    assert "张三" not in told
    assert "翠竹" not in told


def test_vehicle_for_one_time_says_so(world: World, worker: Actor) -> None:
    wanted = said(world, PassKind.VEHICLE, plate="赣A12345", once=True)
    row = make_pass(worker, said=wanted)
    told = "".join(text(print_pass(worker, pass_id=row.pk).content).split())
    for word in ("赣A12345", "一次有效", "本街道各卡口"):
        assert word in told


def test_each_print_leaves_through_the_guard(world: World, worker: Actor) -> None:
    row = make_pass(worker, said=said(world))
    again = print_again(worker, pass_id=row.pk, reason="遗失")
    told = "".join(text(print_pass(worker, pass_id=again.pk).content).split())
    assert "第2次打印" in told
    export = Export.objects.get()
    assert (export.kind, export.rows, export.masked) == ("passes", 1, True)


def test_revoked_pass_is_not_printed(world: World, worker: Actor) -> None:
    row = make_pass(worker, said=said(world))
    revoke_pass(worker, pass_id=row.pk, reason="遗失")
    with pytest.raises(PassRevoked):
        print_pass(worker, pass_id=row.pk)


def test_who_makes_none_prints_none(world: World, worker: Actor) -> None:
    row = make_pass(worker, said=said(world))
    with pytest.raises(NotAllowed):
        print_pass(world.actor("police_a"), pass_id=row.pk)
