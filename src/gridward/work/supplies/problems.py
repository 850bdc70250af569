"""Refusals of supplies."""

from gridward.kernel.problems import Problem
from gridward.work.workorders.problems import Worded


class SupplyIdTaken(Problem):
    """The id stands for something else."""

    code = "supplies.id_taken"
    status = 409


class ArticleUnknown(Problem):
    """No article has this code, or it is no longer taken in."""

    code = "supplies.article_unknown"


class ArticleUnfit(Problem):
    """An article has a title and a unit in both languages, and no minimum below zero."""

    code = "supplies.article_unfit"


class ArticleNameTaken(Worded):
    """Another article has the title."""

    code = "supplies.article_name_taken"
    status = 409


class ArticleChangedMeanwhile(Problem):
    """Somebody else put in a version after the one that was seen."""

    code = "supplies.article_changed"
    status = 409


class StockShort(Worded):
    """The store holds less of the batch than is taken out."""

    code = "supplies.short"
    status = 409


class AmountUnfit(Problem):
    """An amount is a whole number of the unit, above zero, and each batch is named once."""

    code = "supplies.amount_unfit"


class ExpiryUnfit(Worded):
    """A batch has a last day where the article expires, and none where it does not."""

    code = "supplies.expiry_unfit"


class SupplyTextMissing(Problem):
    """It is said in words: from whom, for what, or why."""

    code = "supplies.text_missing"


class SupplyTimeAhead(Problem):
    """The time has not come yet."""

    code = "supplies.time_ahead"


class MovementNotByHand(Problem):
    """The movement follows from a request or a count, and is not entered by itself."""

    code = "supplies.movement_not_by_hand"


class SupplyDayPast(Problem):
    """What is asked for is needed today or later."""

    code = "supplies.day_past"


class SupplyNotAsker(Problem):
    """Requests are for grid workers, and for those who lead a community; the street keeps the store itself."""

    code = "supplies.not_asker"


class SupplyStepNotNow(Worded):
    """The state of the request has no such step."""

    code = "supplies.step_not_now"
    status = 409


class SupplyStepNotYours(Worded):
    """The step is for others: whoever asks does not decide, whoever issues does not receive."""

    code = "supplies.step_not_yours"
    status = 403


class SupplyStoreUnfit(Problem):
    """A grant names a store above the grid that the decider keeps."""

    code = "supplies.store_unfit"


class GrantUnfit(Worded):
    """A grant is of what was asked for, and no more than that."""

    code = "supplies.grant_unfit"


class IssueUnfit(Worded):
    """What is issued was granted, and is no more than that; what has expired is not issued."""

    code = "supplies.issue_unfit"


class ReceiptUnfit(Problem):
    """A receipt says of each batch that was issued how much arrived."""

    code = "supplies.receipt_unfit"


class CauseMissing(Problem):
    """An explanation names what the difference comes from."""

    code = "supplies.cause_missing"


class SlipNotYet(Problem):
    """There is a slip once something was issued."""

    code = "supplies.slip_not_yet"
    status = 409
