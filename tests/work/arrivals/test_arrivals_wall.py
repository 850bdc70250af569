"""Past the Python layer, as the application's role: who does not see measures sees nobody who came."""

from collections.abc import Callable

import pytest
from django.db import connection

from gridward.ground.staff.models import Account
from tests.work.arrivals.acts import came
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        *((name, True) for name in ("worker_a1", "leader_a", "command")),
        *(
            (name, False)
            for name in ("supervisor_a1", "worker_a2", "leader_b", "patron", "chief_f")
        ),
    ],
)
def test_rows_that_somebody_sees(
    areas: World, behind_wall: Callable[[Account | None], None], name: str, sees: bool
) -> None:
    came(areas)
    behind_wall(areas.account(name))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM arrivals_arrival")
        assert cursor.fetchone()[0] == int(sees)
