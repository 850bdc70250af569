"""The service: every post of P2, one-to-one posts held once, a few vacancies on purpose."""

from collections import Counter

from gridward.fiction.terms import FictionalStreet
from gridward.ground.staff.terms import LEVEL, SINGLE, Employer, Post, PostLevel


def test_every_post_is_held_by_somebody(street: FictionalStreet) -> None:
    assert {one.post for one in street.appointments} == {post.value for post in Post}
    assert {one.employer for one in street.members} <= {word.value for word in Employer}


def test_posts_are_held_at_their_level(street: FictionalStreet) -> None:
    kinds = {one.code: one.kind for one in street.grids} | {None: "street"}
    for one in street.appointments:
        assert PostLevel(kinds[one.grid_code]) is LEVEL[Post(one.post)]


def test_single_posts_have_one_holder(street: FictionalStreet) -> None:
    held = Counter((one.post, one.grid_code) for one in street.appointments)
    assert all(count == 1 for (post, _), count in held.items() if Post(post) in SINGLE)


def test_a_few_posts_are_vacant_or_held_by_a_deputy(street: FictionalStreet) -> None:
    served = {one.grid_code for one in street.appointments}
    communities = [one.code for one in street.grids if one.kind == "community"]
    liaisons = {one.grid_code for one in street.appointments if one.post == "health_liaison"}
    assert len({one.code for one in street.grids} - served) == 1
    assert len(set(communities) - liaisons) == 1
    assert [one.post for one in street.appointments if one.acting] == ["grid_police"]
