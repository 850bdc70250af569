"""The embedded server: PostgreSQL as a direct child of whoever starts it, found again by everybody
else.

A direct child, because after `kill -9` only the parent can bury it at once. Its own session,
because Ctrl-C in the terminal of a command must not reach a server that other commands use.
Settings are written anew at each start into `gridward.conf`; what an administrator sets by ALTER
SYSTEM wins over them.
"""

import logging
import os
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

from gridward.kernel.database.account import Account, account_for
from gridward.kernel.database.binaries import binaries_for, state_folder
from gridward.kernel.database.home import Home
from gridward.kernel.database.port import HOST, choose_port, is_free, stored_port
from gridward.kernel.database.postmaster import (
    Postmaster,
    disown_stale_lock,
    living_postmaster,
    serves,
)
from gridward.kernel.database.problems import (
    HomeNotWritable,
    InitialisationFailed,
    NotReady,
    PortTaken,
    StartFailed,
)

SUPERUSER = "postgres"
REPLICATOR = "gridward_replica"
STANDBY = "standby.signal"  # stands in the data of a replica (PostgreSQL's own name)
FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT  # PostgreSQL's words for its ways to shut down
STOP_SECONDS, KILL_SECONDS = 90.0, 15.0
STALE_SECONDS = 15.0  # orphaned backends of a killed server need this long to notice and end
STEP = 0.05
SETTINGS = """\
listen_addresses = '{host}'
port = {port}
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 60
shared_buffers = '96MB'
work_mem = '8MB'
maintenance_work_mem = '96MB'
effective_cache_size = '1GB'
# Mostly the system has a page at hand: to send for it by a process of its own takes longer than to read it.
io_method = 'sync'
fsync = on
full_page_writes = on
synchronous_commit = on
max_wal_size = '1GB'
hba_file = '{data}/gridward_hba.conf'
# What a replica that is away may hold back of the disk, before it must be made anew.
max_slot_wal_keep_size = '2GB'
hot_standby_feedback = on
timezone = 'UTC'
log_timezone = 'UTC'
logging_collector = on
log_directory = '{log}'
log_filename = 'postgresql-%a.log'
log_rotation_age = '1d'
log_rotation_size = 0
log_truncate_on_rotation = on
log_file_mode = 0600
log_line_prefix = '%m [%p] %u@%d '
# Values of rows are personal data and stay out of the log.
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
"""
ENTRANCE = """\
host all         all       {host}/32 scram-sha-256
host replication {replica} {host}/32 scram-sha-256
"""
log = logging.getLogger(__name__)
# Servers that this process has started, by data folder: whoever looks first buries a dead one.
_children: dict[Path, subprocess.Popen[bytes]] = {}


