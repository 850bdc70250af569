"""Refusals of handovers."""

from gridward.kernel.problems import Problem


class HandoverNoMember(Problem):
    """Who hands over is a member of the service."""

    code = "handovers.no_member"
    status = 403


class HandoverCodeWrong(Problem):
    """The code is eight letters, and the id follows from it and the gate."""

    code = "handovers.code_wrong"


class HandoverIdTaken(Problem):
    """Under this code something else was given already."""

    code = "handovers.id_taken"
    status = 409


class HandoverToSelf(Problem):
    """Nobody takes over from themselves."""

    code = "handovers.to_self"
    status = 409


class HandoverTaken(Problem):
    """Somebody else took it over already; details: name."""

    code = "handovers.taken"
    status = 409


class HandoverAlone(Problem):
    """A gate that was opened or closed alone is taken over by nobody."""

    code = "handovers.alone"
    status = 409


class HandoverWordMissing(Problem):
    """Say why."""

    code = "handovers.word_missing"


class KitWordMissing(Problem):
    """What is missing of the kit needs a word; details: thing."""

    code = "handovers.kit_word_missing"


class HandoverTimesWrong(Problem):
    """A shift begins before it is handed over, and the time has come."""

    code = "handovers.times_wrong"


class HandoverUnsigned(Problem):
    """Both sign."""

    code = "handovers.unsigned"
