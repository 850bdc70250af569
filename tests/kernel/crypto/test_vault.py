"""Sealing, opening, indexing; keys wrapped by a file outside the database."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.kernel.crypto.master import MasterKeyMissing, MasterKeyUnreadable
from gridward.kernel.crypto.suites import CHINESE, INTERNATIONAL, Suite, Unopenable
from gridward.kernel.crypto.vault import Place, SealBroken, Vault
from gridward.kernel.ids import new_id
from gridward.kernel.models import DataKey

NUMBER = "360199190001010016"
SUITES = pytest.mark.parametrize("suite", [INTERNATIONAL, CHINESE], ids=lambda suite: suite.name)


def place(column: str = "document") -> Place:
    return Place("register_resident", column, new_id())


@SUITES
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1), bound=st.binary())
def test_what_is_sealed_opens_where_it_was_bound(suite: Suite, text: str, bound: bytes) -> None:
    key = suite.new_key()
    sealed = suite.seal(key, text.encode(), bound)
    assert suite.open(key, sealed, bound).decode() == text
    with pytest.raises(Unopenable):
        suite.open(key, sealed, bound + b"x")


@SUITES
@pytest.mark.django_db
def test_a_value_moved_to_another_row_does_not_open(tmp_path: Path, suite: Suite) -> None:
    vault, here = Vault(tmp_path / "master.json", suite), place()
    sealed = vault.seal("identity", NUMBER, here)
    assert NUMBER.encode() not in sealed
    assert vault.open(sealed, here) == NUMBER
    for elsewhere in (place(), Place("register_employee", here.column, here.row)):
        with pytest.raises(SealBroken):
            vault.open(sealed, elsewhere)


@pytest.mark.django_db
def test_equal_values_seal_differently_and_index_equally(tmp_path: Path) -> None:
    vault, here = Vault(tmp_path / "master.json", INTERNATIONAL), place()
    assert vault.seal("identity", NUMBER, here) != vault.seal("identity", NUMBER, here)
    assert vault.index("document", NUMBER) == vault.index("document", NUMBER)
    assert vault.index("document", NUMBER) != vault.index("phone", NUMBER)
    assert len(vault.index("document", NUMBER)) == 16


@pytest.mark.django_db
def test_another_process_opens_with_the_same_file(tmp_path: Path) -> None:
    here = place()
    sealed = Vault(tmp_path / "master.json", INTERNATIONAL).seal("identity", NUMBER, here)
    assert Vault(tmp_path / "master.json", INTERNATIONAL).open(sealed, here) == NUMBER


@pytest.mark.django_db
def test_without_the_file_nothing_opens(tmp_path: Path) -> None:
    here = place()
    sealed = Vault(tmp_path / "master.json", INTERNATIONAL).seal("identity", NUMBER, here)
    (tmp_path / "master.json").unlink()
    with pytest.raises(MasterKeyMissing):
        Vault(tmp_path / "master.json", INTERNATIONAL).open(sealed, here)
    with pytest.raises(MasterKeyMissing):
        Vault(tmp_path / "master.json", INTERNATIONAL).seal("identity", NUMBER, here)


@pytest.mark.django_db
def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    Vault(tmp_path / "master.json", INTERNATIONAL).seal("identity", NUMBER, place())
    (tmp_path / "master.json").chmod(0o644)
    with pytest.raises(MasterKeyUnreadable):
        Vault(tmp_path / "master.json", INTERNATIONAL).seal("identity", NUMBER, place())


@pytest.mark.django_db
def test_after_a_rotation_old_values_still_open_and_new_ones_use_the_new_key(
    tmp_path: Path,
) -> None:
    vault, here = Vault(tmp_path / "master.json", INTERNATIONAL), place()
    before = vault.seal("identity", NUMBER, here)
    vault.rotate("identity")
    after = vault.seal("identity", NUMBER, here)
    assert before[:5] != after[:5]
    assert vault.open(before, here) == vault.open(after, here) == NUMBER


@pytest.mark.django_db
def test_a_new_master_key_wraps_every_key_anew(tmp_path: Path) -> None:
    vault, here = Vault(tmp_path / "master.json", INTERNATIONAL), place()
    sealed = vault.seal("identity", NUMBER, here)
    before = {row.number: bytes(row.wrapped) for row in DataKey.objects.all()}
    assert vault.rewrap() == len(before)
    assert all(bytes(row.wrapped) != before[row.number] for row in DataKey.objects.all())
    assert Vault(tmp_path / "master.json", INTERNATIONAL).open(sealed, here) == NUMBER


@pytest.mark.django_db
def test_values_sealed_with_one_suite_open_after_the_setting_changed(tmp_path: Path) -> None:
    here = place()
    sealed = Vault(tmp_path / "master.json", INTERNATIONAL).seal("identity", NUMBER, here)
    other = Vault(tmp_path / "master.json", CHINESE)
    other.rotate("identity")
    assert other.open(sealed, here) == NUMBER
    assert other.seal("identity", NUMBER, here)[0] == CHINESE.number
