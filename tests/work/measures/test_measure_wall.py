"""Past the Python layer, as the application's role: without `measure.see` nobody sees who is under a measure."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from gridward.ground.staff.models import Account
from gridward.kernel.ids import new_id
from gridward.work.measures.models import Measure, MeasureDeed
from gridward.work.measures.services.transferring import answer_transfer, ask_transfer
from gridward.work.measures.terms import TransferAnswer
from tests.work.measures.acts import in_force
from tests.world import World

Wall = Callable[[Account | None], None]
TABLES = ("measure", "measurephase", "measuredeed", "measurehistory")


def counts() -> list[int]:
    with connection.cursor() as cursor:
        found = []
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM measures_{table}")
            found.append(cursor.fetchone()[0])
        return found


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        *((name, True) for name in ("worker_a1", "leader_a", "first_a", "health_a", "command")),
        *((name, False) for name in ("supervisor_a1", "police_a", "worker_a2", "leader_b")),
        *((name, False) for name in ("patron", "discipline", "privacy", "chief_f", "admin")),
    ],
)
def test_rows_that_somebody_sees(
    responding: World, behind_wall: Wall, name: str, sees: bool
) -> None:
    in_force(responding)
    behind_wall(responding.account(name))
    assert counts() == ([1, 2, 3, 2] if sees else [0, 0, 0, 0])


def test_whom_a_grid_is_asked_to_take_over_it_sees_and_takes(
    responding: World, behind_wall: Wall
) -> None:
    row = in_force(responding)
    asked = ask_transfer(
        responding.actor("leader_a"),
        measure_id=row.pk,
        transfer_id=new_id(),
        grid_code=responding.grids["b1"].code,
        reason="已转到隔离点",
    )
    there = responding.actor("leader_b")
    behind_wall(responding.account("leader_b"))
    assert counts()[:3] == [1, 2, 4]
    assert not Measure.objects.update(version=9)
    answer_transfer(there, transfer_id=asked.pk, answer=TransferAnswer.ACCEPTED, text="")
    assert Measure.objects.get().grid_id == responding.grids["b1"].pk
    behind_wall(responding.account("leader_a"))
    assert counts() == [0, 0, 0, 3]


def test_what_somebody_did_stays_as_it_was_written(responding: World) -> None:
    in_force(responding)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureDeed.objects.update(account_name="别人")
