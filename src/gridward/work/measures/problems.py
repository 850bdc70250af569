"""Refusals of rule books."""

from gridward.kernel.problems import Problem


class RuleBookUnreadable(Problem):
    """A book that is no YAML, or says something that books cannot say."""

    code = "measures.book_unreadable"


class RuleCategoryUnknown(Problem):
    """A category that no rule speaks of."""

    code = "measures.category_unknown"


class RuleDayUnreadable(Problem):
    """A day that is not of the calendar."""

    code = "measures.day_unreadable"
