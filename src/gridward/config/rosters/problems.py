"""Refusals of roster files."""

from gridward.kernel.problems import Problem


class RosterUnreadable(Problem):
    """The file is no JSON, or not one object."""

    code = "roster_unreadable"


class RosterFileNotThere(Problem):
    """There is no such file, or it may not be read; details: file."""

    code = "roster_file_not_there"


class RosterFieldWrong(Problem):
    """A field is missing, unknown, or not of its form; `field` says where, as in `keepers[3].before.nights`."""

    code = "roster_field_wrong"


class RosterImpossible(Problem):
    """No roster keeps the rules of people: minimums or fixed duties contradict them."""

    code = "roster_impossible"


class RosterNotFound(Problem):
    """Minimum rules could not all be kept within the time; more of it may do."""

    code = "roster_not_found"


class RosterNotWritten(Problem):
    """The file of the answer cannot be written."""

    code = "roster_not_written"
