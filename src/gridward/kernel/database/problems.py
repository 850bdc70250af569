"""What can go wrong with the database; the sentences say what the administrator must do."""

from gridward.kernel.problems import Problem


class BinariesMissing(Problem):
    """Neither GRIDWARD_PG_BIN nor the wheel has the programs of PostgreSQL."""

    code = "database_binaries_missing"
    status = 500


class AccountMissing(Problem):
    """We are root and the user that GRIDWARD_PG_USER names does not exist, or is root."""

    code = "database_account_missing"
    status = 500


class BinariesUnreachable(Problem):
    """The account may not execute the programs of PostgreSQL."""

    code = "database_binaries_unreachable"
    status = 500


class HomeNotWritable(Problem):
    """A folder of the home cannot be made or used."""

    code = "database_home_not_writable"
    status = 500


class HomeOfAnother(Problem):
    """The home was made by another user of the system; files of ours would lock them out."""

    code = "database_home_of_another"
    status = 500


class SecretsMissing(Problem):
    """The data are there but the passwords are not: the home was restored or copied in part."""

    code = "database_secrets_missing"
    status = 500


class InitialisationFailed(Problem):
    """`initdb` refused."""

    code = "database_initialisation_failed"
    status = 500


class StartFailed(Problem):
    """The embedded server ended before it was ready."""

    code = "database_start_failed"
    status = 503


class NotReady(Problem):
    """The embedded server lives but is not ready in time, usually recovering after a crash."""

    code = "database_not_ready"
    status = 503


class PortTaken(Problem):
    """Another program took the port of the embedded server that processes still count on."""

    code = "database_port_taken"
    status = 503


class Unreachable(Problem):
    """The server at GRIDWARD_DATABASE_URL does not answer or refuses us."""

    code = "database_unreachable"
    status = 503


class UrlInvalid(Problem):
    """GRIDWARD_DATABASE_URL or GRIDWARD_APP_DATABASE_URL is no address of a database."""

    code = "database_url_invalid"
    status = 500


class TooOld(Problem):
    """The external server is older than PostgreSQL 16."""

    code = "database_too_old"
    status = 500


class AppRoleMissing(Problem):
    """The application's role is missing or differs, and the owner may not create or change it."""

    code = "database_app_role_missing"
    status = 500


class AppRoleTooPowerful(Problem):
    """The application's role could go past row-level security."""

    code = "database_app_role_too_powerful"
    status = 500


class HomeIsReplica(Problem):
    """The home holds a replica, which takes no changes."""

    code = "database_home_is_replica"
    status = 500


class HomeRetired(Problem):
    """The replica of this home was promoted: two primaries would drift apart."""

    code = "database_home_retired"
    status = 500


class ReplicaExists(Problem):
    """The home has a replica already, or the folder for one is not empty."""

    code = "replica_exists"


class ReplicaMissing(Problem):
    """There is no replica at this home."""

    code = "replica_missing"


class ReplicaOfExternal(Problem):
    """Replicas of an external server are its administrator's."""

    code = "replica_of_external"


class ReplicaFailed(Problem):
    """`pg_basebackup` refused or broke off."""

    code = "replica_failed"


class PrimaryLives(Problem):
    """A replica is not promoted beside a primary that runs."""

    code = "replica_primary_lives"
