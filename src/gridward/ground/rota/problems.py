"""Refusals of duty."""

from gridward.kernel.problems import Problem


class DutyPlaceNameMissing(Problem):
    """A duty place has a name."""

    code = "rota.place_name_missing"


class DutyPlaceNameTaken(Problem):
    """There is a duty place of this name at the grid."""

    code = "rota.place_name_taken"
    status = 409


class DutyPlaceClosed(Problem):
    """Nobody is on duty there any more."""

    code = "rota.place_closed"
    status = 409


class DutyGridRetired(Problem):
    """The grid was succeeded; its heirs take what is new."""

    code = "rota.grid_retired"


class DemandBehind(Problem):
    """A demand begins today or later: what was demanded before stays as it was."""

    code = "rota.demand_behind"


class PlanEmpty(Problem):
    """A plan has at least one shift."""

    code = "rota.plan_empty"


class PlanTooLong(Problem):
    """A plan has no more shifts than are stored at once."""

    code = "rota.plan_too_long"


class PlanRefused(Problem):
    """Some rows of a plan cannot be; nothing of it was stored. `rows` tells each with its code."""

    code = "rota.plan_refused"


class ShiftTimesUnfit(Problem):
    """A shift begins before it ends, on whole minutes, and lasts no longer than a day."""

    code = "rota.times_unfit"


class ShiftBehind(Problem):
    """What is over is not planned any more."""

    code = "rota.behind"


class ShiftMemberUnknown(Problem):
    """Shifts are given to people of the street's service who are active."""

    code = "rota.member_unknown"


class ShiftClash(Problem):
    """A member has one shift at a time."""

    code = "rota.clash"
    status = 409


class ShiftOver(Problem):
    """The shift is over or was cancelled."""

    code = "rota.shift_over"
    status = 409


class RotaReasonMissing(Problem):
    """It is said why."""

    code = "rota.reason_missing"


class OutTimesUnfit(Problem):
    """Who is out is so until a later instant, which lies ahead."""

    code = "rota.out_times_unfit"


class OutEnded(Problem):
    """The member is back already."""

    code = "rota.out_ended"
    status = 409


class SwapUnfit(Problem):
    """A swap is between two members, over shifts that they have and that have not begun."""

    code = "rota.swap_unfit"


class SwapOpenAlready(Problem):
    """A swap over one of these shifts waits already."""

    code = "rota.swap_open_already"
    status = 409


class SwapSettled(Problem):
    """The swap was decided, withdrawn or overtaken meanwhile."""

    code = "rota.swap_settled"
    status = 409


class SwapNotYours(Problem):
    """This is done by the other one of the two."""

    code = "rota.swap_not_yours"


class SwapNotAgreed(Problem):
    """Both have agreed before a chief decides."""

    code = "rota.swap_not_agreed"
    status = 409


class SwapOfOthers(Problem):
    """Somebody proposes swaps of their own alone."""

    code = "rota.swap_of_others"
    status = 403


class SwapOfOneself(Problem):
    """Who swaps does not decide on it."""

    code = "rota.swap_of_oneself"


class SwapOvertaken(Problem):
    """One of the shifts went another way since the two agreed."""

    code = "rota.swap_overtaken"
    status = 409


class RotaDaysUnfit(Problem):
    """A question about shifts is over days in order, and not over too many."""

    code = "rota.days_unfit"


class WishNotYours(Problem):
    """Wishes are stated by people of the service who are active, each for themselves."""

    code = "rota.wish_not_yours"


class WishDaysUnfit(Problem):
    """A wish is about dates in order that lie ahead far enough to be heard, and not too far."""

    code = "rota.wish_days_unfit"


class WishTwice(Problem):
    """There is one wish about a date; the other one is changed or withdrawn."""

    code = "rota.wish_twice"
    status = 409


class WishesUsedUp(Problem):
    """So many dates of a month, and no more."""

    code = "rota.wishes_used_up"
    status = 409


class HomeTooFar(Problem):
    """Where somebody sets out from lies in the city, so that a slip of the finger is noticed."""

    code = "rota.home_too_far"


class DraftPlacesMissing(Problem):
    """A draft is of one place at least, and not of too many."""

    code = "rota.draft_places_missing"


class DraftDaysUnfit(Problem):
    """A draft is of days ahead, and not of too many; anew it begins tomorrow at the earliest."""

    code = "rota.draft_days_unfit"


class DraftPatternsUnfit(Problem):
    """Shifts are cut somehow, and no shift is longer than a day."""

    code = "rota.draft_patterns_unfit"


class DraftPostsMissing(Problem):
    """Somebody takes part."""

    code = "rota.draft_posts_missing"


class DraftWaiting(Problem):
    """The account has asked for a draft that is not done yet."""

    code = "rota.draft_waiting"
    status = 409


class DraftNothingWanted(Problem):
    """None of the places demands anything on these days."""

    code = "rota.draft_nothing_wanted"


class DraftNobody(Problem):
    """Nobody of the posts is there in the communities of these places."""

    code = "rota.draft_nobody"


class DraftImpossible(Problem):
    """The program could not draw up a roster."""

    code = "rota.draft_impossible"


class DraftSettled(Problem):
    """The draft is not ready, or was taken or dropped already."""

    code = "rota.draft_settled"
    status = 409


class DraftOutdated(Problem):
    """Shifts or absences changed since the draft was drawn up."""

    code = "rota.draft_outdated"
    status = 409
