"""The steps of a match over one store of tables: read, exact, near, scored, told, decided."""

import duckdb
import pyarrow as pa

from gridward.planning.matching import deciding, exact, explaining, preparing, probable
from gridward.planning.matching.comparing import model
from gridward.planning.matching.tables import MATCHES
from gridward.planning.matching.terms import Thresholds

_IN_MEMORY: dict[str, str | bool | int | float | list[str]] = {
    "temp_directory": "",
    "autoinstall_known_extensions": False,
}
"""Names never go to a disk unsealed, and nothing is fetched."""


def answers(rows: pa.Table, persons: pa.Table, thresholds: Thresholds) -> pa.Table:
    """An answer for each row, a table with the columns `tables.MATCHES`."""
    with duckdb.connect(config=_IN_MEMORY) as store:
        preparing.load(store, rows, persons)
        exact.find_exact(store, thresholds.crowd)
        probable.find_near(store, thresholds.crowd)
        preparing.make_records(store)
        scored = probable.score(store, "records", "pairs", model())
        store.execute(f"CREATE VIEW told AS {explaining.told(scored, model())}")
        return deciding.decide(store, thresholds).to_arrow_table().cast(MATCHES)
