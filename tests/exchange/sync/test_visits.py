"""Visits from phones: many at once, each once, rounds and targets that come down."""

import io
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image

from gridward.exchange.sync.services import visits as together
from gridward.ground.register.models import Household
from gridward.ground.register.services.households import change_household
from gridward.kernel import clock
from gridward.kernel.pictures import PictureBroken
from gridward.kernel.rows import tell_database
from gridward.work.rounds.models import Photo, Round, Target, Visit
from gridward.work.rounds.services.leading import close_round, open_round
from gridward.work.rounds.services.photos import keep_photo
from tests.exchange.sync.phones import Phone, settle
from tests.ground.register.people import household
from tests.work.rounds.walking import PETS, drafted, target_of, walked
from tests.world import World


@pytest.fixture
def world(committed: World) -> World:
    """Stored for good: the feed tells what is committed."""
    return committed


@pytest.fixture
def homes(world: World) -> list[Household]:
    worker = world.actor("worker_a1")
    return [household(world, worker, f"a1-1-10{room}") for room in (1, 2)]


@pytest.fixture
def row(world: World, homes: list[Household]) -> Round:
    return walked(world, questions=[PETS], starts_on=clock.today() - timedelta(days=3))


@pytest.fixture
def phone(world: World, row: Round) -> Phone:
    one = Phone(world.account("worker_a1"))
    one.keep(world.grids["a1"].pk)
    return one


def visit(phone: Phone, target: Target, outcome: str = "met", **given: Any) -> dict[str, Any]:
    content = {"id": str(uuid4()), "target_id": str(target.pk), "outcome": outcome, **given}
    return phone.give("visit.record", content)


def codes(phone: Phone) -> list[str]:
    return [one["code"] for one in phone.needs_you.values()]


def kept(phone: Phone, row: UUID) -> dict[str, Any] | None:
    return next((one[row] for one in phone.documents.values() if row in one), None)


def test_rounds_and_targets_come_down_with_what_is_known(
    phone: Phone, row: Round, homes: list[Household]
) -> None:
    target = target_of(row, homes[0])
    morning = clock.now().astimezone(clock.LOCAL).replace(hour=10) - timedelta(days=1)
    visit(phone, target, answers={"pets": 2})["at"] = morning.isoformat()
    settle([phone])
    told = kept(phone, target.pk)
    assert told is not None
    assert (told["outcome"], told["settled"], told["known"]["pets"]["answer"]) == ("met", True, 2)
    assert [one["outcome"] for one in told["last_visits"]] == ["met"]
    assert told["best_hours"] is not None
    assert (told["best_hours"]["start"], told["best_hours"]["to"]) == (10, 12)
    round_told = kept(phone, row.pk)
    assert round_told is not None
    assert [one["code"] for one in round_told["questions"]] == ["pets"]


def test_a_round_that_ends_leaves_the_phone(
    world: World, phone: Phone, row: Round, homes: list[Household]
) -> None:
    for home in homes:
        visit(phone, target_of(row, home), "refused")
    settle([phone])
    leader = world.actor("leader_a")
    tell_database(leader)
    close_round(leader, round_id=row.pk, version=row.version)
    settle([phone])
    assert kept(phone, row.pk) is None
    assert kept(phone, target_of(row, homes[0]).pk) is None


def test_what_another_round_learns_reaches_the_targets_of_this_one(
    world: World, phone: Phone, row: Round, homes: list[Household]
) -> None:
    settle([phone])
    other = walked(world, questions=[PETS])
    visit(phone, target_of(other, homes[0]), answers={"pets": 5})
    settle([phone])
    told = kept(phone, target_of(row, homes[0]).pk)
    assert told is not None
    assert told["known"]["pets"]["answer"] == 5


def test_visits_sent_twice_are_made_once(phone: Phone, row: Round, homes: list[Household]) -> None:
    for home in homes:
        visit(phone, target_of(row, home))
    sent = phone.push(lost=True)
    phone.push()
    assert not phone.outbox
    assert not phone.needs_you
    assert Visit.objects.count() == 2
    answers = [one.answer for one in phone.send(sent)["results"]]
    assert [one["settled"] for one in answers] == [True, True]
    assert Visit.objects.count() == 2


