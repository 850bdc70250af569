"""The supervisor with real processes."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gridward.kernel.processes.child import Child
from gridward.kernel.processes.supervisor import ServiceGaveUp, Supervisor

Run = Callable[..., "Command"]

SLEEPER = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
PARENT = f"""
import subprocess, sys
subprocess.Popen([sys.executable, "-c", {STUBBORN!r}]).wait()
"""
MORTAL = "import sys; sys.exit(3)"


def wait_for(question: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not question():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return text.rpartition(")")[2].split()[0] not in "ZX"


class Command:
    """A supervisor in a process of its own, its output collected."""

    def __init__(self, children: str, **options: int) -> None:
        code = f"""
        import sys
        from gridward.kernel.processes.child import Child
        from gridward.kernel.processes.supervisor import Supervisor

        def python(name, code, **options):
            return Child(name, [sys.executable, "-c", code], **options)

        Supervisor({children}, **{options!r}).run()
        """
        self.process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(line.rstrip() for line in self.process.stdout)

    def said(self, name: str) -> list[str]:
        """What a service has said, or the supervisor of it."""
        pairs = [line.partition("| ") for line in self.lines]
        return [text for who, _, text in pairs if who.strip() == name]

    def pids(self, name: str) -> list[int]:
        """The process ids that a service has said."""
        return [int(text) for text in self.said(name) if text.isdigit()]

    def pid(self, name: str, start: int = 1) -> int:
        """The process id of a service's n-th start, once it is said."""
        wait_for(lambda: len(self.pids(name)) >= start)
        return self.pids(name)[start - 1]

    def index(self, name: str, text: str) -> int:
        """Where in the output a line stands."""
        return self.lines.index(f"{name:<9}| {text}")

    def ended(self) -> int:
        """Its exit code, once it has ended and all it said is read."""
        self._reader.join(20)
        return self.process.wait(20)

    def end(self) -> None:
        self.process.kill()
        self.ended()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def run() -> Iterator[Run]:
    commands: list[Command] = []

    def run_command(children: str, **options: int) -> Command:
        commands.append(Command(children, **options))
        return commands[-1]

    yield run_command
    for command in commands:
        command.end()


def children(*programs: tuple[str, str]) -> str:
    return "[" + ", ".join(f"python({name!r}, {code!r})" for name, code in programs) + "]"


def test_stops_in_reverse_order_when_told_to_end(run: Run) -> None:
    command = run(children(("first", SLEEPER), ("second", SLEEPER)))
    pids = [command.pid("first"), command.pid("second")]
    command.process.send_signal(signal.SIGTERM)
    assert command.ended() == 0
    assert command.index("second", "stopping") < command.index("first", "stopping")
    assert not any(is_alive(pid) for pid in pids)


def test_ends_on_interrupt_from_the_keyboard(run: Run) -> None:
    command = run(children(("only", SLEEPER)))
    pid = command.pid("only")
    command.process.send_signal(signal.SIGINT)
    assert command.ended() == 0
    assert not is_alive(pid)


def test_killed_child_is_started_again(run: Run) -> None:
    command = run(children(("first", SLEEPER), ("second", SLEEPER)))
    before, other = command.pid("first"), command.pid("second")
    os.kill(before, signal.SIGKILL)
    assert command.pid("first", start=2) != before
    assert "starts again in 0.5 s" in command.said("first")
    assert is_alive(other)


def test_what_a_killed_child_has_started_ends_before_it_starts_again(run: Run) -> None:
    command = run(children(("family", PARENT)))
    grandchild = command.pid("family")
    parent = int(Path(f"/proc/{grandchild}/stat").read_text("utf-8").rpartition(")")[2].split()[1])
    os.kill(parent, signal.SIGKILL)
    assert is_alive(command.pid("family", start=2))
    assert not is_alive(grandchild)


def test_child_that_ignores_the_signal_is_killed_after_its_grace(run: Run) -> None:
    command = run(f"[python('deaf', {STUBBORN!r}, stop_grace_seconds=0.3)]")
    pid = command.pid("deaf")
    begin = time.monotonic()
    command.process.send_signal(signal.SIGTERM)
    assert command.ended() == 0
    assert 0.3 <= time.monotonic() - begin < 10
    assert not is_alive(pid)


def test_children_of_a_killed_supervisor_end(run: Run) -> None:
    command = run(children(("first", SLEEPER), ("second", SLEEPER)))
    pids = [command.pid("first"), command.pid("second")]
    command.process.kill()
    wait_for(lambda: not any(is_alive(pid) for pid in pids))


def test_gives_up_on_a_child_that_always_dies_and_stops_the_others(run: Run) -> None:
    command = run(children(("good", SLEEPER), ("bad", MORTAL)), quick_deaths=3)
    pid = command.pid("good")
    assert command.ended() == 1
    assert command.said("bad").count("ended") == 3
    assert [text for text in command.said("bad") if "again" in text] == [
        "starts again in 0.5 s",
        "starts again in 1 s",
    ]
    assert not is_alive(pid)


def test_giving_up_names_the_service() -> None:
    bad = Child("bad", [sys.executable, "-c", MORTAL])
    with pytest.raises(ServiceGaveUp) as refusal:
        Supervisor([bad], quick_deaths=1).run()
    assert "bad" in refusal.value.sentence()


def test_program_that_does_not_exist_counts_as_a_death() -> None:
    with pytest.raises(ServiceGaveUp):
        Supervisor([Child("absent", ["/no/such/program"])], quick_deaths=1).run()


def test_next_child_waits_until_the_one_before_is_ready(run: Run, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    command = run(
        f"[python('first', {SLEEPER!r}, ready=__import__('pathlib').Path({str(gate)!r}).exists),"
        f" python('second', {SLEEPER!r})]"
    )
    command.pid("first")
    time.sleep(0.5)
    assert command.said("second") == []
    gate.touch()
    command.pid("second")
    assert command.index("first", "ready") < command.index("second", "ready")


def test_environment_of_a_child_is_the_one_given(run: Run) -> None:
    code = f"import os; print(sorted(os.environ.items()), flush=True); {SLEEPER}"
    command = run(f"[python('child', {code!r}, env={{'GRIDWARD_HOME': 'x'}})]")
    command.pid("child")
    environment = "".join(command.said("child"))
    assert "('GRIDWARD_HOME', 'x')" in environment
    assert "'PATH'" not in environment


def test_supervisor_is_light(run: Run) -> None:
    code = (
        "import sys; from gridward.kernel.processes import supervisor;"
        "print('django' in sys.modules, open('/proc/self/status').read())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    words = answer.stdout.split()
    assert words[0] == "False"
    assert int(words[words.index("VmRSS:") + 1]) < 30_000  # kB


def test_a_spare_service_may_die_as_often_as_it_likes(run: Run) -> None:
    spare = children(("spare", MORTAL))
    command = run(f"{children(('needed', SLEEPER))}, spare={spare}", quick_deaths=2)
    pid = command.pid("needed")
    wait_for(lambda: command.said("spare").count("ended") >= 3)
    assert is_alive(pid)
    assert command.process.poll() is None
