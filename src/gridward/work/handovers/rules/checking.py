"""What has to be said with a handover."""

from datetime import datetime, timedelta

from gridward.kernel.problems import Problem
from gridward.work.handovers.problems import (
    HandoverCodeWrong,
    HandoverTimesWrong,
    HandoverUnsigned,
    HandoverWordMissing,
    KitWordMissing,
)
from gridward.work.handovers.rules.codes import is_code
from gridward.work.handovers.terms import (
    GateHealth,
    HandoverKind,
    HandoverSaid,
    TakeAnswer,
    TakeSaid,
)

TOLERANCE = timedelta(minutes=5)
"""By which a phone's clock may be ahead of the server's."""
SHORTEST_WORD = 2


def problem_of(said: HandoverSaid, now: datetime) -> Problem | None:
    """What is wrong with what is handed over, if anything."""
    if not is_code(said.code):
        return HandoverCodeWrong()
    if said.at > now + TOLERANCE or (said.since is not None and said.since >= said.at):
        return HandoverTimesWrong()
    if not said.signature.strip():
        return HandoverUnsigned()
    for one in said.kit:
        if one.found < one.expected and not is_word(one.word):
            return KitWordMissing(thing=one.name)
    needs_word = said.health is not GateHealth.GOOD and not is_word(said.health_word)
    if needs_word or (said.kind is not HandoverKind.SHIFT and not is_word(said.word)):
        return HandoverWordMissing()
    return None


def problem_of_take(said: TakeSaid, now: datetime) -> Problem | None:
    """What is wrong with what whoever takes says, if anything."""
    if not is_code(said.code):
        return HandoverCodeWrong()
    if said.at > now + TOLERANCE:
        return HandoverTimesWrong()
    if not said.signature.strip():
        return HandoverUnsigned()
    if said.answer is TakeAnswer.QUESTION and not is_word(said.word):
        return HandoverWordMissing()
    return None


def is_word(text: str) -> bool:
    """Whether somebody said anything."""
    return len(text.strip()) >= SHORTEST_WORD
