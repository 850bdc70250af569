"""`gridward gate replay`, `gridward pass make | verify`: the bodies behind the commands."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from gridward.config.commands.gates import (
    make_one,
    replay_at_gate,
    replay_file,
    verify_one,
)
from gridward.config.commands.problems import (
    GateNameShared,
    GateUnknown,
    GridUnknown,
    SignInUnknown,
)
from gridward.kernel.access import Actor
from gridward.kernel.problems import BadRequest
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.problems import (
    PassDaysWrong,
    RulesFileUnreadable,
    ScansNotText,
    ScansNotThere,
    ScansUnreadable,
)
from gridward.work.checkpoints.services.gate_rules import set_rules
from gridward.work.checkpoints.services.passes import revoke_pass
from gridward.work.checkpoints.terms import Direction, GateRules
from tests.work.checkpoints.acts import gate
from tests.world import World

pytestmark = pytest.mark.django_db
WORKER = "worker_a1"


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    """Two scans of the gate's morning, as a spreadsheet of Windows writes them."""
    file = tmp_path / "scans.csv"
    lines = ["at,direction", "2026-03-06T08:00:00+08:00,in", "2026-03-06T08:01:00+08:00,out"]
    file.write_text("\r\n".join(lines), encoding="utf-8-sig")
    return file


def test_scans_go_through_the_rules_of_a_gate(
    world: World, leader: Actor, east: Checkpoint, scans: Path
) -> None:
    rules = GateRules("", temperature=frozenset({Direction.IN}), fever_c=37.3)
    set_rules(leader, gate_id=east.pk, rules=rules, source="演练通知")
    told = replay_at_gate(scans, "东门", WORKER)
    assert told["verdicts"] == {"ask": 1, "pass": 1}
    assert told["lines"] == [
        {"line": 2, "verdict": "ask", "reasons": ["temperature_missing"], "say": "请测一下体温。"}
    ]


def test_scans_go_through_rules_of_a_file_or_of_the_country(scans: Path) -> None:
    assert replay_file(scans, None)["verdicts"] == {"pass": 2}
    rules = scans.with_name("rules.json")
    rules.write_text(json.dumps({"temperature": ["out"]}), encoding="utf-8")
    assert replay_file(scans, rules)["reasons"] == {"temperature_missing": 1}
    rules.write_text(json.dumps({"temperature": ["up"]}), encoding="utf-8")
    with pytest.raises(RulesFileUnreadable):
        replay_file(scans, rules)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_file_of_any_spreadsheet_is_read(tmp_path: Path, encoding: str, between: str) -> None:
    file = tmp_path / "通行.csv"
    rows = [
        ["时间", "方向", "卡口"],
        ["2026/3/6 8:00", "进", "东门"],
        ["2026/3/6 8:01", "出", "东门"],
    ]
    file.write_text("\r\n".join(map(between.join, rows)), encoding=encoding)
    assert replay_file(file, None)["verdicts"] == {"pass": 2}


def test_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScansNotThere):
        replay_file(tmp_path / "none.csv", None)
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04\x14\x00\x06\x00\xff\xfe\x00\x01")
    with pytest.raises(ScansNotText):
        replay_file(tmp_path / "book.xlsx", None)


def test_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    with pytest.raises(ScansUnreadable, match="header"):
        replay_file(tmp_path / "empty.csv", None)


def test_what_is_to_be_shown_is_named(tmp_path: Path) -> None:
    (tmp_path / "scans.csv").write_text("at,direction,subject\n2022-04-01T08:00:00Z,in,visitor")
    rules = tmp_path / "rules.json"
    wanted = [{"kind": kind, "passes": ["green", "negative"]} for kind in ("health", "test")]
    rules.write_text(json.dumps({"codes": wanted}))
    [line] = replay_file(tmp_path / "scans.csv", rules)["lines"]
    assert line["say"] == "请出示健康码、核酸检测。"


def test_pass_that_was_made_is_verified(world: World, east: Checkpoint) -> None:
    grid = world.grids["a1"].code
    made = make_one(grid, "visitor", "李四", "", 3, "探亲", WORKER)
    told = verify_one(made["code"], str(east.pk), WORKER)
    assert (told["state"], told["serial"], told["holder"]) == ("valid", made["serial"], "李*")
    assert verify_one(made["code"], "东门", "police_a")["state"] == "valid"
    cut = verify_one(made["code"][:-1], "东门", WORKER)
    assert (cut["fault"], cut["says"]) == ("cut", "只读到一部分，请再扫一次。")


def test_pass_is_verified_by_its_serial_as_it_is_read_out(
    world: World, leader: Actor, east: Checkpoint
) -> None:
    made = make_one(world.grids["a1"].code, "visitor", "李四", "", 3, "探亲", WORKER)
    typed = f" {made['serial'][:4].lower()} {made['serial'][4:]}"
    told = verify_one(typed, "东门", WORKER)
    assert (told["state"], told["id"]) == ("valid", made["id"])
    revoke_pass(leader, pass_id=UUID(made["id"]), reason="演练")
    told = verify_one(typed, "东门", WORKER)
    assert (told["state"], told["says"]) == ("revoked", "这张通行证已作废，请联系网格员。")
    assert verify_one("AAAA2222", "东门", WORKER)["fault"] == "not_ours"


def test_days_beyond_all_calendars_are_too_many(world: World) -> None:
    with pytest.raises(PassDaysWrong):
        make_one(world.grids["a1"].code, "visitor", "李四", "", 10**12, "探亲", WORKER)


def test_unknown_words_and_gates_are_refused(world: World, east: Checkpoint) -> None:
    with pytest.raises(BadRequest):
        make_one(world.grids["a1"].code, "guest", "李四", "", 3, "探亲", WORKER)
    with pytest.raises(GateUnknown, match="南门"):
        verify_one("GW1", "南门", WORKER)
    with pytest.raises(GridUnknown, match="999"):
        make_one("999", "visitor", "李四", "", 3, "探亲", WORKER)
    with pytest.raises(SignInUnknown, match="nobody"):
        make_one(world.grids["a1"].code, "visitor", "李四", "", 3, "探亲", "nobody")


def test_of_gates_with_one_name_the_ids_are_told(
    world: World, leader: Actor, east: Checkpoint
) -> None:
    other = gate(world, leader, "东门", "a2")
    with pytest.raises(GateNameShared) as refused:
        verify_one("GW1", "东门", "leader_a")
    assert str(east.pk) in refused.value.sentence()
    assert str(other.pk) in refused.value.sentence()
