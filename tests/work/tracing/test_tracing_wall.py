"""Past the Python layer, as the application's role: without `tracing.read` nobody sees cases and whom they met."""

from collections.abc import Callable

from django.db import connection

from gridward.ground.staff.models import Account
from gridward.work.tracing.models import TracedContact
from tests.work.tracing.acts import contact, decided, lives, looked_for, opened
from tests.world import World

Wall = Callable[[Account | None], None]
TABLES = (
    *("tracingcase", "tracingrun", "tracedcontact"),
    *("contactevidence", "contactdeed", "tracedcontacthistory"),
)


def counts() -> list[int]:
    with connection.cursor() as cursor:
        found = []
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM tracing_{table}")
            found.append(cursor.fetchone()[0])
        return found


SEES = ("health_a", "leader_a", "first_a", "command", "chief")
SEES_NOT = (
    *("worker_a1", "supervisor_a1", "police_a", "leader_b"),
    *("patron", "discipline", "privacy", "chief_f", "admin"),
)


def test_rows_that_each_sees(responding: World, behind_wall: Wall) -> None:
    sick, spouse = lives(responding, "a1-1-101", "病甲", "同住乙")
    case = opened(responding, sick)
    looked_for(responding, case)
    decided(responding.actor("health_a"), case, contact(case, spouse))
    found = {}
    for name in (*SEES, *SEES_NOT):
        behind_wall(responding.account(name))
        found[name] = counts()
    assert found == {**dict.fromkeys(SEES, [1] * 6), **dict.fromkeys(SEES_NOT, [0] * 6)}


def test_all_of_it_is_done_as_the_applications_role(responding: World, behind_wall: Wall) -> None:
    sick, _, near = (
        *lives(responding, "a1-1-101", "病甲", "同住乙"),
        *lives(responding, "b1-1-101", "远丙"),
    )
    behind_wall(responding.account("health_a"))
    case = opened(responding, sick)
    looked_for(responding, case)
    [row] = TracedContact.objects.filter(case=case)
    decided(responding.actor("health_a"), case, row)
    assert counts()[:5] == [1, 1, 1, 1, 1]
    assert near.pk
