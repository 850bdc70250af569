"""`gridward plan roster`: a file in, a file out, sentences between; whatever is wrong is named."""

import re
from pathlib import Path
from typing import Any

import orjson
import pytest
from typer.testing import CliRunner

from gridward.config.cli import app
from gridward.config.rosters.problems import (
    RosterFieldWrong,
    RosterFileNotThere,
    RosterImpossible,
    RosterNotWritten,
    RosterUnreadable,
)
from gridward.config.rosters.reading import read_problem
from gridward.config.rosters.telling import sentences
from gridward.kernel.problems import Problem
from gridward.kernel.texts import LANGUAGES
from gridward.planning.rosters import check, explain, make_roster

PAGE = Path(__file__).resolve().parents[2] / "docs" / "subsystems" / "rosters.md"


def example() -> dict[str, Any]:
    """The example of the documentation."""
    (text,) = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    found: dict[str, Any] = orjson.loads(text)
    return found


def planned(tmp_path: Path, given: dict[str, Any], *options: str) -> tuple[str, dict[str, Any]]:
    source, target = tmp_path / "problem.json", tmp_path / "answer.json"
    source.write_bytes(orjson.dumps(given))
    done = CliRunner().invoke(
        app, ["plan", "roster", str(source), str(target), *options], catch_exceptions=False
    )
    assert done.exit_code == 0
    return done.stdout, orjson.loads(target.read_bytes())


