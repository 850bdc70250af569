"""`gridward list import` and `list answer`, as the command line and in somebody's name."""

from pathlib import Path

import pytest

from gridward.config.commands.lists import answer_one, import_one
from gridward.ground.register.models import Resident
from gridward.kernel.problems import BadRequest, NotAllowed
from gridward.work.screening.models import PushList
from tests.ground.register.people import number
from tests.work.screening.acts import line, sheet
from tests.world import World

pytestmark = pytest.mark.django_db
SAID = {
    "sender": "区指挥部",
    "purpose": "核实落实措施",
    "basis": "西防指〔2026〕2号",
    "kind": "close_contact",
    "paper_no": "15",
    "grid": "",
    "deadline": "",
    "corrects": "",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(sheet(line("王小明", number(7)), line("外地", number(60))))
    return path


def test_a_list_goes_in_and_its_answer_comes_out(
    world: World, wang: Resident, file: Path, tmp_path: Path
) -> None:
    found = import_one(file, SAID, False, "command")
    assert (found["sure"], found["none"]) == (1, 1)
    out = tmp_path / "答复.xlsx"
    told = answer_one(found["list"], out, "", "command")
    assert told["bytes"] == out.stat().st_size
    assert (told["assigned"], told["not_found"]) == (1, 1)


def test_a_rehearsal_keeps_nothing(world: World, wang: Resident, file: Path) -> None:
    here = {**SAID, "grid": world.grids["a0"].code}
    assert import_one(file, here, True, "")["sure"] == 1
    assert not PushList.objects.exists()


def test_who_may_not_and_what_cannot_be_read_is_refused(
    world: World, wang: Resident, file: Path
) -> None:
    with pytest.raises(NotAllowed):
        import_one(file, SAID, False, "worker_a1")
    with pytest.raises(BadRequest):
        import_one(file, {**SAID, "deadline": "soon"}, False, "command")
