"""Engines: Spark with two worker processes answers row by row what DuckDB answers; what is not there is told."""

from pathlib import Path

import pytest

from gridward.planning.tracing import Question, Refused
from gridward.planning.tracing.engines import engine_of
from gridward.planning.tracing.storing import index
from gridward.planning.tracing.tracing import trace
from tests.planning.tracing.worlds import World, expected, rows_of

WORKERS = "local-cluster[2,1,1024]"
QUESTION = Question(2, 10)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_spark_answers_row_by_row_what_duckdb_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", quick)  # a short life is not worth optimising for
    monkeypatch.setattr("gridward.planning.tracing.engines.SPARK_PARTITIONS", 2)
    passed = [(f"n{one % 7}", f"g{one % 3}", 3.0 * one) for one in range(60)]
    stays = [("n0", "inn", 0.0, 90.0), ("n1", "inn", 30.0, 60.0), ("n1", "inn", 50.0, None)]
    groups = [("n1", "h", "家", None, None), ("n8", "h", "家", -60.0, None)]
    cases = [("n0", 0.0, 120.0, 300.0), ("n3", 60.0, 400.0, 400.0)]
    world = World(passed, stays, groups, cases)
    file = world.write(tmp_path)
    index(tmp_path)
    with engine_of("duckdb") as engine:
        ours = trace(tmp_path, file, QUESTION, engine).rows
    assert rows_of(ours) == expected(world, QUESTION)
    assert {row[4] for row in rows_of(ours)} == {"passage", "stay", "group"}
    assert {row[2] for row in rows_of(ours)} == {1, 2}
    with engine_of("spark", WORKERS) as engine:
        theirs = trace(tmp_path, file, QUESTION, engine).rows
    assert theirs.schema == ours.schema
    assert rows_of(theirs) == rows_of(ours)


def refusal(kind: str) -> str:
    with pytest.raises(Refused) as refused, engine_of(kind):
        pass
    return refused.value.finding.code


def test_an_engine_that_there_is_not() -> None:
    assert refusal("hadoop") == "engine_unknown"


def test_spark_without_java_or_without_its_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert refusal("spark") == "java_missing"
    monkeypatch.setattr("gridward.planning.tracing.engines.find_spec", lambda name: None)
    assert refusal("spark") == "spark_missing"
