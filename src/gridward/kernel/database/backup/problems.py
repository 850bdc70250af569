"""Why a backup or a restore is refused; each sentence says what to do."""

from gridward.kernel.problems import Problem


class NotSealedByUs(Problem):
    """The file does not begin like a sealed file of Gridward, or is one of another kind."""

    code = "backup_not_ours"


class SealedByNewer(Problem):
    """The container's format is unknown to this version."""

    code = "backup_format_newer"


class WrongPassphrase(Problem):
    """The passphrase does not open the file."""

    code = "backup_wrong_passphrase"


class Damaged(Problem):
    """Something in the file was altered after it was made."""

    code = "backup_damaged"


class CutOff(Problem):
    """The end of the file is missing."""

    code = "backup_cut_off"


class NotReadable(Problem):
    """The file is not there or cannot be read."""

    code = "backup_not_readable"


class PassphraseMissing(Problem):
    """No passphrase in the environment, and nobody to ask."""

    code = "backup_passphrase_missing"


class PassphraseWeak(Problem):
    """A new passphrase is too short, or was not typed twice alike."""

    code = "backup_passphrase_weak"


class TargetExists(Problem):
    """A backup never overwrites a file."""

    code = "backup_exists"


class NoSpace(Problem):
    """The disk has not enough room."""

    code = "backup_no_space"


class NotWritten(Problem):
    """The file could not be written whole; nothing is left of it."""

    code = "backup_not_written"


class ToolsMissing(Problem):
    """No programs of PostgreSQL that fit the server."""

    code = "backup_tools_missing"


class DumpFailed(Problem):
    """`pg_dump` refused or broke off."""

    code = "backup_dump_failed"


class HomeNotEmpty(Problem):
    """A restore goes into an empty home alone."""

    code = "restore_home_not_empty"


class RestoreInterrupted(Problem):
    """A restore into this home was killed half-way: nothing may run on it."""

    code = "restore_interrupted"


class MadeByNewer(Problem):
    """The backup knows tables that this version does not."""

    code = "restore_made_by_newer"


class ServerOlder(Problem):
    """The backup was made from a newer PostgreSQL than the server it shall go to."""

    code = "restore_server_older"


class MasterKeyNeeded(Problem):
    """The master key file is missing or is another one."""

    code = "restore_master_key_needed"


class KeysExist(Problem):
    """A key export is never written over a master key file."""

    code = "restore_keys_exist"


class LoadFailed(Problem):
    """`pg_restore` refused or broke off."""

    code = "restore_load_failed"


class Differs(Problem):
    """What was restored is not what was backed up, by counts and hashes."""

    code = "restore_differs"


class PassphraseReused(Problem):
    """Backup and key export would open with one passphrase."""

    code = "backup_passphrase_reused"
