import os
import stat
from pathlib import Path

import pytest

from gridward.kernel.database.home import Home, home
from gridward.kernel.database.port import RANGE, stored_port
from gridward.kernel.database.problems import HomeNotWritable, SecretsMissing


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_home_is_where_the_environment_says(place: Home) -> None:
    assert home() == place


def test_home_is_var_in_the_current_folder_without_a_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("GRIDWARD_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert home().path == tmp_path / "var"


def test_folders_are_closed_to_others(place: Home) -> None:
    place.make()
    assert {mode(path) for path in (place.path, place.keys, place.run, place.log)} == {0o700}


def test_password_is_made_once_and_kept(place: Home) -> None:
    password = place.password("gridward_app")
    assert len(password) > 30
    assert Home(place.path).password("gridward_app") == password
    assert place.password("gridward_owner") != password


def test_secrets_are_readable_by_the_owner_only(place: Home) -> None:
    place.password("gridward_app")
    assert mode(place.path / "secrets.json") == 0o600


def test_lost_secrets_beside_data_are_not_replaced(place: Home) -> None:
    place.data.mkdir(parents=True)
    with pytest.raises(SecretsMissing):
        place.password("gridward_app")


def test_port_is_chosen_once(place: Home) -> None:
    port = stored_port(place)
    assert RANGE[0] <= port < RANGE[1]
    assert stored_port(Home(place.path)) == port


def test_home_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(HomeNotWritable) as refusal:
        Home(tmp_path / "file" / "home").make()
    assert str(tmp_path / "file" / "home") in refusal.value.sentence()


def test_write_replaces_a_file_whole_and_leaves_no_other(place: Home) -> None:
    place.make()
    place.write("run/port", "1")
    place.write("run/port", "2")
    assert (place.run / "port").read_text(encoding="utf-8") == "2"
    assert os.listdir(place.run) == ["port"]
