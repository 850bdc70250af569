"""The mark in the database stays, and a home that does not agree with it is not served."""

import pytest
from django.db import Error, connection, transaction

from gridward.config.drills import marking
from gridward.config.drills.marking import hold_mark, stored_mark
from gridward.config.drills.problems import DrillMarkDiffers
from gridward.kernel.drill import DrillMark
from tests.world import World

pytestmark = pytest.mark.django_db
SPRING = DrillMark("spring", "2026-11-29T08:00:00+00:00")


def served(monkeypatch: pytest.MonkeyPatch, mark: DrillMark | None) -> None:
    monkeypatch.setattr(marking, "drill", lambda: mark)


def test_an_empty_database_is_marked_once_and_never_unmarked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    served(monkeypatch, SPRING)
    hold_mark()
    hold_mark()
    assert stored_mark() == "spring"
    for words in (
        "DELETE FROM kernel_drill",
        "UPDATE kernel_drill SET name = 'x'",
        "TRUNCATE kernel_drill",
    ):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words)
    for other in (None, DrillMark("autumn", SPRING.began)):
        served(monkeypatch, other)
        with pytest.raises(DrillMarkDiffers):
            hold_mark()
    assert stored_mark() == "spring"


def test_a_database_with_people_in_it_is_never_marked(
    monkeypatch: pytest.MonkeyPatch, world: World
) -> None:
    served(monkeypatch, SPRING)
    with pytest.raises(DrillMarkDiffers):
        hold_mark()
    served(monkeypatch, None)
    hold_mark()
    assert stored_mark() is None
