"""Refusals of work orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gridward.kernel.problems import Problem
from gridward.kernel.texts import DEFAULT_LANGUAGE, say


@dataclass(frozen=True)
class KindFault:
    """What is wrong with the data of a kind: why (a sentence of the catalogues), where, the words of the sentence."""

    why: str
    where: str
    words: Mapping[str, str] = field(default_factory=dict)


class Worded(Problem):
    """Its details name words of the catalogues (`word.order.move.accept`), or hold a text by language."""

    def sentence(self, language: str = DEFAULT_LANGUAGE) -> str:
        """With the words in the reader's language."""
        return say(
            f"problem.{self.code}",
            language,
            **{name: _worded(value, language) for name, value in self.details.items()},
        )


class OrderKindBroken(Problem):
    """The data of a kind are not whole, or contradict themselves: `faults` says all that is wrong."""

    code = "order_kind_broken"

    def __init__(self, kind: str, faults: Sequence[KindFault]) -> None:
        super().__init__(kind=kind, what=" ".join(fault_sentence(one) for one in faults))
        self.faults = tuple(faults)

    def sentence(self, language: str = DEFAULT_LANGUAGE) -> str:
        """With each fault in the reader's language."""
        what = " ".join(fault_sentence(one, language) for one in self.faults)
        return say(f"problem.{self.code}", language, kind=self.details["kind"], what=what)


class OrderKindChangedMeanwhile(Problem):
    """Somebody else has put in a version of the kind since it was read."""

    code = "order_kind_changed_meanwhile"
    status = 409


class OrderKindUnknown(Problem):
    """No kind of this code is in force."""

    code = "order_kind_unknown"


class OrderNotYoursToOpen(Worded):
    """The actor's posts at the grid may not open this kind."""

    code = "order_not_yours_to_open"
    status = 409


class OrderIdTaken(Problem):
    """The id stands for another order, or another move."""

    code = "order_id_taken"
    status = 409


class OrderFieldMissing(Worded):
    """A required field of the kind was left out."""

    code = "order_field_missing"


class OrderFieldUnfit(Worded):
    """An answer is not of the field's kind, or the kind has no such field."""

    code = "order_field_unfit"


class OrderLinkMissing(Worded):
    """The kind must say whom or what it is about."""

    code = "order_link_missing"


class OrderLinkUnfit(Worded):
    """The kind is not about such a thing, or it is not at the order's grid."""

    code = "order_link_unfit"


class OrderTimeAhead(Problem):
    """The sender's time has not come yet."""

    code = "order_time_ahead"


class OrderMoveNotNow(Worded):
    """The state of the order has no such move."""

    code = "order_move_not_now"
    status = 409


class OrderMoveNotYours(Worded):
    """The move is somebody else's: another post's, or never the handler's own."""

    code = "order_move_not_yours"
    status = 409


class OrderMovedMeanwhile(Worded):
    """Somebody else was first: the order is not as it was seen."""

    code = "order_moved_meanwhile"
    status = 409


class OrderNeedMissing(Worded):
    """The move needs a text, a photograph, an instant, a mark, another order or parts."""

    code = "order_need_missing"


class OrderUntilUnfit(Problem):
    """An extension ends after the time that is set, and in the future."""

    code = "order_until_unfit"


class OrderRatingUnfit(Problem):
    """A mark is from 1 to 5."""

    code = "order_rating_unfit"


class OrderDeadlinePast(Problem):
    """A deadline lies ahead."""

    code = "order_deadline_past"


class OrderHandlerUnfit(Problem):
    """Whoever is to handle an order holds a post that reaches its grid, and one that handles orders."""

    code = "order_handler_unfit"


class OrderNobodyHigher(Problem):
    """Nobody stands on a higher rung of the ladder."""

    code = "order_nobody_higher"
    status = 409


class OrderDuplicateCircle(Problem):
    """An order cannot be a duplicate of itself, by whatever chain."""

    code = "order_duplicate_circle"
    status = 409


class OrderPartsUnfit(Problem):
    """An order is split into two parts or more, each with a text."""

    code = "order_parts_unfit"


class OrderPhotoMissing(Problem):
    """A photograph that is named has not come up yet, or belongs to another order."""

    code = "order_photo_missing"


class OrderPhotoTaken(Problem):
    """The id that the sender gave a photograph stands for another one."""

    code = "order_photo_taken"
    status = 409


def fault_sentence(fault: KindFault, language: str = DEFAULT_LANGUAGE) -> str:
    """What is wrong with the data of a kind, and where."""
    return say(f"order.fault.{fault.why}", language, where=fault.where, **fault.words)


def _worded(value: object, language: str) -> object:
    if isinstance(value, Mapping):
        return value[language if language in value else DEFAULT_LANGUAGE]
    if isinstance(value, str) and value.startswith("word."):
        return say(value, language)
    return value
