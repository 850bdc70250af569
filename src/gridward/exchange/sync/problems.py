"""Refusals of sync."""

from gridward.kernel.problems import Problem


class CursorUnreadable(Problem):
    """A cursor that this server never gave."""

    code = "sync.cursor_unreadable"


class DeviceRevoked(Problem):
    """The phone was reported lost, or belongs to another account: it must wipe its data."""

    code = "sync.device_revoked"
    status = 403


class TooManyGrids(Problem):
    """A phone keeps a few grids, not a street."""

    code = "sync.too_many_grids"


class TooManyCommands(Problem):
    """More commands at once than one push carries."""

    code = "sync.too_many_commands"
    status = 413


class CommandUnknown(Problem):
    """A kind of command that this version of the server does not know."""

    code = "sync.command_unknown"


class FromTheFuture(Problem):
    """A command given later than now, by the phone's own account of its clock."""

    code = "sync.from_the_future"


class IdTaken(Problem):
    """The id that the phone gave a new row stands for another row already."""

    code = "sync.id_taken"
    status = 409


class EarlierCommandRefused(Problem):
    """The command builds on another that was refused."""

    code = "sync.earlier_refused"
    status = 409


class EarlierCommandWaits(Problem):
    """The command builds on another that has not been carried out yet; it is sent again after that one."""

    code = "sync.earlier_waits"
    status = 409


class Unexpected(Problem):
    """The command met a mistake of the program; it is kept on the phone and may be sent again."""

    code = "sync.unexpected"
    status = 500
