"""Siting of checkpoints: which roads to close and where to keep gates, so that a community has exactly the wanted ways.

A minimum cut on the network of roads says what to close; a p-median says which places to open when only their number is
wanted. `what_if` asks again with changes, `compare` says who walks farther. Clause G1.
"""

from gridward.planning.siting.planning import (
    Difference,
    Plan,
    Sums,
    Walk,
    compare,
    make_plan,
    plan_faults,
    what_if,
)
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
    "Difference",
    "Dwelling",
    "Finding",
    "GatePlace",
    "Network",
    "Opening",
    "Plan",
    "Question",
    "Refused",
    "Road",
    "Standing",
    "Sums",
    "Walk",
    "compare",
    "make_plan",
    "plan_faults",
    "read_changes",
    "read_question",
    "what_if",
]
