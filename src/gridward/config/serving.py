"""`gridward serve`: database, web, job worker and push under one light process that stops them cleanly.

The web process is started while the tables are brought up to date, since reading its program takes as long: it waits
at a gate (`gridward.config.wsgi`) and serves once they are. What the demo loads begins when the first page can be seen.
"""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial

from gridward.kernel.database.ahead import ReadAhead
from gridward.kernel.database.home import home
from gridward.kernel.database.standby import ReplicaKeeper, has_replica
from gridward.kernel.database.use import DatabaseKeeper, database_in_use
from gridward.kernel.problems import Problem
from gridward.kernel.processes.child import Child
from gridward.kernel.processes.supervisor import Service, Supervisor

GATE = "prepare"
"""The lock of the home that is held until the tables are up to date."""
MOST_PROCESSES, THREADS = 4, 8
"""Of the web server, unless settings say otherwise: a process for each core, and threads that read requests in each."""


class NotPrepared(Problem):
    """The tables could not be brought up to date; the reason was printed before."""

    code = "not_prepared"
    status = 503


def serve(host: str, port: int, *, first: list[str], beside: list[str] | None = None) -> None:
    """Run the command `first`, then serve until a signal; the command `beside` runs once while serving begins.

    A child that dies is started again, and what was acknowledged is kept, whichever of the processes is killed.
    Raises NotPrepared when `first` fails.
    """
    environment = {
        **os.environ,
        "GRIDWARD_HOME": str(home().path),
        "GRIDWARD_DATABASE_ROLE": "app",
        "DJANGO_SETTINGS_MODULE": "gridward.config.settings",
        "GRIDWARD_PUSH_PORT": str(_push_port(port)),
    }
    with database_in_use():
        program = [sys.executable, "-m", "gridward"]
        address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/healthz"  # noqa: S104 - compared, not bound
        web = Child("web", _web(host, port), environment, 10.0, partial(answers, address))
        jobs = Child("jobs", [sys.executable, "-m", "gridward.config.worker"], environment, 20.0)
        prepared = _Prepared(web, _Once("tables", [*program, *first], environment))
        spare: list[Service] = [ReplicaKeeper(home())] if has_replica(home()) else []
        if _push_port(port):
            light = {**environment, "DJANGO_SETTINGS_MODULE": "gridward.config.push_settings"}
            spare.append(Child("push", _push(host, port), light, 5.0))
        if beside:
            spare.append(_Once("beside", [*program, *beside], environment))
        spare.append(ReadAhead())
        Supervisor([DatabaseKeeper(), prepared, jobs], spare=spare).run()


class _Once:
    """A command that runs once while others serve; it counts as running for ever."""

    def __init__(self, name: str, argv: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self._argv = argv
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, with our own output."""
        self._process = subprocess.Popen(self._argv, env=self._environment)

    @property
    def code(self) -> int | None:
        """Its exit code, None until it has ended."""
        return self._process.poll() if self._process else None

    def is_running(self) -> bool:
        return True

    def is_ready(self) -> bool:
        return True

    def stop(self) -> None:
        """End it if it still runs; what it had begun in the database is rolled back."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait()


class _Prepared:
    """The web process, which reads its program while `first` runs, and serves once that has ended well."""

    name = "web"

    def __init__(self, web: Child, first: _Once) -> None:
        self._web = web
        self._first = first
        self._gate = ExitStack()
        self._has_begun = self._is_open = False

    def start(self) -> None:
        """Start both at the first time, the web process alone when it died."""
        if not self._has_begun:
            self._has_begun = True
            self._gate.enter_context(home().locked(GATE))
            self._first.start()
        self._web.start()

    def is_running(self) -> bool:
        """Whether the web process lives; raises NotPrepared when `first` has failed."""
        if not self._is_open and self._first.code is not None:
            if self._first.code:
                raise NotPrepared
            self._is_open = True
            self._gate.close()
        return self._web.is_running()

    def is_ready(self) -> bool:
        """Whether it serves."""
        return self._is_open and self._web.is_ready()

    def stop(self) -> None:
        """Stop both."""
        self._first.stop()
        self._web.stop()
        self._gate.close()


def _web(host: str, port: int) -> list[str]:
    cores = os.cpu_count() or 1
    processes = os.environ.get("GRIDWARD_WEB_PROCESSES", str(min(MOST_PROCESSES, cores)))
    threads = os.environ.get("GRIDWARD_WEB_THREADS", str(THREADS))
    return [sys.executable, "-m", "gridward.config.web", host, str(port), processes, threads]


def _push_port(port: int) -> int:
    """The port of the push process: the one above ours, unless settings say otherwise; 0 for none."""
    return int(os.environ.get("GRIDWARD_PUSH_PORT", str(port + 1)))


def _push(host: str, port: int) -> list[str]:
    module = "gridward.config.push"
    return [sys.executable, "-m", module, host, str(_push_port(port)), str(port)]


def answers(address: str) -> bool:
    """Whether a server of ours is healthy there."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
