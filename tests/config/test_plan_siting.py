"""`gridward plan siting`: the example of the documentation, files that are wrong, sentences for everything."""

import re
from pathlib import Path
from typing import Any

import orjson
import pytest
from typer.testing import CliRunner

from gridward.config.cli import app
from gridward.config.commands.siting import (
    PlanFileNotThere,
    PlanFileUnreadable,
    PlanFileUnwritable,
    plan_document,
    plan_file,
)
from gridward.kernel.texts import LANGUAGES, catalogue
from gridward.planning.siting import Finding
from gridward.work.siting.problems import SitingRefused, finding_sentence

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/subsystems/siting.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.split("```json\n")[1].split("```")[0]
SITING = [ROOT / "src/gridward/planning/siting", ROOT / "src/gridward/work/siting"]


@pytest.fixture
def example() -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(EXAMPLE)
    return found


def test_the_example_of_the_page_gives_what_the_page_says(example: dict[str, Any]) -> None:
    plan = plan_document(example)
    sums = plan["figures"]
    assert (sums["closures"], sums["closing"], sums["openings"]) == (3, 3000.0, 2)
    assert "3 places closed for 3,000 yuan, 2 openings kept" in PAGE
    assert "fire/1" in {one["properties"]["id"] for one in plan["openings"]["features"]}
    change = plan["what_if"][0]["difference"]
    assert f"walk {sums['mean_m']:.0f} metres on average" in PAGE.replace("\n", " ")
    assert f"all {change['people_farther']:.0f} people walk farther" in PAGE
    worst = change["walks"][0]
    assert f"{worst['id']} by {worst['more_m']:.0f} metres" in PAGE
    assert plan["proof"]["faults"] == []


def test_the_page_names_every_key_of_a_plan(example: dict[str, Any]) -> None:
    assert {key for key in plan_document(example) if f"`{key}`" not in PAGE} == set()


def test_the_command_writes_the_plan_and_says_it_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRIDWARD_LANGUAGE", raising=False)
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_text("\ufeff" + EXAMPLE, encoding="utf-8")
    ran = CliRunner().invoke(app, ["plan", "siting", str(source), str(target), "--json"])
    assert ran.exit_code == 0
    told = orjson.loads(ran.stdout)
    assert told["sentences"][0].startswith("封闭 3 处、保留 2 个出入口")
    written = orjson.loads(target.read_bytes())
    assert written["sentences"]["zh-Hans"] == told["sentences"]
    assert set(written["sentences"]) == set(LANGUAGES)
    assert written["figures"] == told["figures"]


def test_what_cannot_be_enclosed_ends_with_code_one(
    tmp_path: Path, example: dict[str, Any]
) -> None:
    for one in example["roads"]["features"]:
        one["properties"]["closing"] = "never"
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_bytes(orjson.dumps(example))
    ran = CliRunner().invoke(app, ["plan", "siting", str(source), str(target)])
    assert ran.exit_code == 1
    written = orjson.loads(target.read_bytes())
    assert "无法围合" in written["sentences"]["zh-Hans"][0]
    assert written["leak"]["features"]


def test_a_file_that_is_not_there_or_no_json_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"roads": ', encoding="utf-8")
    gone = tmp_path / "gone.json"
    for source, problem in ((broken, PlanFileUnreadable), (gone, PlanFileNotThere)):
        with pytest.raises(problem) as refused:
            plan_file(source, tmp_path / "out.json")
        assert source.name in refused.value.sentence()
        assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_of_any_editor_is_read(
    tmp_path: Path, example: dict[str, Any], encoding: str
) -> None:
    source = tmp_path / "question.json"
    source.write_bytes(orjson.dumps(example | {"what_if": []}).decode().encode(encoding))
    assert plan_file(source, tmp_path / "out.json")["enclosed"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    source.write_text(EXAMPLE, encoding="utf-8")
    with pytest.raises(PlanFileUnwritable):
        plan_file(source, tmp_path / "gone" / "out.json")


def test_a_refusal_names_list_feature_and_field(example: dict[str, Any]) -> None:
    example["roads"]["features"][1]["properties"]["width"] = "wide"
    with pytest.raises(SitingRefused) as refused:
        plan_document(example)
    for part in ("道路（roads）", "“north-south”", "字段 width", "wide"):
        assert part in refused.value.sentence()
    english = refused.value.sentence("en")
    assert 'feature "north-south", field width' in english


def test_findings_are_written_in_both_languages(example: dict[str, Any]) -> None:
    lost = [[115.8805, 28.6822], [115.8809, 28.6822]]
    properties = {"id": "lost", "kind": "path"}
    shape = {"type": "LineString", "coordinates": lost}
    example["roads"]["features"].append(
        {"type": "Feature", "properties": properties, "geometry": shape}
    )
    found = plan_document(example)["findings"]
    assert [(one["code"], one["feature"]) for one in found] == [("unconnected", "lost")]
    assert all("lost" in found[0]["sentence"][one] for one in LANGUAGES)


def raised() -> set[str]:
    """Every code that the sources give to a finding."""
    files = [one for part in SITING for one in part.rglob("*.py")]
    sources = "\n".join(one.read_text(encoding="utf-8") for one in files)
    return set(re.findall(r'Finding\(\s*"(\w+)"', sources))


def test_every_finding_has_its_sentence_and_no_sentence_is_left_over() -> None:
    prefix = "word.siting.finding."
    told = {key.removeprefix(prefix) for key in catalogue("en") if key.startswith(prefix)}
    assert len(told) > 20
    assert raised() == told


def test_a_finding_about_the_whole_input_has_a_sentence_too() -> None:
    assert finding_sentence(Finding("not_object")) == "整份输入：应当是一个 JSON 对象。"
