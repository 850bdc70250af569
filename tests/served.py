"""A real `gridward serve` in a home of its own: for tests that need every process."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest
from psycopg import Connection

from gridward.kernel.database.connection import connect, connection_parameters
from gridward.kernel.database.use import database_in_use

PATIENCE_SECONDS = 90.0
PASSWORD = "青山一道同云雨2026"
LIGHT = {"GRIDWARD_WEB_PROCESSES": "1"}
"""Settings where a test is not about the processes of the server: each of them reads the whole program."""


def free_port() -> int:
    """A loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A running server; `signed_in` opens a session as its administrator."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]
    push_port: int = 0
    first_password: str = ""
    cookies: CookieJar = field(default_factory=CookieJar)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Status and JSON of a request with our session."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        token = next((one.value for one in self.cookies if one.name == "csrftoken"), "")
        request = urllib.request.Request(
            self.address + path,
            data=json.dumps(body).encode() if body is not None else None,
            method=method,
            headers={"Content-Type": "application/json", "X-CSRFToken": token or ""},
        )
        try:
            with opener.open(request, timeout=20) as answer:
                return answer.status, _json(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, _json(error.read())

    def wait_healthy(self) -> None:
        """Wait until the health check answers 200."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"serve ended with {self.process.returncode}:\n{self.log()}")
            try:
                if self.ask("GET", "/healthz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        raise AssertionError(f"not healthy in {PATIENCE_SECONDS} s:\n{self.log()}")

    def sign_in(self) -> None:
        """Sign in as the first administrator, changing the one-time password."""
        login = "/_allauth/browser/v1/auth/login"
        found = re.search(r"one-time password: (\S+)", self.log())
        assert found, self.log()
        self.ask("GET", "/")
        assert self.ask("POST", login, {"username": "admin", "password": found[1]})[0] == 200
        change = {"current_password": found[1], "new_password": PASSWORD}
        assert self.ask("POST", "/_allauth/browser/v1/account/password/change", change)[0] == 200
        self.enter("admin", PASSWORD)

    def enter(self, username: str, password: str) -> None:
        """Sign in as somebody with a password of their own."""
        self.cookies.clear()
        self.ask("GET", "/")
        given = {"username": username, "password": password}
        status, answer = self.ask("POST", "/_allauth/browser/v1/auth/login", given)
        assert status == 200, answer

    def log(self) -> str:
        """What the server has printed."""
        return (self.home / "serve.log").read_text(errors="replace")

    def postmaster(self) -> list[int]:
        """Process id of the database server, if it runs."""
        file = (self.home / "pg").resolve() / "data" / "postmaster.pid"
        return [int(file.read_text().split()[0])] if file.exists() else []

    def children(self, word: str) -> list[int]:
        """Process ids of the server's descendants whose command line has a word in it."""
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                environment = (entry / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if word in command and f"GRIDWARD_HOME={self.home}" in environment:
                found.append(int(entry.name))
        return sorted(found)


def command(
    home: Path, *arguments: str, limit: int | None = None, **settings: str
) -> "subprocess.CompletedProcess[str]":
    """A command of the command line in this home; `limit` is the size in bytes that no file may exceed."""
    environment = {**os.environ, "GRIDWARD_HOME": str(home), **settings}
    environment.pop("GRIDWARD_DATABASE_ROLE", None)
    program = [sys.executable, "-m", "gridward", *arguments]
    if limit is not None:
        program = ["prlimit", f"--fsize={limit}", *program]
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


@contextmanager
def inspected(home: Path) -> Iterator[Connection[Any]]:
    """The database of a home, read as its owner; started for the block when nobody has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDWARD_HOME", str(home))
        with database_in_use(), connect(connection_parameters("owner")) as connection:
            yield connection


def rows_of(home: Path, tables: Iterable[str]) -> dict[str, int]:
    """Rows of tables of a home, table by table."""
    with inspected(home) as connection:
        counted = {
            table: connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
            for table in tables
        }
    return {table: int(row[0]) for table, row in counted.items() if row}


@contextmanager
def serving(home: Path, *arguments: str, **settings: str) -> Iterator[Served]:
    """`gridward serve` (or another command that serves) in this home until the block ends."""
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    environment = {**os.environ, "GRIDWARD_HOME": str(home), **settings}
    environment.pop("GRIDWARD_DATABASE_ROLE", None)
    push_port = int(environment.setdefault("GRIDWARD_PUSH_PORT", str(free_port())))
    with (home / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gridward", *(arguments or ("serve",)), "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        served = Served(home, port, process, push_port)
        try:
            served.wait_healthy()
            yield served
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
