"""Why a roster is not imported, or its import not undone."""

from gridward.kernel.problems import Problem


class RosterSumsDiffer(Problem):
    """The outcomes do not sum to the rows of the file: a fault of the program, and nothing is imported."""

    code = "roster_sums_differ"
    status = 500


class RosterBusy(Problem):
    """The batch is in a state in which this cannot be done (`state`)."""

    code = "roster_not_in_state"
    status = 409


class DiskFull(Problem):
    """The database has no room left; nothing was imported."""

    code = "roster_disk_full"
    status = 507


class DatabaseLost(Problem):
    """The database was interrupted in the middle; nothing was imported."""

    code = "roster_database_lost"
    status = 503


class Collided(Problem):
    """Somebody entered one of the same people at the same moment; nothing was imported."""

    code = "roster_collided"
    status = 409


class FileForgotten(Problem):
    """The file had its time and was removed (clause L1); its batch remains, the file must be sent again."""

    code = "roster_file_forgotten"
    status = 410


class UnknownColumn(Problem):
    """A corrected mapping names a layout, a column or a field that the file does not have (`what`)."""

    code = "roster_unknown_column"


class BuiltUpon(Problem):
    """An import is not undone, since people have worked on what it brought (counts of each in the details)."""

    code = "roster_built_upon"
    status = 409


class CommunityGridMissing(Problem):
    """The community has no grid of its own, at which what has no known door would wait."""

    code = "roster_community_grid_missing"
