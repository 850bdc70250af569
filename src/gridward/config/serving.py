"""`gridward serve`: database, web and job worker under one light process that stops them cleanly."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from functools import partial

from gridward.kernel.database.home import home
from gridward.kernel.database.standby import ReplicaKeeper, has_replica
from gridward.kernel.database.use import DatabaseKeeper, database_in_use
from gridward.kernel.problems import Problem
from gridward.kernel.processes.child import Child
from gridward.kernel.processes.supervisor import Supervisor


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
    }
    with database_in_use():
        program = [sys.executable, "-m", "gridward"]
        if subprocess.run([*program, *first], env=environment).returncode:
            raise NotPrepared
        if beside:
            subprocess.Popen([*program, *beside], env=environment)
        address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/healthz"  # noqa: S104 - compared, not bound
        web = Child("web", _web(host, port), environment, 10.0, partial(_answers, address))
        jobs = Child("jobs", [sys.executable, "-m", "gridward.config.worker"], environment, 20.0)
        spare = [ReplicaKeeper(home())] if has_replica(home()) else []
        Supervisor([DatabaseKeeper(), web, jobs], spare=spare).run()


def _web(host: str, port: int) -> list[str]:
    threads = os.environ.get("GRIDWARD_WEB_THREADS", str(min(8, 2 * (os.cpu_count() or 1))))
    workers = os.environ.get("GRIDWARD_WEB_PROCESSES", "1")
    return [
        *(sys.executable, "-m", "granian", "gridward.config.wsgi:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"),
        *("--workers", workers, "--blocking-threads", threads, "--log-level", "warning"),
    ]


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
