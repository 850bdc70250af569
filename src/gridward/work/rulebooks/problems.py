"""Refusals of rule books."""

from gridward.kernel.problems import Problem


class RuleBookUnreadable(Problem):
    """A book that is no YAML, or says something that books cannot say."""

    code = "rulebooks.book_unreadable"


class RuleCategoryUnknown(Problem):
    """A category that no rule speaks of."""

    code = "rulebooks.category_unknown"


class RuleDayUnreadable(Problem):
    """A day that is not of the calendar."""

    code = "rulebooks.day_unreadable"


class BookCodeUnfit(Problem):
    """A street's book has a code of its own, in capitals, digits and hyphens."""

    code = "rulebooks.code_unfit"


class BookElsewhere(Problem):
    """A street keeps books that hold in it."""

    code = "rulebooks.elsewhere"


class BookCodeKept(Problem):
    """A version keeps the code of its book."""

    code = "rulebooks.code_kept"


class BookOpenAlready(Problem):
    """One version of a book is drafted at a time."""

    code = "rulebooks.open_already"
    status = 409


class BookNotSo(Problem):
    """The version is not in the state that this needs."""

    code = "rulebooks.not_so"
    status = 409


class BookSecondPerson(Problem):
    """Somebody else than who wrote it, or who asked, decides."""

    code = "rulebooks.second_person"
    status = 403


class BookNotYours(Problem):
    """Whoever writes or decides is a person of the service who signed in."""

    code = "rulebooks.not_yours"
    status = 403


class BookEffectDiffers(Problem):
    """What would change is no longer what was shown."""

    code = "rulebooks.effect_differs"
    status = 409


class BookReasonMissing(Problem):
    """Sending back, and withdrawing, has a reason."""

    code = "rulebooks.reason_missing"


class BookEndUnfit(Problem):
    """A withdrawal begins on one of the days on which the book holds."""

    code = "rulebooks.end_unfit"


class FigureUnfit(Problem):
    """Figures that are not confirmed are compared with a paper that is named."""

    code = "rulebooks.figure_unfit"
