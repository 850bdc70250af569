"""Keep a small backup of a landed version, so that each later version is tried on it (tests/flows/test_upgrade.py).

    .venv/bin/python ops/upgrade_fixture.py COMMIT NAME       # before the next release: its commit, its name

The commit is checked out beside this tree, seeded with the fictional street of 200 people, changed a little, and backed
up by its own programs into tests/flows/upgrades/NAME, with its throw-away key and what a reader must find again. All
people are invented (area 360199). Versions before `gridward backup` are dumped by `pg_dump`.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSPHRASE = "invented people only"  # noqa: S105 - of a fixture, no secret
PERSONS = "200"
KEPT = 60
CHANGE_AND_TELL = """
import json
from importlib import import_module
from gridward.kernel.database.use import database_in_use

with database_in_use():
    import_module("django").setup()
    import pgtrigger
    from django.apps import apps
    from django.db import transaction
    from gridward.fiction.sign_ins import open_demo_accounts
    from gridward.ground.register.models import Contact, Employee, Household, Organisation, Resident
    from gridward.kernel.database.home import home

    with transaction.atomic(), pgtrigger.ignore():  # small enough to be kept in the repository
        kept = Organisation.objects.order_by("id").values_list("id", flat=True)[:KEPT]
        for model in (Employee, Contact):
            model.objects.exclude(organisation_id__in=list(kept)).delete()
    sign_ins = open_demo_accounts(home())
    moved = Household.objects.order_by("id").first()
    before = moved.note
    Household.objects.filter(pk=moved.pk).update(note="升级之前改过")
    person = Resident.objects.exclude(document=None).order_by("id").first()
    rows = {}
    for model in apps.get_models():
        if model.__module__.startswith("gridward.") and model._meta.managed:
            rows[model._meta.db_table] = model._default_manager.count()
    print(json.dumps({
        "persons": Resident.objects.count(),
        "rows": rows,
        "person": {"name": person.name, "document": person.open_sealed("document")},
        "changed": {"household": str(moved.pk), "before": before},
        "sign_in": {"username": "jiedao", "password": sign_ins["jiedao"]},
    }, ensure_ascii=False))
"""


def main(commit: str, name: str) -> None:
    """Make the fixture of one commit."""
    target = ROOT / "tests" / "flows" / "upgrades" / name
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        tree, home = Path(folder) / "tree", Path(folder) / "home"
        _run(["git", "worktree", "add", "--detach", str(tree), commit], cwd=ROOT)
        try:
            _fill(tree, home, target)
        finally:
            _run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT)


def _fill(tree: Path, home: Path, target: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(tree / "src"),
        "GRIDWARD_HOME": str(home),
        "GRIDWARD_BACKUP_PASSPHRASE": PASSPHRASE,
        "GRIDWARD_DATABASE_ROLE": "owner",
        "DJANGO_SETTINGS_MODULE": "gridward.config.settings",
    }
    program = [sys.executable, "-m", "gridward"]
    _run([*program, "seed", "--persons", PERSONS], env=environment)
    _run([*program, "audit", "verify"], env=environment)
    told = _run([sys.executable, "-c", CHANGE_AND_TELL.replace("KEPT", str(KEPT))], env=environment)
    facts = json.loads(told.splitlines()[-1])
    (target / "facts.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
    (target / "master.json").write_bytes((home / "keys" / "master.json").read_bytes())
    if (tree / "src/gridward/config/backups.py").exists():
        _run([*program, "backup", str(target / "street.backup")], env=environment)
    else:
        _run([sys.executable, "-c", DUMP, str(target / "street.dump")], env=environment)


DUMP = """
import os, subprocess, sys
from gridward.kernel.database.account import account_for
from gridward.kernel.database.binaries import binaries_for
from gridward.kernel.database.connection import connection_parameters
from gridward.kernel.database.home import home
from gridward.kernel.database.use import database_in_use

with database_in_use():
    told = connection_parameters("owner")
    words = {"PGPASSWORD": told["password"], "PATH": os.defpath}
    subprocess.run(
        [str(binaries_for(account_for(home().cluster)) / "pg_dump"), "--format=custom",
         "--host", told["host"], "--port", told["port"], "--username", told["user"],
         "--compress=9", "--file", sys.argv[1], told["dbname"]],
        env=words, check=True)
"""


def _run(argv: list[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(argv, cwd=cwd, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


if __name__ == "__main__":
    main(*sys.argv[1:])
