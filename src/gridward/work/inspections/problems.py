"""Refusals of inspections, notices, plans, facilities and filings."""

from gridward.kernel.problems import Problem
from gridward.work.workorders.problems import Worded


class InspectionIdTaken(Problem):
    """The id stands for another inspection."""

    code = "inspections.id_taken"
    status = 409


class InspectionSubjectUnfit(Problem):
    """An inspection is of one organisation, one facility, the work of a grid, or the items of one notice."""

    code = "inspections.subject_unfit"


class InspectionAnswersUnfit(Problem):
    """Each item of the checklist has one answer."""

    code = "inspections.answers_unfit"


class InspectionFindingEmpty(Problem):
    """What is wanting is said in words."""

    code = "inspections.finding_empty"


class InspectionTimeAhead(Problem):
    """The time of the inspection has not come yet."""

    code = "inspections.time_ahead"


class InspectionDaysUnfit(Problem):
    """A deadline is within the days that the list of figures allows."""

    code = "inspections.days_unfit"


class InspectionNotChief(Problem):
    """Inspections of the first chief's own are for the posts that open orders of weaknesses."""

    code = "inspections.not_chief"
    status = 403


class InspectionPhotoMissing(Problem):
    """A photograph that is named has not come up yet, or belongs to another finding."""

    code = "inspections.photo_missing"


class InspectionPhotoTaken(Problem):
    """The id that the sender gave a photograph stands for another one."""

    code = "inspections.photo_taken"
    status = 409


class NoticeRecheckOver(Problem):
    """The order of the notice is over: there is nothing to recheck."""

    code = "inspections.recheck_over"
    status = 409


class NoticeDelivered(Problem):
    """The notice was handed over already."""

    code = "inspections.notice_delivered"
    status = 409


class NoticeRecipientMissing(Problem):
    """A delivery says to whom."""

    code = "inspections.recipient_missing"


class NoticeWitnessMissing(Problem):
    """A delivery that nobody signs for has a witness."""

    code = "inspections.witness_missing"


class InspectionTextMissing(Problem):
    """A reply, a reason or a condition is said in words."""

    code = "inspections.text_missing"


class PlanDayPast(Problem):
    """A visit is planned for today or later."""

    code = "inspections.plan_day_past"


class PlanMemberUnfit(Problem):
    """Whoever is to look holds a post that inspects there."""

    code = "inspections.plan_member_unfit"


class PlanNothing(Problem):
    """Nothing there is to be planned: all of it is planned already, or there is none."""

    code = "inspections.plan_nothing"


class PlanOver(Problem):
    """The visit was made, or cancelled."""

    code = "inspections.plan_over"
    status = 409


class FacilityNameMissing(Problem):
    """A facility has a name."""

    code = "inspections.facility_name_missing"


class FacilityNameTaken(Problem):
    """Another facility of the grid has the name."""

    code = "inspections.facility_name_taken"
    status = 409


class FacilityPositionHalf(Problem):
    """A position has longitude and latitude."""

    code = "inspections.facility_position_half"


class FacilityGone(Problem):
    """A facility that was removed is not changed."""

    code = "inspections.facility_gone"
    status = 409


class FilingIncomplete(Worded):
    """A filing has everything that is required."""

    code = "inspections.filing_incomplete"


class FilingUnderWay(Problem):
    """A filing of the organisation waits for its review, or is in force."""

    code = "inspections.filing_under_way"
    status = 409


class FilingMoveNotNow(Worded):
    """The state of the filing has no such step."""

    code = "inspections.filing_move_not_now"
    status = 409


class FilingUndecided(Problem):
    """A filing has a paper once it is granted, refused or revoked."""

    code = "inspections.filing_undecided"
    status = 409


class FilingNotReviewer(Problem):
    """Filings are reviewed by the posts that the list names, and never by whoever wrote them down."""

    code = "inspections.filing_not_reviewer"
    status = 403
