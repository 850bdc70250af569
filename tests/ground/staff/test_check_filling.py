"""The completeness check (P3) as pure rules: each kind of finding, and that filling what is vacant leaves none."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.ground.staff.rules.dated import measures_on
from gridward.ground.staff.rules.filling import check, short_places
from gridward.ground.staff.terms import LEVEL, SINGLE, Post, PostLevel
from gridward.ground.staff.terms.filling import (
    Facts,
    Finding,
    Held,
    Measures,
    Person,
    Rule,
    Unit,
    Unsigned,
)

DAY = date(2026, 3, 10)
SINCE = date(2026, 1, 1)
MEASURES = measures_on(DAY)
NAMES = UUID(int=7)


def key(text: str) -> UUID:
    return uuid5(NAMES, text)


STREET = Unit(None, "360103005", "西湖街道", PostLevel.STREET, SINCE)
A = Unit(key("a"), "360103005002000", "甲社区网格", PostLevel.COMMUNITY, SINCE)
B = Unit(key("b"), "360103005003000", "乙社区网格", PostLevel.COMMUNITY, SINCE)
A1 = Unit(key("a1"), "360103005002001", "甲一网格", PostLevel.BASE, SINCE)
UNITS = (STREET, A, B, A1)


def person(name: str, **standing: bool) -> Person:
    return Person(key(name), name, **{"active": True, **standing}, since=SINCE)


def held(
    name: str,
    post: Post,
    unit: Unit,
    since: date = SINCE,
    until: date | None = None,
    acting: bool = False,
) -> Held:
    row = key(f"{name}{post}{unit.code}{since}{acting}")
    return Held(row, key(name), post, unit.id, since, until, acting)


def filled(units: tuple[Unit, ...] = UNITS) -> tuple[Held, ...]:
    """Every post of every unit with a person of its own."""
    return tuple(
        held(f"{post.value}@{unit.code}", post, unit)
        for unit in units
        for post in Post
        if LEVEL[post] is unit.level
    )


def names_of(rows: tuple[Held, ...]) -> tuple[Person, ...]:
    return tuple(Person(one, str(one), True, SINCE) for one in {row.person: None for row in rows})


def judged(
    rows: tuple[Held, ...],
    people: tuple[Person, ...] = (),
    unsigned: tuple[Unsigned, ...] = (),
    day: date = DAY,
) -> list[Finding]:
    known = {one.id: one for one in (*names_of(rows), *people)}
    return check(Facts(UNITS, tuple(known.values()), rows, unsigned), MEASURES, day)


def without(post: Post, unit: Unit) -> tuple[Held, ...]:
    return tuple(row for row in filled() if (row.post, row.unit) != (post, unit.id))


def rules(found: list[Finding]) -> list[Rule]:
    return [one.rule for one in found]


def test_a_full_street_has_no_findings() -> None:
    assert judged(filled()) == []


def test_a_vacant_post_is_found_since_its_last_holder_left() -> None:
    left = date(2026, 2, 1)
    rows = (*without(Post.HEALTH_LIAISON, A), held("甲", Post.HEALTH_LIAISON, A, until=left))
    found = [one for one in judged(rows) if one.rule is Rule.VACANT]
    assert [(one.posts, one.units, one.missing, one.since) for one in found] == [
        ((Post.HEALTH_LIAISON,), (A,), 1, left)
    ]


def test_a_post_never_filled_is_vacant_since_the_unit_is_there() -> None:
    (found,) = judged(without(Post.GRID_SUPERVISOR, A1))
    assert (found.rule, found.since) == (Rule.VACANT, A1.since)


def test_a_deputy_stands_in_but_fills_nothing() -> None:
    deputy = held("代理", Post.GRID_POLICE, B, DAY - timedelta(days=3), acting=True)
    (found,) = judged((*without(Post.GRID_POLICE, B), deputy))
    assert found.rule is Rule.VACANT
    assert [one.id for one in found.people] == [key("代理")]


def test_a_vacancy_to_come_is_found_before_it_comes_and_not_too_early() -> None:
    end = DAY + timedelta(days=MEASURES.coming_days)
    for until, expected in ((end, [Rule.VACANT_SOON]), (end + timedelta(days=1), [])):
        rows = (*without(Post.GRID_MANAGER, A1), held("甲", Post.GRID_MANAGER, A1, until=until))
        assert rules(judged(rows)) == expected


def test_a_successor_who_begins_the_same_day_leaves_no_vacancy_to_come() -> None:
    end = DAY + timedelta(days=5)
    rows = (
        *without(Post.GRID_MANAGER, A1),
        held("甲", Post.GRID_MANAGER, A1, until=end),
        held("乙", Post.GRID_MANAGER, A1, since=end),
    )
    assert judged(rows) == []


def test_one_officer_for_two_communities_breaks_one_to_one_since_the_second() -> None:
    later = date(2026, 2, 2)
    rows = (
        *(row for row in filled() if row.post is not Post.GRID_POLICE),
        held("民警", Post.GRID_POLICE, A),
        held("民警", Post.GRID_POLICE, B, later),
    )
    (found,) = judged(rows)
    assert (found.rule, found.units, found.since) == (Rule.ONE_AT_TWO, (A, B), later)
    assert set(short_places([found])) == {(Post.GRID_POLICE, A.id), (Post.GRID_POLICE, B.id)}


def test_two_first_leaders_of_one_community_break_one_to_one() -> None:
    rows = (*filled(), held("另一个", Post.FIRST_GRID_LEADER, A))
    assert rules(judged(rows)) == [Rule.TWO_AT_ONE]


def test_serving_two_communities_in_a_post_that_is_not_one_to_one_is_allowed() -> None:
    rows = (
        *(row for row in filled() if row.post is not Post.COMMUNITY_GRID_LEADER),
        held("书记", Post.COMMUNITY_GRID_LEADER, A),
        held("书记", Post.COMMUNITY_GRID_LEADER, B),
    )
    assert judged(rows) == []


def test_posts_clash_by_the_list_with_reason_and_source() -> None:
    cases = (
        (Post.DISCIPLINE_OFFICER, STREET, Post.GRID_MANAGER, A1, "checker_is_checked"),
        (Post.PRIVACY_OFFICER, STREET, Post.STREET_COMMAND, STREET, "guardian_of_data_uses_data"),
        (Post.GRID_MANAGER, A1, Post.GRID_SUPERVISOR, A1, "worker_supervises_self"),
        (Post.FIRST_GRID_LEADER, A, Post.COMMUNITY_GRID_LEADER, A, "leader_guides_self"),
        (Post.HEALTH_LIAISON, A, Post.GRID_POLICE, B, "two_communities"),
    )
    for one, place, other, there, clash in cases:
        rows = (held("一人", one, place), held("一人", other, there))
        found = [two for two in judged(rows) if two.rule is Rule.CLASH]
        assert [two.clash for two in found] == [clash]
        assert found[0].source
        assert set(found[0].posts) == {one, other}


def test_posts_that_clash_at_one_unit_alone_go_together_elsewhere() -> None:
    rows = (held("一人", Post.FIRST_GRID_LEADER, A), held("一人", Post.COMMUNITY_GRID_LEADER, B))
    assert Rule.CLASH not in rules(judged(rows))


def test_posts_held_one_after_the_other_do_not_clash() -> None:
    rows = (
        held("一人", Post.GRID_MANAGER, A1, until=DAY),
        held("一人", Post.GRID_SUPERVISOR, A1, since=DAY),
    )
    assert Rule.CLASH not in rules(judged(rows))


def test_overlapping_deputies_are_found() -> None:
    two = tuple(held(name, Post.GRID_MANAGER, A1, DAY, acting=True) for name in ("甲", "乙"))
    assert rules(judged((*filled(), *two))) == [Rule.ACTING_OVERLAPS]
    spread = tuple(held("甲", Post.GRID_POLICE, unit, DAY, acting=True) for unit in (A, B))
    assert rules(judged((*filled(), *spread))) == [Rule.ACTING_OVERLAPS]


def test_a_deputy_of_the_own_post_is_found() -> None:
    own = held(f"{Post.GRID_MANAGER.value}@{A1.code}", Post.GRID_MANAGER, A1, DAY, acting=True)
    assert rules(judged((*filled(), own))) == [Rule.ACTING_OVERLAPS]


def test_acting_for_too_long_is_found_on_the_day_it_becomes_so() -> None:
    for days, expected in (
        (MEASURES.acting_days - 1, []),
        (MEASURES.acting_days, [Rule.ACTING_LONG]),
    ):
        deputy = held("甲", Post.GRID_POLICE, B, DAY - timedelta(days=days), acting=True)
        assert rules(judged((*filled(), deputy))) == expected


def test_people_whose_standing_is_unclear_are_found() -> None:
    gone = Person(filled()[-1].person, "走了", False, SINCE)
    free, signed = person("闲着"), person("有账号", active=False, account=True)
    found = judged(filled(), (gone, free, signed))
    assert [(one.rule, [two.id for two in one.people]) for one in found] == [
        (Rule.INACTIVE_IN_POST, [gone.id]),
        (Rule.NO_POST, [free.id]),
        (Rule.ACCOUNT_WITHOUT_POST, [signed.id]),
    ]


def test_a_seat_in_the_leading_group_or_a_post_to_come_is_a_standing() -> None:
    seated, coming = person("领导", seated=True, account=True), person("将来", account=True)
    rows = (*filled(), held("将来", Post.STREET_COMMAND, STREET, DAY + timedelta(days=9)))
    assert judged(rows, (seated, coming)) == []


def test_an_unsigned_handover_is_late_the_day_after_it_was_due() -> None:
    for due, expected in ((DAY, []), (DAY - timedelta(days=1), [Rule.HANDOVER_LATE])):
        waiting = Unsigned(key("h"), Post.GRID_MANAGER, A1.id, (), due)
        assert rules(judged(filled(), unsigned=(waiting,))) == expected


def test_appointments_at_retired_units_do_not_count() -> None:
    elsewhere = Unit(key("old"), "360103005002009", "旧网格", PostLevel.BASE, SINCE)
    rows = (*filled(), held("旧人", Post.GRID_MANAGER, elsewhere))
    assert rules(judged(rows, (person("旧人"),))) == [Rule.NO_POST]


PEOPLE = [f"人{number}" for number in range(9)]
PLACES = [(post, unit) for unit in UNITS for post in Post if LEVEL[post] is unit.level]
DAYS = st.integers(-200, 60).map(lambda days: DAY + timedelta(days=days))


@st.composite
def appointments(draw: st.DrawFn) -> Held:
    post, unit = draw(st.sampled_from(PLACES))
    since = draw(DAYS)
    length = draw(st.one_of(st.none(), st.integers(1, 260)))
    until = since + timedelta(days=length) if length else None
    return held(draw(st.sampled_from(PEOPLE)), post, unit, since, until, draw(st.booleans()))


def filling(found: list[Finding], round_: int) -> tuple[Held, ...]:
    """A new person for each that is missing, from the day on which they are."""
    return tuple(
        held(
            f"新人{round_}-{place}-{number}",
            one.posts[0],
            one.units[0],
            DAY if one.rule is Rule.VACANT else one.since,
        )
        for place, one in enumerate(found)
        if one.rule in (Rule.VACANT, Rule.VACANT_SOON)
        for number in range(one.missing)
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(appointments(), max_size=25), st.integers(1, 3))
def test_filling_what_is_vacant_leaves_no_vacancy(rows: list[Held], count: int) -> None:
    needed = {post: 1 if post in SINGLE else count for post in Post}
    measures = Measures(needed, (), MEASURES.coming_days, MEASURES.acting_days, 3, 7)
    held_now = tuple(rows)
    for round_ in range(count + 1):
        facts = Facts(UNITS, names_of(held_now), held_now)
        more = filling(check(facts, measures, DAY), round_)
        if not more:
            break
        held_now += more
    last = check(Facts(UNITS, names_of(held_now), held_now), measures, DAY)
    assert not {Rule.VACANT, Rule.VACANT_SOON} & set(rules(last))


@settings(max_examples=150, deadline=None)
@given(st.lists(appointments(), max_size=25))
def test_every_finding_is_told_once_and_began_by_the_horizon(rows: list[Held]) -> None:
    people = tuple(person(name) for name in PEOPLE)
    found = check(Facts(UNITS, people, tuple(rows)), MEASURES, DAY)
    keys = [one.key for one in found]
    assert len(keys) == len(set(keys))
    horizon = DAY + timedelta(days=MEASURES.coming_days)
    assert all(one.since <= (horizon if one.rule is Rule.VACANT_SOON else DAY) for one in found)
