"""The one search box."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from gridward.ground.register.models import Organisation
from gridward.ground.register.queries.search import Hit
from gridward.ground.register.queries.search import search as search_rows
from gridward.ground.register.services.contacts import set_contact
from gridward.ground.register.services.employees import add_employee
from gridward.ground.register.services.residents import remove_resident
from gridward.ground.register.terms.people import ContactRole
from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor, Permission
from gridward.kernel.rows import tell_database
from tests.ground.register.people import household, number, organisation, resident
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(world: World) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def shop(world: World, actor: Actor) -> Organisation:
    home = household(world, actor)
    resident(
        actor,
        home,
        "单小明",
        document=number(1),
        phones=["13800138765"],
        plates=["赣AD12345"],
    )
    resident(actor, household(world, actor, "a1-2-201"), "张伟", document=number(3))
    resident(actor, home, "张伟华")
    one = organisation(
        world,
        actor,
        phone="0791-86123456",
        credit_code="91350211M000100Y46",
        address_text="翠竹路18号",
        plates=["赣A99999"],
    )
    set_contact(
        actor,
        organisation_id=one.pk,
        role=ContactRole.MEDICAL,
        name="李平",
        phone="13700137000",
    )
    add_employee(
        actor, organisation_id=one.pk, name="王安", document=number(5), phone="13600136000"
    )
    return one


def search(actor: Actor, query: str) -> list[Hit]:
    """As a request does: the database is told who asks."""
    tell_database(actor)
    return search_rows(actor, query)


def titles(hits: list[Hit]) -> list[str]:
    return [hit.title for hit in hits]


@pytest.mark.parametrize(
    ("query", "title", "why"),
    [
        ("单小明", "单小明", "name"),
        ("shanxm", "单小明", "name"),
        ("SXM", "单小明", "name"),
        ("13800138765", "单小明", "phone"),
        ("138 0013 8765", "单小明", "phone"),
        ("8765", "单小明", "phone"),
        ("138765", "单小明", "phone"),
        (number(1), "单小明", "document"),
        (number(1).lower(), "单小明", "document"),
        ("赣AD12345", "单小明", "plate"),
        ("赣a·d12345", "单小明", "plate"),
        ("12345", "单小明", "plate"),
        ("翠竹便利", "翠竹便利店", "name"),
        ("czbld", "翠竹便利店", "name"),
        ("91350211M000100Y46", "翠竹便利店", "credit_code"),
        ("86123456", "翠竹便利店", "phone"),
        ("0791-86123456", "翠竹便利店", "phone"),
        ("13700137000", "翠竹便利店", "contact"),
        ("赣A99999", "翠竹便利店", "plate"),
        ("翠竹路18号", "翠竹便利店", "address"),
        ("王安", "王安", "name"),
        (number(5), "王安", "document"),
        ("6000", "王安", "phone"),
        ("翠竹小区1栋2单元201", "翠竹小区1栋2单元201室", "address"),
        ("1-2-201", "翠竹小区1栋2单元201室", "address"),
        ("翠竹 201", "翠竹小区1栋2单元201室", "address"),
    ],
)
def test_every_way_of_asking_finds(
    actor: Actor, shop: Organisation, query: str, title: str, why: str
) -> None:
    assert (title, why) in [(hit.title, hit.why) for hit in search(actor, query)]


@pytest.mark.parametrize(
    "query",
    ["", " ", "赵", "0000", "138006", number(7), "赣B", "1-2-20", "%", "_", "翠竹小区9栋", "\\"],
)
def test_what_is_not_there_is_not_found(actor: Actor, shop: Organisation, query: str) -> None:
    assert search(actor, query) == []


def test_the_whole_name_comes_first(actor: Actor, shop: Organisation) -> None:
    assert titles(search(actor, "张伟")) == ["张伟", "张伟华"]


def test_a_row_found_in_two_ways_is_one_hit(actor: Actor, world: World) -> None:
    home = household(world, actor)
    resident(actor, home, phones=["13800138765", "13900138765"], plates=["赣A8765挂"])
    assert len(search(actor, "8765")) == 1


def test_a_hit_says_where_and_opens_the_page(actor: Actor, shop: Organisation) -> None:
    (hit,) = search(actor, "13800138765")
    assert hit.subtitle == "翠竹小区1栋1单元101室 · 138****8765"
    assert hit.grid_name == "朱紫巷社区第1网格"
    assert hit.kind == "resident"
    assert hit.opens != hit.id


@pytest.mark.parametrize("name", ["worker_a2", "worker_b1", "worker_f1", "admin", "patron"])
def test_others_find_nothing(world: World, shop: Organisation, name: str) -> None:
    for query in ("单小明", "8765", number(1), "翠竹", "赣AD12345", "王安"):
        assert search(world.actor(name), query) == []


def test_who_left_is_not_found(world: World, actor: Actor) -> None:
    person = resident(actor, household(world, actor), document=number(1), phones=["13800138765"])
    remove_resident(actor, resident_id=person.pk, version=1)
    for query in ("张晓梅", "8765", number(1)):
        assert search(actor, query) == []


@pytest.mark.parametrize("query", ["张晓梅", "8765", "赣A8765"])
def test_each_kind_answers_at_most_twenty_with_no_query_a_hit(
    world: World,
    actor: Actor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    query: str,
) -> None:
    home = household(world, actor)
    for number_of_plate in range(25):
        plates = [f"赣A8765{number_of_plate % 10}", f"赣A{number_of_plate:02}876"]
        resident(actor, home, phones=["13800138765"], plates=plates)
    with django_assert_max_num_queries(10):
        found = search(actor, query)
    assert 0 < len(found) <= 20


@pytest.mark.parametrize("query", ["王", "wang", "王小明", "红梅"])
def test_what_fills_the_next_grid_hides_nothing_of_ones_own(world: World, query: str) -> None:
    crowd, mine = world.actor("worker_a2"), world.actor("worker_a1")
    for door in ("a2-1-101", "a2-1-102", "a2-1-201"):
        for _ in range(9):
            resident(crowd, household(world, crowd, door), "王小明")
    home = household(world, mine, address_text="红梅路1号101室")
    resident(mine, home, "王小明")
    assert [hit.opens for hit in search(mine, query)] == [home.pk]
    assert len(search(crowd, query)) == 20


@pytest.mark.parametrize(
    ("query", "first"),
    [("王", "王安"), ("王安", "王安"), ("wang", "王安"), ("明", "王小明"), ("xiaoming", "王小明")],
)
def test_a_whole_name_comes_first_and_then_its_beginning(
    world: World, actor: Actor, query: str, first: str
) -> None:
    home = household(world, actor)
    for name in ("王小明", "王安", "王安娜", "李王安"):
        resident(actor, home, name)
    assert titles(search(actor, query))[0] == first


@pytest.mark.parametrize("query", ["1-1-101", "1栋1单元101", "翠竹1栋", "翠竹小区 101"])
def test_a_part_of_an_address_finds_the_door_and_no_longer_number(
    world: World, actor: Actor, query: str
) -> None:
    for door in ("a1-1-101", "a1-2-201"):
        household(world, actor, door)
    household(world, actor, address_text="翠竹小区11栋11单元1101室")
    found = titles(search(actor, query))
    assert "翠竹小区1栋1单元101室" in found
    assert "翠竹小区11栋11单元1101室" not in found


def test_the_number_of_queries_is_bounded(
    actor: Actor,
    shop: Organisation,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for query in ("张伟", "8765", number(1), "赣AD12345", "翠竹"):
        with django_assert_max_num_queries(10):
            search(actor, query)


def test_behind_the_wall_names_are_found_in_the_own_grids_alone(
    world: World, shop: Organisation, behind_wall: Callable[[Account | None], None]
) -> None:
    grids = frozenset(grid.pk for grid in world.grids.values())
    liar = Actor(None, "liar", held={Permission.REGISTER_READ: grids})
    behind_wall(world.account("worker_a2"))
    assert search_rows(liar, "单小明") == []
    behind_wall(world.account("worker_a1"))
    assert titles(search_rows(liar, "单小明")) == ["单小明"]
