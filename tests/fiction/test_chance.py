"""Chance: streams that do not disturb each other, shares that sum."""

from hypothesis import given
from hypothesis import strategies as some

from gridward.fiction.chance import Weighted, apportion, stream


def test_a_stream_depends_on_seed_and_concern_alone() -> None:
    first = stream(1, "people", "a").random()
    assert first == stream(1, "people", "a").random()
    assert first not in {stream(2, "people", "a").random(), stream(1, "people", "b").random()}


@given(some.integers(0, 10**6), some.lists(some.floats(0.1, 100), min_size=1, max_size=49))
def test_shares_sum_and_are_proportional(total: int, weights: list[float]) -> None:
    shares = apportion(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - total * weight / sum(weights)) <= 1


def test_weighted_items_are_drawn_by_weight() -> None:
    bag, rng = Weighted({"often": 9.0, "seldom": 1.0}), stream(1, "bag")
    drawn = [bag.draw(rng) for _ in range(1000)]
    assert 850 < drawn.count("often") < 950
