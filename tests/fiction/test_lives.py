"""A little life in the fictional street."""

from datetime import date

import pytest
import time_machine

from gridward.fiction.lives import live
from gridward.fiction.loading import load_street
from gridward.ground.audit.queries import verify_chain
from gridward.ground.register.models import Household, Resident
from gridward.ground.register.queries.history import household_history
from gridward.ground.staff.access import operator

TODAY = date(2022, 4, 1)


@pytest.mark.django_db
@time_machine.travel("2022-04-01T10:00:00+08:00")
def test_somebody_moved_died_was_corrected_and_brought_back() -> None:
    load_street(1_500, 1, TODAY, lambda *_: None)
    grids = live(TODAY)
    assert grids == 3
    gone = Resident.objects.exclude(left_on=None)
    assert sorted(gone.values_list("left_why", flat=True)) == ["city"] * 3 + ["deceased"] * 3
    home = Household.objects.get(pk=gone.order_by("left_on")[0].household_id)
    changes = household_history(operator("test"), home.pk, "zh-Hans")
    assert {one.act.removeprefix("register.") for one in changes} >= {
        *("resident_corrected", "resident_brought_back", "resident_closed", "residents_left"),
    }
    assert sum(one.correction for one in changes) == 2
    assert verify_chain().broken_at is None
