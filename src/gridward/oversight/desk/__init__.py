"""The desk of the information officer: what waits today in all of health, counted and never listed, worst first.

Each number opens the place where it is done. Only what the reader's posts may see is counted.
Neighbours: reads screening, measures and risk areas; nothing below knows of it.
"""
