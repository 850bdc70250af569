"""Duty rosters: who stands where and when, with every post covered, rules of people kept, and burdens shared fairly.

`make_roster` finds one with the bound of any; `check` judges one from the words alone; `replan` mends one after
somebody fell out, with few changes; `explain` says by codes and figures why somebody is missing and what was tried
that helps. Rules, weights and the calendar are data; none is written here. Own and seconded keepers are one
(clause P7). No database and no words for people: `gridward.config.rosters` reads, writes and tells.
"""

from gridward.planning.rosters.explaining import Explanation, Fix, Reason, explain, reasons
from gridward.planning.rosters.judging import check
from gridward.planning.rosters.replanning import Change, Replan, replan
from gridward.planning.rosters.solving import make_roster
from gridward.planning.rosters.terms import (
    Before,
    Broken,
    Calendar,
    Costs,
    Demand,
    Duty,
    Effort,
    Keeper,
    Limits,
    Missing,
    NoRoster,
    Pattern,
    Post,
    Roster,
    RosterProblem,
    Span,
    Verdict,
    Weights,
    Wish,
)

__all__ = [
    "Before",
    "Broken",
    "Calendar",
    "Change",
    "Costs",
    "Demand",
    "Duty",
    "Effort",
    "Explanation",
    "Fix",
    "Keeper",
    "Limits",
    "Missing",
    "NoRoster",
    "Pattern",
    "Post",
    "Reason",
    "Replan",
    "Roster",
    "RosterProblem",
    "Span",
    "Verdict",
    "Weights",
    "Wish",
    "check",
    "explain",
    "make_roster",
    "reasons",
    "replan",
]
