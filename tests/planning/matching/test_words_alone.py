"""Whoever only needs the words of matching, such as what answers screens, does not load the engine."""

import subprocess
import sys

ASKED = """
import sys
from gridward.planning.matching.terms import Match, Row, Verdict
print([name for name in ("duckdb", "splink", "pyarrow", "pandas") if name in sys.modules])
"""


def test_the_words_bring_no_large_library() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
