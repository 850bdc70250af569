"""Refusals of measures on persons."""

from gridward.kernel.problems import Problem
from gridward.kernel.texts import DEFAULT_LANGUAGE, say


class MeasureNoResponse(Problem):
    """Without a response above ordinary and its legal basis nothing is begun at a grid."""

    code = "measures.no_response"
    status = 409


class MeasureNobody(Problem):
    """A measure is of a resident, or of somebody with a name, a phone and a grid."""

    code = "measures.nobody"


class MeasurePersonDead(Problem):
    """The register says that the person has died."""

    code = "measures.person_dead"
    status = 409


class MeasurePersonLeft(Problem):
    """The resident lives elsewhere now."""

    code = "measures.person_left"
    status = 409


class MeasureGuardianMissing(Problem):
    """A minor has a guardian who is named; so has who is not said to be of age."""

    code = "measures.guardian_missing"


class MeasureEvidenceMissing(Problem):
    """A proposal says what it rests on."""

    code = "measures.evidence_missing"


class MeasureNecessityMissing(Problem):
    """What restricts says why nothing milder will do (L12)."""

    code = "measures.necessity_missing"


class MeasurePaperMissing(Problem):
    """An authority's determination is named with its paper."""

    code = "measures.paper_missing"


class MeasureDaysUnfit(Problem):
    """Determined today or earlier; counted from a day that is not ahead and not long ago."""

    code = "measures.days_unfit"


class MeasureOverAlready(Problem):
    """By the rule the last day is over: there is nothing to begin."""

    code = "measures.over_already"


class MeasureEndMissing(Problem):
    """The books give no end: a person states kind and last day."""

    code = "measures.end_missing"


class MeasureEndReasonMissing(Problem):
    """An end, or a kind, that a person states has a reason."""

    code = "measures.end_reason_missing"


class MeasureEndUnfit(Problem):
    """A stated end is today or later, within the longest; tests are on days of the measure."""

    code = "measures.end_unfit"


class MeasureStricter(Problem):
    """No person makes a measure stricter or longer than the rule."""

    code = "measures.stricter"


class MeasureAlreadyThere(Problem):
    """The person has an open measure of this category."""

    code = "measures.already_there"
    status = 409


class MeasureIdTaken(Problem):
    """The id is of another row."""

    code = "measures.id_taken"
    status = 409


class MeasureNotWaiting(Problem):
    """It does not wait for this step."""

    code = "measures.not_waiting"
    status = 409


class MeasureSamePerson(Problem):
    """Decision and confirmation are by different people, and nobody confirms an own proposal."""

    code = "measures.same_person"
    status = 409


class MeasureReasonMissing(Problem):
    """A decision, a refusal, an end, an appeal has words."""

    code = "measures.reason_missing"


class MeasureNotInForce(Problem):
    """Only what is in force is ended, transferred, followed or appealed against."""

    code = "measures.not_in_force"
    status = 409


class MeasureNotOver(Problem):
    """The last day has not come: an earlier end is said to be one."""

    code = "measures.not_over"


class MeasureNeedsUnmet(Problem):
    """A release shows what the rule asks for."""

    code = "measures.needs_unmet"


class MeasureEndNotThis(Problem):
    """An appeal alone ends a measure as upheld."""

    code = "measures.end_not_this"


class MeasureNotOfThisDay(Problem):
    """The paper is made when there is something to tell."""

    code = "measures.no_paper"
    status = 409


class MeasureTransferOpen(Problem):
    """A transfer waits for its answer."""

    code = "measures.transfer_open"
    status = 409


class MeasureTransferUnfit(Problem):
    """A transfer leads to another grid that is in force."""

    code = "measures.transfer_unfit"


class MeasureTransferAnswered(Problem):
    """The transfer was answered already."""

    code = "measures.transfer_answered"
    status = 409


class MeasureAppealOpen(Problem):
    """An appeal waits for its decision."""

    code = "measures.appeal_open"
    status = 409


class MeasureAppealDecided(Problem):
    """The appeal was decided already."""

    code = "measures.appeal_decided"
    status = 409


class MeasureOwnDecision(Problem):
    """Whoever proposed, decided or confirmed does not decide an appeal against it."""

    code = "measures.own_decision"
    status = 409


class MeasureReadingUnfit(Problem):
    """A temperature of a living person, not ahead of the clock, on a day of the measure."""

    code = "measures.reading_unfit"


class ReleaseCodeUnreadable(Problem):
    """The text is no code of a release paper, or not one of this house."""

    code = "measures.code_unreadable"


class MeasureMoveNone(Problem):
    """Somebody chooses measures, and not more than are listed at once."""

    code = "measures.move_none"


class MeasureMoveNoEnd(Problem):
    """By the rule of today nothing gives an end: a person decides on this measure alone."""

    code = "measures.move_no_end"
    status = 409


class MeasureSampleUnfit(Problem):
    """A sample on a day of the measure, its result reported after it and not ahead, for a day of the rule."""

    code = "measures.sample_unfit"


class MeasureResultTold(Problem):
    """The sample has another result: what changes it has a reason."""

    code = "measures.result_told"
    status = 409


class MeasureResultsLacking(Problem):
    """A release shows the results that the rule asks for; `needs` names those that lack, as keys of texts."""

    code = "measures.results_lacking"

    def sentence(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The conditions in words; `needs` are joined keys of texts."""
        comma = ", " if language == "en" else "、"
        keys = str(self.details["needs"]).split()
        told = comma.join(say(one, language) for one in keys)
        return say(f"problem.{self.code}", language, needs=told)


class MeasureTestsLacking(Problem):
    """Days of tests have no negative result: whoever releases all the same says why."""

    code = "measures.tests_lacking"


class MeasureNeedUnfit(Problem):
    """A need is medicine, food, care, or something else."""

    code = "measures.need_unfit"
