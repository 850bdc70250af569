"""A street's book: drafted, asked for review, accepted by a second person, corrected by a version, withdrawn by two."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from gridward.ground.audit.models import Line
from gridward.kernel.events import listeners, subscribe
from gridward.kernel.models import EventRecord
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.rulebooks.models import BookStep, StreetBook
from gridward.work.rulebooks.problems import (
    BookCodeKept,
    BookCodeUnfit,
    BookEffectDiffers,
    BookElsewhere,
    BookEndUnfit,
    BookNotSo,
    BookOpenAlready,
    BookReasonMissing,
    BookSecondPerson,
    RuleBookUnreadable,
)
from gridward.work.rulebooks.queries.books import books_for, contradictions, rule_for
from gridward.work.rulebooks.queries.changes import books_around, effect_of_version
from gridward.work.rulebooks.queries.versions import visible_to
from gridward.work.rulebooks.rules.changing import changes
from gridward.work.rulebooks.services.drafting import change_book, drop_book, take_back
from gridward.work.rulebooks.services.ending import refuse_end
from gridward.work.rulebooks.services.reviewing import accept_book, send_back
from gridward.work.rulebooks.terms import (
    BookState,
    BookStepKind,
    PersonCategory,
    Phase,
    RulesChanged,
    Slot,
)
from tests.work.rulebooks.acts import (
    DAY,
    TEXT,
    accepted,
    asked,
    drafted,
    ending,
    street,
    withdrawn,
)
from tests.world import World

pytestmark = pytest.mark.django_db
CONTACT = PersonCategory.CLOSE_CONTACT
LONGER = TEXT.replace("days: 10", "days: 12")


def days(world: World, day: date = DAY, where: str = "ours") -> int | None:
    said = rule_for(world.streets[where].pk, CONTACT, day).entries[Slot.FIRST].said
    assert isinstance(said, Phase)
    return said.days


def test_until_it_is_accepted_a_book_does_nothing(world: World) -> None:
    row = asked(world)
    assert (row.state, days(world)) == (BookState.ASKED, 14)


def test_an_accepted_book_holds_by_its_dates_in_its_street(world: World) -> None:
    accepted(world)
    assert days(world) == 10
    assert days(world, date(2022, 3, 19)) == 14
    assert days(world, date(2022, 6, 28)) == 7
    assert days(world, where="foreign") == 14
    codes = [one.code for one in books_for(street(world).pk, DAY)]
    assert codes == ["CN-PLAN-8", "CN-ZONE-3", "CN-DTP-9", "XH-2022-03"]


@pytest.mark.parametrize("writer", ["chief", "command"])
def test_nobody_accepts_what_they_wrote(world: World, writer: str) -> None:
    row = asked(world, by=writer)
    mark = effect_of_version(street(world), row).digest
    with pytest.raises(BookSecondPerson):
        accept_book(world.actor(writer), book_id=row.pk, version=row.version, digest=mark)
    other = "chief" if writer == "command" else "command"
    done = accept_book(world.actor(other), book_id=row.pk, version=row.version, digest=mark)
    assert done.state == BookState.ACCEPTED


def test_whoever_wrote_once_is_a_writer(world: World) -> None:
    row = drafted(world)
    row = change_book(world.actor("chief"), book_id=row.pk, version=1, text=LONGER)
    with pytest.raises(IntegrityError), transaction.atomic():
        StreetBook.objects.update(state=BookState.ACCEPTED, accepted_by=world.account("chief").pk)
    assert set(row.writers) == {world.account(one).pk for one in ("health_a", "chief")}


@pytest.mark.parametrize("who", ["health_a", "leader_a", "worker_a1", "patron"])
def test_a_review_takes_the_street(world: World, who: str) -> None:
    row = asked(world)
    with pytest.raises(NotAllowed):
        accept_book(world.actor(who), book_id=row.pk, version=row.version, digest="")
    with pytest.raises(NotAllowed):
        send_back(world.actor(who), book_id=row.pk, version=row.version, reason="不对")


def test_another_street_knows_nothing_of_a_book(world: World) -> None:
    row = accepted(world)
    with pytest.raises(NotFound):
        ending_by_stranger(world, row)
    assert not visible_to(world.actor("chief_f")).exists()


def ending_by_stranger(world: World, row: StreetBook) -> None:
    ending(world, row, DAY, by="chief_f")


def test_drafts_are_for_those_who_write_and_review(world: World) -> None:
    drafted(world)
    assert visible_to(world.actor("chief")).exists()
    assert not visible_to(world.actor("worker_a1")).exists()


def test_what_was_sent_back_is_written_on_with_its_reason(world: World) -> None:
    row = asked(world)
    chief = world.actor("chief")
    with pytest.raises(BookReasonMissing):
        send_back(chief, book_id=row.pk, version=row.version, reason="  ")
    row = send_back(chief, book_id=row.pk, version=row.version, reason="与文件第三条不符")
    change_book(world.actor("health_a"), book_id=row.pk, version=row.version, text=LONGER)
    step = BookStep.objects.get(kind=BookStepKind.SENT_BACK)
    assert (step.reason, step.post) == ("与文件第三条不符", "street_grid_chief")


def test_under_review_the_text_stays(world: World) -> None:
    row = asked(world)
    actor = world.actor("health_a")
    with pytest.raises(BookNotSo):
        change_book(actor, book_id=row.pk, version=row.version, text=LONGER)
    row = take_back(actor, book_id=row.pk, version=row.version)
    row = change_book(actor, book_id=row.pk, version=row.version, text=LONGER)
    assert drop_book(actor, book_id=row.pk, version=row.version).state == BookState.DROPPED


def test_an_accepted_version_never_changes(world: World) -> None:
    row = accepted(world)
    for change in ({"text": LONGER}, {"writers": []}, {"accepted_by": None}, {"code": "XX"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StreetBook.objects.filter(pk=row.pk).update(**change)
    for rows in (StreetBook.objects.all(), BookStep.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete(rows.db)


def test_a_correction_is_a_new_version_that_replaces(world: World) -> None:
    first = accepted(world)
    second = accepted(world, LONGER)
    first.refresh_from_db()
    assert (first.state, second.number, days(world)) == (BookState.REPLACED, 2, 12)


def test_of_a_book_one_version_is_drafted_at_a_time(world: World) -> None:
    drafted(world)
    with pytest.raises(BookOpenAlready):
        drafted(world, by="chief")


def test_who_changes_what_somebody_else_changed_is_told(world: World) -> None:
    row = drafted(world)
    change_book(world.actor("chief"), book_id=row.pk, version=1, text=LONGER)
    with pytest.raises(Stale):
        change_book(world.actor("health_a"), book_id=row.pk, version=1, text=TEXT)


def test_what_changes_is_what_was_shown(world: World) -> None:
    row = asked(world)
    mark = effect_of_version(street(world), row).digest
    accepted(world, LONGER.replace("XH-2022-03", "XH-2022-02").replace("street\n", "county\n"))
    with pytest.raises(BookEffectDiffers):
        accept_book(world.actor("chief"), book_id=row.pk, version=row.version, digest=mark)


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        (("XH-2022-03", "CN-PLAN-8"), BookCodeUnfit),
        (("XH-2022-03", "小区规定"), BookCodeUnfit),
        (("360103005", "360104"), BookElsewhere),
        (("days: 10", "days: ten"), RuleBookUnreadable),
    ],
)
def test_a_book_that_a_street_cannot_keep(
    world: World, change: tuple[str, str], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        drafted(world, TEXT.replace(*change))


def test_a_version_keeps_its_code(world: World) -> None:
    row = drafted(world)
    other = TEXT.replace("XH-2022-03", "XH-2022-04")
    with pytest.raises(BookCodeKept):
        change_book(world.actor("health_a"), book_id=row.pk, version=1, text=other)


def test_a_withdrawal_takes_two_and_is_dated(world: World) -> None:
    row = ending(world, accepted(world), date(2022, 4, 10), by="command")
    assert days(world, date(2022, 4, 11)) == 10
    with pytest.raises(BookSecondPerson):
        withdrawn(world, row, by="command")
    withdrawn(world, row)
    assert (days(world, date(2022, 4, 9)), days(world, date(2022, 4, 10))) == (10, 14)


def test_a_book_withdrawn_from_its_first_day_never_held(world: World) -> None:
    withdrawn(world, ending(world, accepted(world), date(2022, 3, 20)))
    assert days(world) == 14


def test_the_code_of_a_withdrawn_book_is_not_used_again(world: World) -> None:
    withdrawn(world, ending(world, accepted(world), DAY))
    with pytest.raises(BookCodeUnfit):
        drafted(world)


def test_a_withdrawal_that_is_refused_leaves_the_book(world: World) -> None:
    row = ending(world, accepted(world), DAY)
    chief = world.actor("chief")
    row = refuse_end(chief, book_id=row.pk, version=row.version, reason="文件仍有效")
    assert (row.state, days(world)) == (BookState.ACCEPTED, 10)


@pytest.mark.parametrize("day", [date(2022, 3, 19), date(2022, 6, 28)])
def test_a_withdrawal_lies_within_the_days_of_the_book(world: World, day: date) -> None:
    row = accepted(world)
    with pytest.raises(BookEndUnfit):
        ending(world, row, day)


def test_a_correction_of_a_book_that_is_to_be_withdrawn_replaces_it(world: World) -> None:
    ending(world, accepted(world), DAY)
    accepted(world, LONGER)
    assert days(world) == 12


def test_two_books_of_one_day_that_differ_are_a_contradiction(world: World) -> None:
    accepted(world)
    accepted(world, LONGER.replace("XH-2022-03", "XH-2022-04"))
    [found] = contradictions(street(world).pk, DAY)
    assert (found.category, found.slot) == (CONTACT, Slot.FIRST)
    assert contradictions(world.streets["foreign"].pk, DAY) == ()


def test_news_of_a_change_tell_days_and_books_before_and_after(world: World) -> None:
    heard: list[Any] = []
    subscribe(RulesChanged, heard.append)
    try:
        row = accepted(world)
        withdrawn(world, ending(world, row, DAY))
    finally:
        listeners[RulesChanged].remove(heard.append)
    first, last = heard
    assert (first.book, first.since, first.until) == (
        "XH-2022-03",
        date(2022, 3, 20),
        date(2022, 6, 28),
    )
    assert (last.since, last.until) == (DAY, date(2022, 6, 28))
    for event in heard:
        before, after = books_around(event.step)
        [change] = changes(before, after, DAY, street(world).code)
        assert change.category is CONTACT
    assert EventRecord.objects.filter(name="RulesChanged").count() == 2


def test_a_book_that_changes_nothing_makes_no_news(world: World) -> None:
    accepted(world, TEXT.split("categories")[0])
    assert not EventRecord.objects.filter(name="RulesChanged").exists()


def test_each_step_is_recorded(world: World) -> None:
    withdrawn(world, ending(world, accepted(world), DAY))
    acts = Line.objects.filter(act__startswith="rulebooks.").order_by("seq")
    assert [one.act.partition(".")[2] for one in acts] == [
        "drafted",
        "asked",
        "accepted",
        "end_asked",
        "withdrawn",
    ]


def test_a_change_that_is_taken_back_is_not_remembered(world: World) -> None:
    with transaction.atomic():
        accepted(world)
        assert days(world) == 10
        transaction.set_rollback(True)
    assert days(world) == 14


def test_between_changes_books_are_asked_for_by_one_small_query(
    world: World, django_assert_num_queries: Any
) -> None:
    accepted(world)
    days(world)
    with django_assert_num_queries(1):
        days(world)


def test_another_process_sees_a_change(world: World) -> None:
    accepted(world)
    assert days(world) == 10
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rulebooks_streetbook SET ended_on = '2022-03-25'")
        cursor.execute("UPDATE rulebooks_ruleshelf SET token = gen_random_uuid()")
    assert days(world) == 14
