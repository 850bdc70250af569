"""Gridward (网格卫): the grid work of a sub-district office, from the register to the report."""
