"""What a command cannot find, named as it was typed: there is no list on the screen to choose from again."""

from gridward.kernel.problems import NotFound


class SignInUnknown(NotFound):
    """Nobody has this sign-in; details: name."""

    code = "command.sign_in_unknown"


class GridUnknown(NotFound):
    """There is no grid with this code; details: grid."""

    code = "command.grid_unknown"


class GateUnknown(NotFound):
    """Whoever asks sees no open gate of this name, and none with this id; details: name."""

    code = "command.gate_unknown"


class GateNameShared(NotFound):
    """Several open gates have this name; details: name, gates (each with its grid and id)."""

    code = "command.gate_name_shared"
