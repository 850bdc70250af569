"""A process asks one at a time, and for a while nobody at all after the service was silent."""

import pytest

from gridward.exchange.codes.problems import (
    AnswerUnreadable,
    CodeUnknown,
    ProviderBusy,
    ProviderUnreachable,
)
from gridward.exchange.codes.services.patience import REST_SECONDS, SILENT_MOST, Patience


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patience(clock: Clock) -> Patience:
    return Patience(clock)


def silence(patience: Patience, times: int) -> None:
    for _ in range(times):
        with pytest.raises(ProviderUnreachable), patience.turn():
            raise ProviderUnreachable


def test_whoever_comes_while_another_asks_is_told_to_look_by_eye(patience: Patience) -> None:
    with patience.turn(), pytest.raises(ProviderBusy), patience.turn():
        pytest.fail("two asked at once")
    with patience.turn():
        """The turn is free again."""


def test_after_some_silence_nobody_is_asked_for_a_while(patience: Patience, clock: Clock) -> None:
    silence(patience, SILENT_MOST)
    with pytest.raises(ProviderUnreachable), patience.turn():
        pytest.fail("it was asked")
    clock.now += REST_SECONDS
    asked = False
    with patience.turn():
        asked = True
    assert asked


def test_one_silence_after_the_rest_begins_another(patience: Patience, clock: Clock) -> None:
    silence(patience, SILENT_MOST)
    clock.now += REST_SECONDS
    silence(patience, 1)
    with pytest.raises(ProviderUnreachable), patience.turn():
        pytest.fail("it was asked")


@pytest.mark.parametrize("answered", [CodeUnknown, AnswerUnreadable, None])
def test_any_answer_ends_the_silence(patience: Patience, answered: type[Exception] | None) -> None:
    silence(patience, SILENT_MOST - 1)
    try:
        with patience.turn():
            if answered:
                raise answered
    except (CodeUnknown, AnswerUnreadable):
        pass
    silence(patience, SILENT_MOST - 1)
    with patience.turn():
        """It is still asked."""


def test_a_mistake_of_the_program_leaves_the_turn_free(patience: Patience) -> None:
    with pytest.raises(ZeroDivisionError), patience.turn():
        raise ZeroDivisionError
    with patience.turn():
        """Free."""
