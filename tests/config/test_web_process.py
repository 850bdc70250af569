"""A process that serves screens stays small: what only the worker needs is never read there."""

import subprocess
import sys

LARGE = ("duckdb", "ibis", "pandas", "pyarrow", "pyspark", "splink", "sqlglot")
ASK = f"import sys, gridward.config.wsgi; print(*[one for one in {LARGE} if one in sys.modules])"


def test_the_engines_of_the_worker_are_not_loaded_where_screens_are_served() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