def test_the_example_of_the_page_runs_and_says_what_the_page_says(tmp_path: Path) -> None:
    told, answer = planned(tmp_path, example())
    quoted = re.findall(r"^> (.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert quoted
    assert set(quoted) <= set(told.splitlines())
    assert answer["optimal"]
    assert answer["costs"]["total"] == answer["bound"]
    problem = read_problem(orjson.dumps(example())).problem
    assert len(answer["duties"]) == len(make_roster(problem).duties)
    (gap,) = answer["explanations"]
    assert {one["code"] for one in gap["reasons"]} == {"skill", "away"}
    assert {one["code"] for one in gap["fixes"]} == {"one_more"}
    assert set(gap["sentences"]) == set(LANGUAGES)


def test_what_is_written_is_what_the_judge_counts(tmp_path: Path) -> None:
    _, answer = planned(tmp_path, example())
    problem = read_problem(orjson.dumps(example() | {"standing": answer["duties"]})).problem
    verdict = check(problem.standing or (), problem)
    assert verdict.broken == ()
    assert verdict.costs.total == answer["costs"]["total"]
    sums = {one["id"]: one["minutes"] for one in answer["keepers"]}
    assert sum(sums.values()) == sum(one.minutes for one in problem.standing or ())


def test_a_sick_call_is_told_with_its_changes(tmp_path: Path) -> None:
    _, first = planned(tmp_path, example())
    ill = first["duties"][-1]
    out = {"keeper": ill["keeper"], "begin": ill["begin"], "end": ill["end"]}
    again = example() | {
        "standing": first["duties"],
        "replan": {"now": ill["begin"], "out": [out]},
    }
    told, answer = planned(tmp_path, again)
    assert [one["keeper"] for one in answer["fell_out"]] == [ill["keeper"]]
    assert [one for one in answer["changes"] if not one["given"]]
    assert "取消：" in told


def test_figures_come_as_json_when_asked(tmp_path: Path) -> None:
    told, answer = planned(tmp_path, example(), "--json")
    assert orjson.loads(told)["cost"] == answer["costs"]["total"]


WRONG = {
    "days": ({"days": 0}, "days"),
    "no posts": ({"posts": None}, "posts"),
    "unknown field": ({"colour": "red"}, "colour"),
    "twice": ({"posts": [{"id": "east", "name": "1"}, {"id": "east", "name": "2"}]}, "posts[1].id"),
    "a zone": ({"first": "2026-02-28T00:00+08:00"}, "first"),
    "not a list": ({"keepers": {}}, "keepers"),
    "not an object": ({"keepers": ["甲"]}, "keepers[0]"),
    "a negative weight": ({"weights": {"nights": -1}}, "weights.nights"),
    "a truth for a number": ({"limits": {"rest": True}}, "limits.rest"),
    "a price of nothing": ({"weights": {"shortage": "x"}}, "weights.shortage"),
    "before": ({"keepers": [{"id": "甲", "before": {"nights": "2"}}]}, "keepers[0].before.nights"),
    "out without a roster": ({"replan": {"now": "2026-02-28T08:00", "out": []}}, "standing"),
    "a time without sense": (
        {"patterns": [{"id": "day", "begins": "25:00", "minutes": 60}]},
        "patterns[0].begins",
    ),
    "an unknown post": (
        {
            "demands": [
                {"post": "x", "begin": "2026-02-28T08:00", "end": "2026-02-28T09:00", "count": 1}
            ]
        },
        "demands[0].post",
    ),
    "an end before its begin": (
        {
            "demands": [
                {"post": "east", "begin": "2026-02-28T08:00", "end": "2026-02-28T08:00", "count": 1}
            ]
        },
        "demands[0].end",
    ),
    "a wish for an unknown pattern": (
        {
            "keepers": [
                {
                    "id": "甲",
                    "wishes": [
                        {
                            "begin": "2026-02-28T08:00",
                            "end": "2026-02-28T09:00",
                            "weight": 1,
                            "pattern": "x",
                        }
                    ],
                }
            ]
        },
        "keepers[0].wishes[0].pattern",
    ),
    "a fixed duty after the end": (
        {
            "keepers": [
                {
                    "id": "甲",
                    "fixed": [
                        {"post": "east", "begin": "2026-04-28T08:00", "end": "2026-04-28T09:00"}
                    ],
                }
            ]
        },
        "keepers[0].fixed[0].begin",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_the_field_that_is_wrong_is_named(case: str) -> None:
    changes, field = WRONG[case]
    with pytest.raises(RosterFieldWrong) as refused:
        read_problem(orjson.dumps(example() | changes))
    assert refused.value.details["field"] == field
    assert field in refused.value.sentence("zh-Hans")
    assert field in refused.value.sentence("en")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"\xff"])
def test_what_is_no_object_is_refused(content: bytes) -> None:
    with pytest.raises(RosterUnreadable):
        read_problem(content)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_of_any_editor_is_read(encoding: str) -> None:
    asked = read_problem(orjson.dumps(example()).decode().encode(encoding))
    assert asked == read_problem(orjson.dumps(example()))


def refused(tmp_path: Path, given: dict[str, Any], target: Path) -> type[BaseException]:
    source = tmp_path / "problem.json"
    source.write_bytes(orjson.dumps(given))
    with pytest.raises(Problem) as found:
        CliRunner().invoke(
            app, ["plan", "roster", str(source), str(target)], catch_exceptions=False
        )
    return found.type


def test_minimums_that_contradict_each_other_are_refused_in_words(tmp_path: Path) -> None:
    limits = {"rest": 660, "least_minutes": 2160, "most_minutes": 720}
    kind = refused(tmp_path, example() | {"limits": limits}, tmp_path / "answer.json")
    assert kind is RosterImpossible
    assert not (tmp_path / "answer.json").exists()


def test_files_that_cannot_be_read_or_written_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, example(), tmp_path / "no" / "answer.json") is RosterNotWritten
    with pytest.raises(RosterFileNotThere):
        CliRunner().invoke(
            app, ["plan", "roster", str(tmp_path / "none"), "x"], catch_exceptions=False
        )


def test_both_languages_tell_as_many_sentences() -> None:
    problem = read_problem(orjson.dumps(example())).problem
    for one in explain(problem, make_roster(problem)):
        told = {language: sentences(problem, one, language) for language in LANGUAGES}
        assert len(told["zh-Hans"]) == len(told["en"]) > 2
        assert all(told["zh-Hans"][place] != told["en"][place] for place in range(len(told["en"])))
