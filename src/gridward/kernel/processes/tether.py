"""Become another program, tied to a parent: the system ends it when the parent dies in any way.

Run as a script, `python tether.py PARENT_PID PROGRAM ARGUMENT...`; the process keeps its id. Not
Popen's preexec_fn, which may deadlock where the parent has threads. Linux only; elsewhere the
program just runs.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main(parent: int, argv: list[str]) -> None:
    """Replace this process by `argv`; ends at once where the parent is already dead."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            sys.exit(1)
    os.execvp(argv[0], argv)  # noqa: S606 - a program of ours, without a shell


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