def test_a_refused_visit_holds_up_no_other_and_stays_refused(
    world: World, phone: Phone, row: Round, homes: list[Household]
) -> None:
    visit(phone, target_of(row, homes[0]), answers={"guests": 1})
    visit(phone, target_of(row, homes[1]))
    sent = phone.push()
    assert codes(phone) == ["round_question_unknown"]
    assert Visit.objects.count() == 1
    assert phone.send(sent)["results"][0].code == "round_question_unknown"


def test_a_visit_of_a_closed_round_of_a_foreign_grid_or_of_tomorrow_needs_its_owner(
    world: World, phone: Phone, row: Round, homes: list[Household]
) -> None:
    elsewhere = household(world, world.actor("worker_b1"), "b1-1-101")
    foreign = target_of(walked_in_b(world), elsewhere)
    visit(phone, foreign)
    early = visit(phone, target_of(row, homes[1]))
    early["at"] = (clock.now() + timedelta(hours=2)).isoformat()
    for home in homes:
        visit(phone, target_of(row, home), "refused")
    phone.push()
    leader = world.actor("leader_a")
    tell_database(leader)
    close_round(leader, round_id=row.pk, version=row.version)
    visit(phone, target_of(row, homes[0]))
    phone.push()
    assert codes(phone) == ["not_found", "sync.from_the_future", "round_not_open"]


def walked_in_b(world: World) -> Round:
    leader = world.actor("leader_b")
    draft = drafted(world, leader, "b1")
    return open_round(leader, round_id=draft.pk, version=1)


def test_where_one_visit_meets_a_mistake_of_the_program_the_others_are_made(
    phone: Phone, row: Round, homes: list[Household], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = target_of(row, homes[0])
    record = together.record_visits

    def breaks(actor: Any, visits: Any) -> Any:
        if any(one.target_id == bad.pk for one in visits):
            raise RuntimeError("a mistake")
        return record(actor, visits)

    monkeypatch.setattr(together, "record_visits", breaks)
    visit(phone, bad)
    visit(phone, target_of(row, homes[1]))
    phone.push()
    assert [one["content"]["target_id"] for one in phone.outbox] == [str(bad.pk)]
    assert Visit.objects.count() == 1


def test_a_visit_follows_the_household_entered_just_before(
    world: World, phone: Phone, row: Round, homes: list[Household]
) -> None:
    home = str(uuid4())
    door = str(world.dwellings["a1-2-101"].pk)
    phone.give("household.add", {"id": home, "dwelling_id": door})
    content = {"id": str(uuid4()), "round_id": str(row.pk), "subject_id": home, "outcome": "met"}
    phone.give("visit.record", content)
    phone.push()
    target = Target.objects.get(round=row, household=home)
    assert (target.outcome, target.late_added) == ("met", True)


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x9286] = "secret place"
    Image.new("RGB", size, "red").save(drawn, kind, exif=exif)
    return drawn.getvalue()


def test_a_photo_is_drawn_anew_and_sealed_and_belongs_to_its_visit(
    world: World, phone: Phone, row: Round, homes: list[Household]
) -> None:
    worker = world.actor("worker_a1")
    photo = uuid4()
    for _ in range(2):
        keep_photo(worker, photo_id=photo, content=picture())
    one = visit(phone, target_of(row, homes[0]), photos=[str(photo)])
    phone.push()
    kept = Photo.objects.get(pk=photo)
    assert str(kept.visit_id) == one["content"]["id"]
    shown = kept.open_sealed_bytes("content") or b""
    assert shown not in bytes(kept.content)
    assert b"secret" not in shown
    with Image.open(io.BytesIO(shown)) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (40, 30))


@pytest.mark.parametrize("content", [b"", b"no picture at all", picture()[:200], b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(world: World, row: Round, content: bytes) -> None:
    with pytest.raises(PictureBroken):
        keep_photo(world.actor("worker_a1"), photo_id=uuid4(), content=content)
    assert not Photo.objects.exists()


def test_a_visit_without_its_photo_needs_its_owner(
    phone: Phone, row: Round, homes: list[Household]
) -> None:
    visit(phone, target_of(row, homes[0]), photos=[str(uuid4())])
    phone.push()
    assert codes(phone) == ["round_photo_missing"]


def test_a_target_leaves_with_its_household(
    world: World, phone: Phone, row: Round, homes: list[Household]
) -> None:
    settle([phone])
    leader = world.actor("leader_a")
    tell_database(leader)
    door = world.dwellings["a2-1-101"].pk
    change_household(leader, household_id=homes[0].pk, version=1, dwelling_id=door)
    settle([phone])
    assert kept(phone, target_of(row, homes[0]).pk) is None
