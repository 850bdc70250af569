"""Reads of measures: which rule holds, what an actor may see, one measure with all that stands beside it."""
