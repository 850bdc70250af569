"""Backup and restore as an administrator does them: while people work, into a new home, and refused when in doubt."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gridward.kernel.database.backup.manifest import Figure, figures
from gridward.kernel.database.connection import connect, connection_parameters
from tests.flows.conftest import Copy
from tests.served import LIGHT, PATIENCE_SECONDS, Served, command, inspected, rows_of, serving

pytestmark = pytest.mark.slow

SECRETS = {
    "GRIDWARD_BACKUP_PASSPHRASE": "备份的口令够长了吧",
    "GRIDWARD_KEYS_PASSPHRASE": "密钥的口令也要够长才行",
}
FIND_PERSON = """
from importlib import import_module
from gridward.kernel.database.use import database_in_use
with database_in_use():
    import_module("django").setup()
    from gridward.ground.register.models import Resident
    person = Resident.objects.exclude(document=None).order_by("id").first()
    print(person.name, person.open_sealed("document"))
"""


@dataclass
class Kept:
    """A street that was backed up: its home, the two files, and what must be found again."""

    home: Path
    backup: Path
    keys: Path
    told: dict[str, object]
    acknowledged: set[str]
    person: str
    document: str
    passwords: dict[str, str]


def run(
    home: Path, *arguments: str, limit: int | None = None, **other: str
) -> tuple[int, str, str]:
    done = command(home, *arguments, limit=limit, **(SECRETS | other))
    return done.returncode, done.stdout, done.stderr


def answer(home: Path, *arguments: str) -> dict[str, object]:
    code, output, errors = run(home, *arguments, "--json")
    assert code == 0, errors
    found: dict[str, object] = json.loads(output)
    return found


def refused(home: Path, code: str, *arguments: str, limit: int | None = None, **other: str) -> str:
    """The sentence of a refusal, which must have this code."""
    status, _, errors = run(home, *arguments, limit=limit, **other)
    assert status == 2, errors
    assert f"[{code}]" in errors
    return errors


@pytest.fixture(scope="module")
def kept(street_home: Copy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """A small street, backed up while somebody adds members to it."""
    folder = tmp_path_factory.mktemp("kept")
    home = street_home(folder / "home")
    passwords = json.loads((home / "demo-sign-ins.json").read_text())
    with serving(home, **LIGHT) as served:
        served.enter("guanli", passwords["guanli"])
        before = add_members(served, "此前", 5)
        told = while_writing(served, lambda: answer(home, "backup", str(folder / "street.backup")))
        keys = answer(home, "keys", "export", str(folder / "keys.sealed"))
        assert keys["master_keys"] == told["master_keys_needed"]
        environment = {
            **os.environ,
            "GRIDWARD_HOME": str(home),
            "GRIDWARD_DATABASE_ROLE": "owner",
            "DJANGO_SETTINGS_MODULE": "gridward.config.settings",
        }
        found = subprocess.run(
            [sys.executable, "-c", FIND_PERSON], env=environment, capture_output=True, text=True
        )
        person, document = found.stdout.split()
        yield Kept(
            *(home, folder / "street.backup", folder / "keys.sealed", told),
            *(before, person, document, passwords),
        )


def add_members(served: Served, prefix: str, count: int) -> set[str]:
    for number in range(count):
        body = {"name": f"{prefix}{number}", "employer": "street_office"}
        assert served.ask("POST", "/api/v1/staff/members", body)[0] == 201
    return {f"{prefix}{number}" for number in range(count)}


def while_writing(served: Served, act: object) -> dict[str, object]:
    """What `act` answers, with members added one by one as long as it runs."""
    done = threading.Event()
    written: list[str] = []

    def write() -> None:
        while not done.is_set():
            written.extend(add_members(served, f"其间{len(written)}之", 1))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert callable(act)
        found: dict[str, object] = act()
    finally:
        done.set()
        writer.join()
    assert len(written) > 3
    return found


@pytest.fixture(scope="module")
def restored(
    kept: Kept, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, object]]:
    """The backup in a new home."""
    home = tmp_path_factory.mktemp("restored") / "home"
    return home, answer(home, "restore", str(kept.backup), "--keys", str(kept.keys))


def measured(home: Path) -> dict[str, Figure]:
    with inspected(home) as connection:
        connection.execute("BEGIN READ ONLY")
        return figures(connection)


# -- what comes back -----------------------------------------------------------------------------


def test_every_row_comes_back_and_only_the_restore_itself_is_new(
    kept: Kept, restored: tuple[Path, dict[str, object]], tmp_path: Path
) -> None:
    home, told = restored
    assert told["compared"] is True
    assert (told["rows"], told["tables"]) == (kept.told["rows"], kept.told["tables"])
    quiet = answer(home, "backup", str(tmp_path / "again.backup"))
    other = tmp_path / "other"
    assert answer(other, "restore", str(tmp_path / "again.backup"), "--keys", str(kept.keys))
    one, two = measured(home), measured(other)
    changed = {name for name in one if one[name] != two[name]}
    # Each home has told its own backup and restore, and stamped its feeds anew; all else is equal by rows and digests.
    feeds = {"sync_mark", "gates_gatepass"}
    assert changed <= {"audit_line", "audit_head", "kernel_epoch", "kernel_datakey"} | feeds
    for feed in feeds:
        assert one[feed].rows == two[feed].rows > 0
    assert one["register_resident"] == two["register_resident"] != Figure(0, "0")
    assert quiet["epoch_then"] == 1
    # Sessions are not part of it: everybody signs in again.
    assert rows_of(kept.home, ["django_session"])["django_session"] > 0
    assert rows_of(other, ["django_session"]) == {"django_session": 0}


def test_people_work_on_in_the_restored_home(
    kept: Kept, restored: tuple[Path, dict[str, object]]
) -> None:
    home, told = restored
    with serving(home, **LIGHT) as served:
        served.enter("guanli", kept.passwords["guanli"])
        assert kept.acknowledged <= names(served)
        served.enter("jiedao", kept.passwords["jiedao"])
        status, hits = served.ask("GET", f"/api/v1/register/search?q={kept.document}")
        assert status == 200
        assert kept.person[0] in json.dumps(hits, ensure_ascii=False)
    report = answer(home, "audit", "verify")
    assert report["broken_at"] is None
    assert told["record_broken_at"] is None
    assert told["epoch"] == 1


def names(served: Served) -> set[str]:
    found, after = set(), ""
    while after is not None:
        status, page = served.ask("GET", f"/api/v1/staff/members?after={after}")
        assert status == 200, page
        found |= {one["name"] for one in page["items"]}
        after = page["next"]
    return found


def test_a_backup_is_checked_without_restoring_it(kept: Kept, tmp_path: Path) -> None:
    told = answer(tmp_path / "home", "backup", "--verify", str(kept.backup))
    assert told["holds"] is True
    assert told["keys_included"] is False
    assert not (tmp_path / "home").exists()


def test_the_master_key_is_in_no_backup(kept: Kept) -> None:
    secret = json.loads((kept.home / "keys" / "master.json").read_text())["keys"][0]["key"]
    content = kept.backup.read_bytes()
    assert secret.encode() not in content
    assert kept.person.encode() not in content
    assert kept.backup.stat().st_mode & 0o077 == 0


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0001, 0.3, 0.9999])
def test_an_altered_backup_is_refused_and_leaves_the_home_empty(
    kept: Kept, tmp_path: Path, share: float
) -> None:
    content = bytearray(kept.backup.read_bytes())
    content[int(share * len(content))] ^= 1
    (tmp_path / "altered").write_bytes(content)
    refused(tmp_path / "home", "backup_damaged", "restore", str(tmp_path / "altered"))
    assert not (tmp_path / "home").exists()


def test_a_cut_backup_is_refused(kept: Kept, tmp_path: Path) -> None:
    content = kept.backup.read_bytes()
    (tmp_path / "cut").write_bytes(content[: len(content) // 2])
    refused(tmp_path / "home", "backup_cut_off", "restore", str(tmp_path / "cut"))
    assert not (tmp_path / "home").exists()


def test_another_passphrase_is_refused(kept: Kept, tmp_path: Path) -> None:
    refused(
        *(tmp_path / "home", "backup_wrong_passphrase", "restore", str(kept.backup)),
        GRIDWARD_BACKUP_PASSPHRASE="这不是那个备份的口令",
    )


def test_the_passphrase_of_a_file_is_used(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRETS["GRIDWARD_BACKUP_PASSPHRASE"] + "\n", "utf-8")
    code, _, errors = run(
        *(tmp_path / "home", "backup", "--verify", str(kept.backup)),
        GRIDWARD_BACKUP_PASSPHRASE="",
        GRIDWARD_BACKUP_PASSPHRASE_FILE=str(tmp_path / "secret"),
    )
    assert code == 0, errors
    refused(
        *(tmp_path / "home", "backup_passphrase_missing", "backup", "--verify", str(kept.backup)),
        GRIDWARD_BACKUP_PASSPHRASE="",
    )


def test_without_the_master_key_the_needed_one_is_named(kept: Kept, tmp_path: Path) -> None:
    home = tmp_path / "home"
    needed = str(kept.told["master_keys_needed"][0])  # type: ignore[index]
    words = refused(home, "restore_master_key_needed", "restore", str(kept.backup))
    assert needed in words
    assert not home.exists()


def test_with_another_master_key_both_are_named_and_the_file_stays(
    kept: Kept, tmp_path: Path
) -> None:
    file = tmp_path / "home" / "keys" / "master.json"
    file.parent.mkdir(parents=True)
    fixture = Path(__file__).parent / "upgrades" / "first-light" / "master.json"
    file.write_bytes(fixture.read_bytes())
    file.chmod(0o600)
    words = refused(tmp_path / "home", "restore_master_key_needed", "restore", str(kept.backup))
    assert json.loads(file.read_text())["keys"][0]["id"] in words
    left = [path.name for path in (tmp_path / "home").iterdir()]
    assert left == ["keys"]


def test_a_home_that_has_data_is_left_alone(
    kept: Kept, restored: tuple[Path, dict[str, object]]
) -> None:
    before = measured(restored[0])
    refused(restored[0], "restore_home_not_empty", "restore", str(kept.backup))
    assert measured(restored[0]) == before


def test_a_backup_of_a_newer_version_is_refused(kept: Kept, tmp_path: Path) -> None:
    file = tmp_path / "newer.backup"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDWARD_HOME", str(kept.home))
        with connect(connection_parameters("owner")) as connection:
            connection.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('register', '9999_later', now())"
            )
            try:
                answer(kept.home, "backup", str(file))
            finally:
                connection.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
    words = refused(
        *(tmp_path / "home", "restore_made_by_newer", "restore", str(file)),
        *("--keys", str(kept.keys)),
    )
    assert "register.9999_later" in words
    assert not (tmp_path / "home").exists()


def test_a_file_that_exists_is_not_overwritten(kept: Kept) -> None:
    before = kept.backup.read_bytes()
    refused(kept.home, "backup_exists", "backup", str(kept.backup))
    refused(kept.home, "backup_exists", "keys", "export", str(kept.keys))
    assert kept.backup.read_bytes() == before


def test_a_full_disk_leaves_no_half_backup(kept: Kept, tmp_path: Path) -> None:
    refused(
        *(kept.home, "backup_not_written", "backup", str(tmp_path / "full.backup")), limit=300_000
    )
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_half_home(kept: Kept, tmp_path: Path) -> None:
    home = tmp_path / "home"
    status, _, errors = run(
        home, "restore", str(kept.backup), "--keys", str(kept.keys), limit=3_000_000
    )
    assert status == 2
    assert "[database_initialisation_failed]" in errors
    assert not home.exists()


def test_keys_and_backup_never_share_a_passphrase(kept: Kept, tmp_path: Path) -> None:
    refused(
        *(kept.home, "backup_passphrase_reused", "keys", "export", str(tmp_path / "keys")),
        GRIDWARD_KEYS_PASSPHRASE=SECRETS["GRIDWARD_BACKUP_PASSPHRASE"],
    )
    refused(
        *(kept.home, "backup_passphrase_weak", "backup", str(tmp_path / "short")),
        GRIDWARD_BACKUP_PASSPHRASE="太短",
    )


def test_a_killed_restore_is_used_by_nobody_and_begun_anew(kept: Kept, tmp_path: Path) -> None:
    home = tmp_path / "home"
    words = ["restore", str(kept.backup), "--keys", str(kept.keys)]
    process = subprocess.Popen(
        [sys.executable, "-m", "gridward", *words],
        env={**os.environ, **SECRETS, "GRIDWARD_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (home / "pg" / "data" / "postmaster.pid").exists():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    refused(home, "restore_interrupted", "migrate")
    assert answer(home, *words)["epoch"] == 1
    assert answer(home, "audit", "verify")["broken_at"] is None


def test_after_the_master_key_is_gone_a_backup_stays_shut(kept: Kept, tmp_path: Path) -> None:
    """Promise 5: what was destroyed by its keys is gone in the backups too."""
    home = tmp_path / "rotated"
    answer(home, "restore", str(kept.backup), "--keys", str(kept.keys))
    answer(home, "keys", "rotate", "--master")
    file = home / "keys" / "master.json"
    known = json.loads(file.read_text())
    known["keys"] = known["keys"][1:]  # the old master key, and with it every key of that time
    file.write_text(json.dumps(known))
    exported = tmp_path / "keys.sealed"
    answer(home, "keys", "export", str(exported))
    refused(
        *(tmp_path / "home", "restore_master_key_needed", "restore", str(kept.backup)),
        *("--keys", str(exported)),
    )
    answer(home, "backup", str(tmp_path / "today.backup"))
    told = answer(
        tmp_path / "home", "restore", str(tmp_path / "today.backup"), "--keys", str(exported)
    )
    assert told["record_broken_at"] is None