class EmbeddedPostgres:
    """The server of one home. Who starts or stops it beside others holds the `start` lock."""

    def __init__(self, home: Home) -> None:
        self.home = home

    def ensure_initialised(self) -> None:
        """Make the data once; raises HomeNotWritable, InitialisationFailed, SecretsMissing."""
        self.home.make()
        if (self.home.data / "PG_VERSION").exists():
            return
        password = self.home.password(SUPERUSER)
        account = self.make_cluster()
        self._initdb(account, password)

    def make_cluster(self) -> Account:
        """Make the folder that the data will lie in; answers whose it is. Raises HomeNotWritable."""
        account = account_for(self.home.cluster)
        self._make_cluster(account)
        return account

    def is_replica(self) -> bool:
        """Whether the data follow another server."""
        return (self.home.data / STANDBY).exists()

    def start(self, timeout: float | None = None) -> None:
        """Start the server unless it lives and wait for it; as `launch` and `wait_ready`."""
        self.launch(may_move=True)
        self.wait_ready(timeout)

    def launch(self, *, may_move: bool) -> None:
        """Start the process unless a server lives; `may_move` allows another port where the kept
        one is taken.

        Raises PortTaken, StartFailed and the errors of `ensure_initialised`.
        """
        self.ensure_initialised()
        deadline = time.monotonic() + STALE_SECONDS
        while not self.is_running():
            self._configure(may_move=may_move)
            if self._spawn():
                return
            if time.monotonic() > deadline or not self._is_held_by_the_dead():
                raise self._start_failed()
            time.sleep(10 * STEP)

    def _is_held_by_the_dead(self) -> bool:
        """Whether the start failed for what passes: remains of a killed server that still end."""
        return any(word in self._last_words() for word in ("lock file", "shared memory block"))

    def is_running(self) -> bool:
        """Whether a server lives on our data, whoever started it."""
        return self._child() is not None or self.postmaster() is not None

    def is_ready(self) -> bool:
        """Whether the server accepts connections."""
        postmaster = self.postmaster()
        return postmaster is not None and postmaster.status == "ready"

    def postmaster(self) -> Postmaster | None:
        """What the living server says of itself."""
        return living_postmaster(self.home.data)

    def wait_ready(self, timeout: float | None = None) -> None:
        """Wait until the server is ready; without a timeout as long as it lives, since recovery may
        take minutes.

        Raises StartFailed when it ends, NotReady after `timeout` seconds (the server is left to its
        recovery).
        """
        begin = time.monotonic()
        while not self.is_ready():
            if not self.is_running():
                raise self._start_failed()
            if timeout is not None and time.monotonic() - begin > timeout:
                raise self._not_ready(timeout)
            time.sleep(STEP)

    def stop(self) -> None:
        """Stop the server, whoever started it: cleanly, or if it hangs, as after a power cut."""
        for sign, seconds in ((FAST, STOP_SECONDS), (IMMEDIATE, KILL_SECONDS)):
            pid = self._pid()
            if pid is None:
                return
            os.kill(pid, sign)
            if self._ends(pid, seconds):
                return
        log.error("the database did not stop; it is left to itself")

    def _child(self) -> subprocess.Popen[bytes] | None:
        """The server if it is a living child of this process; a dead one is buried."""
        child = _children.get(self.home.data)
        if child is not None and child.poll() is not None:
            del _children[self.home.data]
            return None
        return child

    def _pid(self) -> int | None:
        server = self._child() or self.postmaster()
        return server.pid if server else None

    def _ends(self, pid: int, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self.is_running() and not serves(pid, self.home.data):
                return True
            time.sleep(STEP)
        return False

    def _make_cluster(self, account: Account) -> None:
        link = self.home.path / "pg"
        try:
            if account.foreign and not link.exists():
                self._place_cluster(account, link)
            self.home.cluster.mkdir(mode=0o700, exist_ok=True)
            self.home.database_log.mkdir(mode=0o700, exist_ok=True)
            account.own(self.home.cluster)
            account.own(self.home.database_log)
        except OSError as error:
            raise HomeNotWritable(folder=self.home.cluster, reason=error.strerror) from error

    def _place_cluster(self, account: Account, link: Path) -> None:
        """Let the account pass the home; where it cannot come so far, use a folder of STATE."""
        self.home.path.chmod(0o711)
        if account.can_enter(self.home.path):
            return
        self.home.path.chmod(0o700)
        cluster = state_folder() / f"cluster-{secrets.token_hex(8)}"
        cluster.mkdir(mode=0o700)
        (cluster / "home.txt").write_text(f"{self.home.path}\n", encoding="utf-8")
        link.unlink(missing_ok=True)
        link.symlink_to(cluster)

    def _initdb(self, account: Account, password: str) -> None:
        """Make the data beside their place, then move them: half a cluster never looks whole."""
        self._remove_half_made()
        fresh = self.home.cluster / f"new-{secrets.token_hex(4)}"
        password_file = fresh.with_suffix(".password")
        account.write(password_file, password)
        try:
            self._run_initdb(account, fresh, password_file)
        finally:
            password_file.unlink()
        conf = fresh / "postgresql.conf"
        account.write(conf, conf.read_text(encoding="utf-8") + "include = 'gridward.conf'\n")
        fresh.rename(self.home.data)

    def _remove_half_made(self) -> None:
        """Remove what a killed command left; its `initdb` may still write, so names are random."""
        if self.home.data.exists():
            reason = f"PG_VERSION is missing in {self.home.data}"
            raise InitialisationFailed(reason=reason, folder=self.home.data)
        for remains in self.home.cluster.glob("new-*"):
            if remains.is_dir():
                shutil.rmtree(remains, ignore_errors=True)
            else:
                remains.unlink(missing_ok=True)

    def _run_initdb(self, account: Account, fresh: Path, password_file: Path) -> None:
        argv = [str(binaries_for(account) / "initdb"), "--pgdata", str(fresh)]
        argv += ["--username", SUPERUSER, "--auth=scram-sha-256", "--pwfile", str(password_file)]
        # With LANG=C the database would take no Chinese character for a letter; ICU is missing.
        argv += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        argv += ["--locale=C.UTF-8", "--no-instructions"]
        run = subprocess.run(
            argv,
            cwd=self.home.cluster,
            env=_environment(),
            umask=0o077,
            capture_output=True,
            text=True,
            check=False,
            **account.run_as,
        )
        if run.returncode:
            reason = " / ".join(run.stderr.strip().splitlines()[-3:])
            raise InitialisationFailed(reason=reason, folder=self.home.cluster)

    def _configure(self, *, may_move: bool) -> None:
        port = stored_port(self.home)
        if not is_free(port):
            if not may_move:
                raise PortTaken(port=port)
            port = choose_port(self.home)
        paths = {"log": self.home.database_log, "data": self.home.data}
        settings = SETTINGS.format(host=HOST, port=port, **paths)
        account = account_for(self.home.cluster)
        account.write(self.home.data / "gridward.conf", settings)
        entrance = ENTRANCE.format(host=HOST, replica=REPLICATOR)
        account.write(self.home.data / "gridward_hba.conf", entrance)
        shortcut = self.home.log / "database"
        shortcut.unlink(missing_ok=True)
        shortcut.symlink_to(self.home.database_log)

    def _spawn(self) -> bool:
        """Start the process; False when it ends before it holds its lock file."""
        account = account_for(self.home.cluster)
        disown_stale_lock(self.home.data, account)
        with self._first_words.open("wb") as output:
            _children[self.home.data] = subprocess.Popen(
                [str(binaries_for(account) / "postgres"), "-D", str(self.home.data)],
                cwd=self.home.cluster,
                env=_environment(),
                umask=0o077,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                **account.run_as,
            )
        while self.is_running():
            if self.postmaster() is not None:
                return True
            time.sleep(STEP)
        return False

    @property
    def _first_words(self) -> Path:
        """What the server says before its own log begins."""
        return self.home.log / "database-start.log"

    def _start_failed(self) -> StartFailed:
        return StartFailed(reason=self._last_words(), log=self.home.database_log)

    def _last_words(self) -> str:
        logs = sorted(self.home.database_log.glob("*.log"), key=lambda path: path.stat().st_mtime)
        for path in [self._first_words, *reversed(logs)]:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            serious = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
            if serious:
                return serious[-1]
        return "?"

    def _not_ready(self, seconds: float) -> NotReady:
        postmaster = self.postmaster()
        status = postmaster.status if postmaster else ""
        return NotReady(seconds=seconds, status=status or "starting", log=self.home.database_log)


def _environment() -> dict[str, str]:
    """A clean environment: PGDATA, PGPORT and the like of the caller would mislead the server."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
