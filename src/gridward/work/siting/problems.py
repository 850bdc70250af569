"""Refusals of siting, and the sentence of whatever the planner finds in its input."""

from gridward.kernel.problems import Problem
from gridward.kernel.texts import DEFAULT_LANGUAGE, say
from gridward.planning.siting.terms import Finding


def finding_sentence(finding: Finding, language: str = DEFAULT_LANGUAGE) -> str:
    """Where in the input, and what is the matter there."""
    part = say(f"word.siting.part.{finding.part or 'input'}", language)
    where = say(
        f"word.siting.{'where' if finding.key else 'whole'}",
        language,
        part=part,
        feature=finding.key,
    )
    what = say(f"word.siting.finding.{finding.code}", language, **finding.values)
    manner = "field" if finding.name else "plain"
    return say(f"word.siting.{manner}", language, where=where, field=finding.name, what=what)


class SitingRefused(Problem):
    """Nothing can be planned with the input; the sentence names feature and field."""

    code = "siting_refused"

    def __init__(self, finding: Finding) -> None:
        super().__init__(part=finding.part, feature=finding.key, field=finding.name)
        self.finding = finding

    def sentence(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Where it stands in the input, and what is wrong there."""
        return say(
            f"problem.{self.code}", language, reason=finding_sentence(self.finding, language)
        )


class SitingNameMissing(Problem):
    """A study has a name."""

    code = "siting.name_missing"


class SitingBoundaryMissing(Problem):
    """The grid has no boundary, and none was drawn."""

    code = "siting.boundary_missing"


class SitingFileUnreadable(Problem):
    """The file is no GeoJSON: not JSON at all, or without a list of features."""

    code = "siting.file_unreadable"


class SitingFileLarge(Problem):
    """The file is larger than is taken; details: most (MB)."""

    code = "siting.file_large"
    status = 413


class SitingRoadsMany(Problem):
    """There are more roads in the file than are taken; details: count, most."""

    code = "siting.roads_many"


class SitingRoadsMissing(Problem):
    """A study without roads cannot be worked out."""

    code = "siting.roads_missing"
    status = 409


class SitingNothingTried(Problem):
    """What if nothing changes is the base plan."""

    code = "siting.nothing_tried"


class SitingTrialsMany(Problem):
    """The study has as many plans as it may; details: most."""

    code = "siting.trials_many"
    status = 409


class SitingBaseStays(Problem):
    """The base plan goes with its study alone."""

    code = "siting.base_stays"
    status = 409


class SitingImpossible(Problem):
    """The program did not come to an answer."""

    code = "siting.impossible"
