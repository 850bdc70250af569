"""A query that is written once answers for each value; a value that does not reach it is an error of its writer."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from pytest_django import DjangoAssertNumQueries

from gridward.ground.territory.models import Division, Grid
from gridward.kernel.compiled import _ALL, Compiled, write_all
from tests.world import World

BY_CODE = Compiled(lambda code: Division.objects.filter(code=code).values_list("id", "name"), str)
OF_STREET = Compiled(
    lambda street, codes: Grid.objects.filter(
        street_id=street, code__among=codes, fictional=True
    ).values_list("code"),
    *(UUID, list),
)
BEFORE = Compiled(lambda at: Session.objects.filter(expire_date__lt=at).values_list("pk"), datetime)


@pytest.mark.django_db
def test_each_value_has_its_own_answer(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    divisions = list(Division.objects.order_by("code"))
    with django_assert_num_queries(len(divisions)):
        found = [BY_CODE.ask(one.code) for one in divisions]
    assert found == [[(one.pk, one.name)] for one in divisions]
    assert BY_CODE.ask("no code") == []


@pytest.mark.django_db
def test_several_values_stand_where_they_belong(world: World) -> None:
    grids = list(Grid.objects.order_by("code"))
    Grid.objects.update(fictional=True)
    street = grids[0].street_id
    ours = sorted(one.code for one in grids if one.street_id == street)
    assert sorted(OF_STREET.ask(street, [one.code for one in grids])) == [(one,) for one in ours]
    assert OF_STREET.ask(street, ours[:1]) == [(ours[0],)]
    assert OF_STREET.ask(street, []) == []
    assert OF_STREET.ask(uuid4(), ours) == []
    Grid.objects.update(fictional=False)
    assert OF_STREET.ask(street, ours) == []


@pytest.mark.django_db
def test_an_instant_is_a_value_too() -> None:
    now = datetime(2026, 3, 1, 8, tzinfo=UTC)
    Session.objects.create(session_key="a", session_data="", expire_date=now)
    assert BEFORE.ask(now + timedelta(seconds=1)) == [("a",)]
    assert BEFORE.ask(now) == []


def test_every_question_of_the_program_can_be_written_without_a_database() -> None:
    write_all()


def test_a_value_that_is_changed_on_its_way_is_told() -> None:
    pattern = Compiled(lambda text: Division.objects.filter(name__contains=text).values("id"), str)
    _ALL.remove(pattern)
    with pytest.raises(ValueError, match=r"\[0\]"):
        pattern.ask("青山")


@pytest.mark.django_db
def test_among_is_in(world: World) -> None:
    grids = list(Grid.objects.order_by("code")[:2])
    ids = {one.pk for one in grids}
    rows = Grid.objects.order_by("code")
    assert list(rows.filter(pk__among=ids)) == list(rows.filter(pk__in=ids)) == grids
    streets = [grids[0].street_id]
    assert list(rows.filter(street_id__among=streets)) == list(rows.filter(street__in=streets))
    assert list(rows.exclude(pk__among=ids)) == list(rows.exclude(pk__in=ids))
    assert not rows.filter(pk__among=[]).exists()
