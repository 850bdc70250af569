"""A child process of the supervisor, with its output marked by its name."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from gridward.kernel.processes import tether


@dataclass
class Child:
    """A program to keep running.

    `argv` is the program and its arguments; `env` the whole environment, or None for ours. `ready`
    answers whether it serves already (without it, it is ready once started). `stop_grace_seconds`
    after SIGTERM it is killed with all it has started.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] | None = None
    stop_grace_seconds: float = 10.0
    ready: Callable[[], bool] | None = None
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)

    def start(self) -> None:
        """Start the program in a group of its own, so that Ctrl-C reaches only the supervisor."""
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", tether.__file__, str(os.getpid()), *self.argv],
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        threading.Thread(
            target=_pass_on, args=(self.name, self._process.stdout), daemon=True
        ).start()

    @property
    def pid(self) -> int | None:
        """The process id, once started."""
        return self._process.pid if self._process else None

    def is_running(self) -> bool:
        """Whether the program runs; when it has ended, also ends what it has left behind."""
        if self._process is None:
            return False
        if self._process.poll() is None:
            return True
        self._kill_group()
        return False

    def is_ready(self) -> bool:
        """Whether the program serves."""
        return self.is_running() and (self.ready is None or self.ready())

    def stop(self) -> None:
        """End the program: SIGTERM, and after the grace SIGKILL (granian may ignore the first)."""
        if self._process is None:
            return
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(self.stop_grace_seconds)
        self._kill_group()
        self._process.wait()
        self._process = None

    def _kill_group(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)


def tell(name: str, text: str) -> None:
    """Write a line of the common log; a reader who has gone is no reason to stop."""
    with contextlib.suppress(OSError):
        sys.stdout.write(f"{name:<9}| {text}\n")
        sys.stdout.flush()


def _pass_on(name: str, output: BinaryIO) -> None:
    with output:
        for line in output:
            tell(name, line.decode("utf-8", errors="replace").rstrip())
