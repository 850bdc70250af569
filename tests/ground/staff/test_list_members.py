"""Members by name, employer, team, and those without a post."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from gridward.ground.staff.models import Account, Member, Team, TeamMember
from tests.ground.staff.people import newcomer
from tests.world import World

Sign = Callable[[Account], Client]


def found(client: Client, query: str) -> set[str]:
    return {one["name"] for one in client.get(f"/api/v1/staff/members?{query}").json()["items"]}


@pytest.mark.django_db
def test_members_without_a_post_today_are_those_still_in_the_service(
    world: World, client_of: Sign
) -> None:
    newcomer(world, "等岗位")
    gone = newcomer(world, "已离开")
    Member.objects.filter(pk=gone.pk).update(active=False)
    assert found(client_of(world.account("chief")), "without_post=true") == {"等岗位"}


@pytest.mark.django_db
def test_members_of_an_employer_and_of_a_team(world: World, client_of: Sign) -> None:
    member = newcomer(world, "下沉干部")
    team = Team.objects.create(
        street=world.streets["ours"], kind="party", name="突击队", valid_from=date(2026, 1, 1)
    )
    TeamMember.objects.create(team=team, member=member, valid_from=date(2026, 1, 1))
    client = client_of(world.account("worker_a1"))
    assert found(client, "employer=district") == {"下沉干部"}
    assert found(client, f"team={team.pk}") == {"下沉干部"}
    assert found(client, f"team={team.pk}&employer=police") == set()
