"""Siting of checkpoints: which roads to close and where to keep gates, so that a community has exactly the wanted ways.

A minimum cut on the network of roads says what to close; a p-median says which places to open when only their number is
wanted. `planning.make_plan` answers, `planning.what_if` asks again with changes, `planning.compare` says who walks
farther. Clause G1. What is read and asked stands here; `planning` and `answering` bring the optimiser along, which is
large.
"""

from gridward.planning.siting.reading import read_changes, read_question
from gridward.planning.siting.terms import (
    NEVER,
    Changes,
    Costs,
    Dwelling,
    Finding,
    GatePlace,
    Network,
    Opening,
    Question,
    Refused,
    Road,
    Standing,
)

__all__ = [
    "NEVER",
    "Changes",
    "Costs",
    "Dwelling",
    "Finding",
    "GatePlace",
    "Network",
    "Opening",
    "Question",
    "Refused",
    "Road",
    "Standing",
    "read_changes",
    "read_question",
]
