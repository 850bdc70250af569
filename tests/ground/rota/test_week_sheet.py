"""The sheet of a week for the wall: A3, a place or a community, names as the service shows them."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from gridward.ground.audit.models import Line
from gridward.ground.rota.models import DutyPlace
from gridward.ground.rota.services.sheets import week_sheet
from gridward.kernel.problems import NotAllowed, NotFound
from tests.ground.rota.acts import moment, place, shift
from tests.world import World

pytestmark = pytest.mark.django_db
MONDAY = moment(0, -2).date()
A3_LANDSCAPE = (1191, 842)


def pages_of(world: World, by: str = "leader_a", **wanted: object) -> PdfReader:
    made = week_sheet(world.actor(by), first=MONDAY, **wanted)  # type: ignore[arg-type]
    return PdfReader(BytesIO(made.content))


def test_a_week_of_a_place_is_on_one_page_of_a3(world: World, gate: DutyPlace) -> None:
    shift(world, gate, "worker_a1", hour=20, hours=12)
    shift(world, gate, None, days=1)
    shift(world, gate, "worker_a2", days=9)
    [page] = pages_of(world, place_id=gate.pk).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == A3_LANDSCAPE
    text = page.extract_text().replace(" ", "")
    assert "东门值班表" in text
    assert "20:00–08:00" in text
    assert "测试worker_a1" in text
    assert "空缺" in text
    assert "worker_a2" not in text


def test_a_community_has_all_its_places_and_no_others(world: World, gate: DutyPlace) -> None:
    place(world, "a2", "西门")
    place(world, "b1", "南门")
    community = world.communities["a"].code
    text = "".join(
        one.extract_text() for one in pages_of(world, "chief", community=community).pages
    )
    assert "朱紫巷社区值班表" in text
    assert "东门" in text
    assert "西门" in text
    assert "南门" not in text


def test_each_taking_is_on_the_record(world: World, gate: DutyPlace) -> None:
    pages_of(world, "patron")
    line = Line.objects.get(act="rota.sheet_taken")
    assert (line.actor_name, line.grid_id) == ("测试patron", gate.grid_id)


@pytest.mark.parametrize(
    ("name", "refusal"), [("worker_a2", NotFound), ("chief_f", NotFound), ("stranger", NotAllowed)]
)
def test_who_sees_no_place_takes_no_sheet(
    world: World, gate: DutyPlace, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        pages_of(world, name, place_id=gate.pk)
