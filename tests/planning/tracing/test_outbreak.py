"""A simulated outbreak with known truth: everybody whom a case infected is proposed, in both degrees."""

from pathlib import Path

import pytest

from gridward.planning.tracing import Question
from gridward.planning.tracing.engines import engine_of
from gridward.planning.tracing.tracing import trace
from tests.planning.tracing import outbreak


def test_whom_a_case_infected_is_proposed(tmp_path: Path) -> None:
    try:
        cases = outbreak.write(tmp_path)
    except FileNotFoundError as missing:
        pytest.skip(str(missing))
    with engine_of("duckdb") as engine:
        found = trace(tmp_path, cases, Question(2), engine)
    assert found.unknown == ()
    scores = {one.name: one for one in outbreak.scores(found.rows)}
    assert {one.true for one in scores.values()} >= {42, 74, 170}
    for layer in ("household", "school", "work"):
        assert scores[layer].recall == 1.0
    assert scores["first degree"].recall >= 0.99
    assert scores["second degree"].recall >= 0.99
    assert scores["household"].precision >= 0.1  # most of a household were not infected
    assert scores["first degree"].precision >= 0.03
