"""Two at one declaration at the same moment, each in a transaction of its own."""

from collections.abc import Iterator

import pytest

from gridward.exchange.portal.models import Declaration
from gridward.exchange.portal.problems import AlreadyHandled, DeclarationDecided
from gridward.exchange.portal.services.deciding import accept, reject
from gridward.work.rounds.models import Visit
from tests.exchange.portal.slips import says, seen, sent, token
from tests.exchange.sync.elsewhere import Elsewhere
from tests.ground.register.people import household
from tests.work.rounds.walking import target_of, walked
from tests.world import World


@pytest.fixture
def desks(committed: World) -> Iterator[tuple[Elsewhere, Elsewhere]]:
    both = Elsewhere(), Elsewhere()
    yield both
    for one in both:
        one.close()


def test_who_decides_second_waits_and_is_told_who_was_first(
    committed: World, desks: tuple[Elsewhere, Elsewhere]
) -> None:
    worker, leader = committed.actor("worker_a1"), committed.actor("leader_a")
    home = household(committed, worker)
    row = walked(committed)
    one = sent(token(worker, row, target_of(row, home)))
    looked = seen(worker, one)
    first, second = desks
    first.do(lambda: accept(worker, declaration_id=one.pk, seen=looked))
    waiting = second.begin(lambda: reject(leader, declaration_id=one.pk, reason="看错了"))
    with pytest.raises(TimeoutError):
        waiting.result(0.5)
    first.commit()
    with pytest.raises(DeclarationDecided) as caught:
        waiting.result(30)
    assert caught.value.details == {"by": worker.name}
    assert Visit.objects.count() == 1


def test_what_is_sent_while_somebody_decides_comes_too_late(
    committed: World, desks: tuple[Elsewhere, Elsewhere]
) -> None:
    worker = committed.actor("worker_a1")
    home = household(committed, worker)
    row = walked(committed)
    slip = token(worker, row, target_of(row, home))
    one = sent(slip)
    desk, phone = desks
    desk.do(lambda: reject(worker, declaration_id=one.pk, reason="看错了"))
    waiting = phone.begin(lambda: sent(slip, says()))
    with pytest.raises(TimeoutError):
        waiting.result(0.5)
    desk.commit()
    with pytest.raises(AlreadyHandled):
        waiting.result(30)
    assert Declaration.objects.get().state == "rejected"
