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
