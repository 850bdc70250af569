"""`gridward trace`: the example of the documentation, both forms of answer, and files that are wrong."""

import re
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from gridward.config.cli import app
from gridward.kernel.problems import Problem
from gridward.kernel.texts import LANGUAGES, catalogue
from gridward.planning.tracing.terms import RESULT
from gridward.work.tracing.problems import (
    TraceAnswerFormUnknown,
    TraceAnswerUnwritable,
    TraceColumnMissing,
    TraceDegreesUnknown,
    TraceEngineUnknown,
    TraceLookbackMissing,
)

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/subsystems/tracing.md").read_text(encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The tables of the page, each under its name."""
    for name, text in re.findall(r"```\n# (\w+\.csv)\n(.*?)```", PAGE, re.DOTALL):
        if name != "answer.csv":
            (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def call(data: Path, out: str, *more: str) -> Any:
    files = ["--data", str(data), "--cases", str(data / "cases.csv"), "--out", str(data / out)]
    return CliRunner().invoke(app, ["trace", *files, *more])


def test_the_example_of_the_page_gives_what_the_page_says(data: Path) -> None:
    done = call(data, "answer.csv", "--lookback-days", "2", "--json")
    assert done.exit_code == 0, done.output
    written = (data / "answer.csv").read_bytes().decode("utf-8-sig").replace('"', "")
    assert written.strip() == PAGE.split("```\n# answer.csv\n")[1].split("\n```")[0]
    told = orjson.loads(done.stdout)
    assert told["contacts"] == {"first": 4, "second": 1}
    assert (told["cases"], told["cases_unknown"], told["rows"]) == (1, ["p9"], 6)


def test_an_index_is_made_once_and_answers_the_same(data: Path) -> None:
    assert call(data, "before.parquet", "--lookback-days", "2").exit_code == 0
    made = CliRunner().invoke(app, ["trace", "index", str(data), "--json"])
    assert orjson.loads(made.stdout)["made"] is True
    again = CliRunner().invoke(app, ["trace", "index", str(data), "--json"])
    assert orjson.loads(again.stdout)["made"] is False
    assert call(data, "after.parquet", "--lookback-days", "2").exit_code == 0
    before, after = (pq.read_table(data / f"{one}.parquet") for one in ("before", "after"))
    assert tuple(before.column_names) == RESULT
    assert before.equals(after)


@pytest.mark.parametrize(
    ("out", "more", "problem"),
    [
        ("answer.xlsx", ("--lookback-days", "2"), TraceAnswerFormUnknown),
        ("gone/answer.csv", ("--lookback-days", "2"), TraceAnswerUnwritable),
        ("answer.csv", (), TraceLookbackMissing),
        ("answer.csv", ("--lookback-days", "2", "--degrees", "3"), TraceDegreesUnknown),
        ("answer.csv", ("--lookback-days", "2", "--engine", "hadoop"), TraceEngineUnknown),
    ],
)
def test_what_is_wrong_is_refused_with_a_code_and_a_sentence(
    data: Path, out: str, more: tuple[str, ...], problem: type[Problem]
) -> None:
    done = call(data, out, *more)
    assert isinstance(done.exception, problem)
    assert not (data / out).exists()
    for language in LANGUAGES:
        assert "{" not in done.exception.sentence(language)


def test_a_refusal_names_table_and_column(data: Path) -> None:
    (data / "passages.csv").write_text("person,at\np1,2022-03-01\n", encoding="utf-8")
    done = call(data, "answer.csv", "--lookback-days", "2")
    assert isinstance(done.exception, TraceColumnMissing)
    assert "passages.csv 缺少列 place" in done.exception.sentence()


def test_files_that_are_not_named_are_asked_for() -> None:
    done = CliRunner().invoke(app, ["trace", "--degrees", "1"])
    assert done.exit_code == 2
    assert "--data" in done.output


def test_every_finding_has_its_problem_and_no_problem_is_left_over() -> None:
    sources = "\n".join(
        one.read_text(encoding="utf-8") for one in ROOT.glob("src/gridward/planning/tracing/*.py")
    )
    raised = set(re.findall(r'Refused\(\s*"(\w+)"', sources))
    known = {
        code.removeprefix("trace.")
        for code, problem in Problem.known.items()
        if problem.__module__ == "gridward.work.tracing.problems" and code.startswith("trace.")
    }
    assert len(raised) > 20
    assert known - raised == {"answer_unwritable", "answer_form_unknown"}
    assert raised <= known
    prefix = "problem.trace."
    assert {f"{prefix}{one}" for one in known} == {
        one for one in catalogue("en") if one.startswith(prefix)
    }
