"""Gridward (网格卫): the grid work of a sub-district office, from the register to the report."""

import os

# Only single characters are spelt: without its dictionary of phrases pypinyin needs 50 MB less in each process.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
