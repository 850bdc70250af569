"""The address book that learns: equal corrections, a person's word, and what is never learned."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Conflict, Household
from gridward.ground.register.services.households import add_household, change_household
from gridward.ground.register.services.settling import settle_conflict
from gridward.ground.register.terms.people import ConflictDecision, ConflictKind
from gridward.ground.territory.models import NameEvidence, NameSuggestion, NameUse, PlaceName
from gridward.ground.territory.problems import (
    LearningUnlikely,
    NameDisputed,
    SuggestionSettled,
)
from gridward.ground.territory.queries.book import learning_rule, suggestions
from gridward.ground.territory.queries.gazetteers import gazetteer
from gridward.ground.territory.services.book import add_name
from gridward.ground.territory.services.learning import (
    choice,
    confirm_suggestion,
    note_correction,
    refuse_suggestion,
    set_learning,
)
from gridward.ground.territory.terms.book import CorrectionOrigin, NameKind, SuggestionState
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from tests.world import World

pytestmark = pytest.mark.django_db
TEXT = "老棉纺厂1栋1单元{room} 张三"


def correct(
    world: World, actor: Actor, room: str = "101", place: str = "a1", text: str = TEXT
) -> NameSuggestion | None:
    chosen = choice(actor, dwelling_id=world.dwellings[f"{place}-1-{room}"].pk)
    said = text.format(room=room)
    return note_correction(actor, text=said, chosen=chosen, origin=CorrectionOrigin.ADDRESS_PAGE)


def learned(world: World, actor: Actor) -> NameSuggestion:
    suggestion = correct(world, actor)
    assert suggestion is not None
    return suggestion


def read(world: World, actor: Actor) -> object:
    best = gazetteer(actor, world.streets["ours"]).read("老棉纺厂1栋2单元202").best
    return best.dwelling if best else None


def test_one_correction_is_a_suggestion_with_its_evidence(world: World) -> None:
    actor = world.actor("worker_a1")
    suggestion = learned(world, actor)
    assert (suggestion.name, suggestion.site, suggestion.count) == (
        "老棉纺厂",
        world.sites["a1"],
        1,
    )
    assert suggestion.state == SuggestionState.OPEN
    evidence = NameEvidence.objects.get()
    assert (evidence.said, evidence.chosen) == ("老棉纺厂1栋1单元***", "翠竹小区1栋")
    assert read(world, actor) is None


def test_two_equal_corrections_make_it_a_name_that_is_read(world: World) -> None:
    actor = world.actor("worker_a1")
    learned(world, actor)
    suggestion = correct(world, actor, "102")
    assert suggestion is not None
    assert suggestion.state == SuggestionState.ACCEPTED
    entry = PlaceName.objects.get()
    assert (entry.source, entry.kind, entry.entered_by) == ("learned", "nickname", actor.name)
    assert read(world, actor) == world.dwellings["a1-2-202"].pk
    line = Line.objects.get(act="territory.name_learned")
    assert sentence(line, "zh-Hans") == (
        "测试worker_a1 第 2 次同样更正后，地址簿记下：翠竹小区 又叫“老棉纺厂”"
    )
    assert correct(world, actor, "201") is None


def test_the_same_correction_by_the_same_person_counts_once(world: World) -> None:
    actor = world.actor("worker_a1")
    for _ in range(3):
        suggestion = learned(world, actor)
    assert (suggestion.count, suggestion.state) == (1, SuggestionState.OPEN)
    assert learned(world, world.actor("leader_a")).state == SuggestionState.ACCEPTED


def test_one_person_with_the_right_confirms_it(world: World) -> None:
    suggestion = learned(world, world.actor("worker_a1"))
    leader = world.actor("leader_a")
    with pytest.raises(Stale):
        confirm_suggestion(leader, suggestion_id=suggestion.pk, version=9)
    confirm_suggestion(leader, suggestion_id=suggestion.pk, version=suggestion.version)
    assert read(world, leader) == world.dwellings["a1-2-202"].pk
    with pytest.raises(SuggestionSettled):
        refuse_suggestion(leader, suggestion_id=suggestion.pk, version=3)


def test_what_was_refused_stays_refused(world: World) -> None:
    actor, leader = world.actor("worker_a1"), world.actor("leader_a")
    suggestion = learned(world, actor)
    refuse_suggestion(
        leader, suggestion_id=suggestion.pk, version=suggestion.version, reason="那是隔壁厂"
    )
    after = [correct(world, actor, room) for room in ("101", "102", "201", "202")]
    assert {one.state for one in after if one} == {SuggestionState.REFUSED}
    assert not PlaceName.objects.exists()
    assert Line.objects.get(act="territory.name_refused").reason == "那是隔壁厂"


@pytest.mark.parametrize("name", ["worker_a1", "leader_b", "patron"])
def test_who_may_not_change_the_territory_settles_nothing(world: World, name: str) -> None:
    suggestion = learned(world, world.actor("worker_a1"))
    with pytest.raises((NotAllowed, NotFound)):
        confirm_suggestion(
            world.actor(name), suggestion_id=suggestion.pk, version=suggestion.version
        )
    assert not suggestions(world.actor(name), SuggestionState.OPEN).exists()


def test_a_name_corrected_to_two_places_is_left_to_a_person(world: World) -> None:
    leader = world.actor("leader_a")
    first, second = learned(world, leader), correct(world, leader, place="a2")
    for room in ("102", "201"):
        correct(world, leader, room)
        correct(world, leader, room, "a2")
    first.refresh_from_db()
    assert second is not None
    assert (first.state, first.count) == (SuggestionState.OPEN, 3)
    with pytest.raises(NameDisputed):
        confirm_suggestion(leader, suggestion_id=first.pk, version=first.version)
    second.refresh_from_db()
    refuse_suggestion(leader, suggestion_id=second.pk, version=second.version)
    confirm_suggestion(leader, suggestion_id=first.pk, version=first.version)


def test_a_name_of_the_book_is_not_learned_for_another_place(world: World) -> None:
    leader = world.actor("leader_a")
    suggestion = learned(world, leader)
    add_name(leader, place=world.sites["a2"], name="老棉纺厂", kind=NameKind.OLD)
    with pytest.raises(NameDisputed) as refused:
        confirm_suggestion(leader, suggestion_id=suggestion.pk, version=suggestion.version)
    assert "红梅小区" in refused.value.sentence()


def test_an_official_name_is_never_learned_for_another_place(world: World) -> None:
    leader = world.actor("leader_a")
    for text in ("红梅小区1栋1单元{room}", "红梅1栋1单元{room}", "朱紫巷社区1栋1单元{room}"):
        assert correct(world, leader, text=text) is None


def test_the_rule_of_the_day_decides_and_has_its_source(world: World) -> None:
    chief, today = world.actor("chief"), clock.today()
    street = world.streets["ours"]
    assert learning_rule(street.pk, today).corrections == 2
    set_learning(chief, corrections=1, valid_from=today, source="街道办公会 3 月纪要")
    set_learning(chief, corrections=0, valid_from=today + timedelta(1), source="下月起人工确认")
    assert learning_rule(street.pk, today).source == "街道办公会 3 月纪要"
    assert learning_rule(street.pk, today + timedelta(1)).corrections == 0
    assert learned(world, chief).state == SuggestionState.ACCEPTED


def test_with_no_number_only_people_decide(world: World) -> None:
    chief = world.actor("chief")
    set_learning(chief, corrections=0, valid_from=date(2026, 1, 1), source="街道办公会")
    for room in ("101", "102", "201", "202"):
        suggestion = correct(world, chief, room)
    assert suggestion is not None
    assert (suggestion.count, suggestion.state) == (4, SuggestionState.OPEN)


def test_only_who_answers_for_the_street_sets_the_rule(world: World) -> None:
    for given in ({"corrections": 51, "source": "会"}, {"corrections": 2, "source": " "}):
        with pytest.raises(LearningUnlikely):
            set_learning(world.actor("chief"), valid_from=date(2026, 1, 1), **given)  # type: ignore[arg-type]
    for name in ("leader_a", "worker_a1", "patron"):
        with pytest.raises(NotAllowed):
            set_learning(world.actor(name), corrections=2, valid_from=date(2026, 1, 1), source="会")


def waiting(world: World, room: str = "101") -> Household:
    """A household whose address led to no door."""
    actor = world.actor("worker_a1")
    text = TEXT.format(room=room)
    home = add_household(actor, address_text=text, grid_id=world.grids["a1"].pk).household
    assert home.dwelling is None
    return home


def test_a_household_brought_to_its_door_teaches(world: World) -> None:
    home = waiting(world)
    door = world.dwellings["a1-1-101"]
    change_household(world.actor("worker_a1"), household_id=home.pk, version=1, dwelling_id=door.pk)
    assert NameSuggestion.objects.get().name == "老棉纺厂"
    assert NameEvidence.objects.get().origin == CorrectionOrigin.HOUSEHOLD


def test_a_doubtful_address_settled_with_a_door_teaches(world: World) -> None:
    home = waiting(world)
    question = Conflict(
        kind=ConflictKind.DOUBTFUL_ADDRESS,
        household=home,
        grid=home.grid,
        street_id=home.street_id,
    )
    question.set_sealed("proposal", f'{{"dwelling_id": "{world.dwellings["a1-1-101"].pk}"}}')
    question.save()
    settle_conflict(
        world.actor("worker_a1"),
        conflict_id=question.pk,
        decision=ConflictDecision.TAKE,
        reason="上门看过",
    )
    assert NameEvidence.objects.get().origin == CorrectionOrigin.CONFLICT


def test_a_household_that_really_moves_teaches_nothing(world: World) -> None:
    actor = world.actor("worker_a1")
    home = add_household(actor, dwelling_id=world.dwellings["a1-1-101"].pk).household
    change_household(
        actor, household_id=home.pk, version=1, dwelling_id=world.dwellings["a1-2-202"].pk
    )
    assert not NameSuggestion.objects.exists()


def test_what_was_learned_is_read_and_counted_when_the_next_one_is_entered(world: World) -> None:
    actor = world.actor("worker_a1")
    for room in ("101", "102"):
        home = waiting(world, room)
        door = world.dwellings[f"a1-1-{room}"]
        change_household(actor, household_id=home.pk, version=1, dwelling_id=door.pk)
    home = add_household(
        actor, address_text="老棉纺厂1栋2单元202", grid_id=world.grids["a1"].pk
    ).household
    assert home.dwelling == world.dwellings["a1-2-202"]
    assert NameUse.objects.get().count == 1


def test_suggestions_come_with_their_evidence_in_two_queries(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    leader = world.actor("leader_a")
    for place in ("a1", "a2"):
        correct(world, leader, place=place)
    with django_assert_num_queries(2):
        rows = list(suggestions(leader, SuggestionState.OPEN))
        assert [len(row.evidence.all()) for row in rows if row.site] == [1, 1]
