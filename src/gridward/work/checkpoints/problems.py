"""Refusals of gates and passes."""

from gridward.kernel.problems import Problem
from gridward.kernel.texts import DEFAULT_LANGUAGE, say


class GateNameMissing(Problem):
    """A gate has a name."""

    code = "gate.name_missing"


class GateNameTaken(Problem):
    """The grid has an open gate of this name; details: name."""

    code = "gate.name_taken"
    status = 409


class GatePositionHalf(Problem):
    """Longitude and latitude come together."""

    code = "gate.position_half"


class GateHoursHalf(Problem):
    """Opening and closing time come together, and differ."""

    code = "gate.hours_half"


class GateSidesWrong(Problem):
    """What a gate guards are base grids of its own street that are in force."""

    code = "gate.sides_wrong"


class GateMemberUnfit(Problem):
    """Lead and police are members of the street who serve; details: name."""

    code = "gate.member_unfit"


class GateClosed(Problem):
    """The gate was closed; details: name."""

    code = "gate.closed"
    status = 409


class GateSourceMissing(Problem):
    """Rules name the notice that they follow."""

    code = "gate.source_missing"


class GateRulesBackdated(Problem):
    """Rules hold from now or later: what was judged stays as it was judged."""

    code = "gate.rules_backdated"


class GateRulesOver(Problem):
    """The rules are over already."""

    code = "gate.rules_over"
    status = 409


class ScansUnreadable(Problem):
    """A line of a file of scans cannot be read; details: fault, line, column, found, known."""

    code = "gate.scans_unreadable"

    def sentence(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Where it stands, and what is wrong there."""
        why = say(f"gate.scan_fault.{self.details['fault']}", language, **self.details)
        return say(f"problem.{self.code}", language, line=self.details["line"], why=why)


class ScansNotThere(Problem):
    """There is no such file, or it may not be read; details: file."""

    code = "gate.scans_not_there"


class ScansNotText(Problem):
    """The file is no text of a known encoding: a workbook, a picture; details: file."""

    code = "gate.scans_not_text"


class RulesFileUnreadable(Problem):
    """A file of rules is no JSON of rules; details: file, why."""

    code = "gate.rules_file_unreadable"


class PassHolderWrong(Problem):
    """A pass of a resident names one; any other names who holds it, or a unit."""

    code = "pass.holder_wrong"


class PassHolderGone(Problem):
    """Who is to hold it does not live there any more."""

    code = "pass.holder_gone"
    status = 409


class PassDaysWrong(Problem):
    """A pass ends after it begins, not in the past, and lasts at most so long; details: most (days)."""

    code = "pass.days_wrong"


class PassGatesWrong(Problem):
    """A pass is for open gates of its street."""

    code = "pass.gates_wrong"


class PassIdTaken(Problem):
    """The id is of another pass."""

    code = "pass.id_taken"
    status = 409


class PassRevoked(Problem):
    """The pass was revoked; details: serial."""

    code = "pass.revoked"
    status = 409


class PassIssuesUsedUp(Problem):
    """It was printed as often as its code can count; details: most."""

    code = "pass.issues_used_up"
    status = 409


class PassReasonMissing(Problem):
    """Say why."""

    code = "pass.reason_missing"
