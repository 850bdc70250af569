"""The oldest server we promise to work with, PostgreSQL 16, as an administrator would run it."""

import pytest

from gridward.kernel.database.connection import connect, connection_parameters
from gridward.kernel.database.use import database_in_use


def test_application_s_role_is_made_on_16(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDWARD_DATABASE_URL", url)
    with database_in_use(), connect(connection_parameters("app")) as app:
        assert app.info.server_version // 10000 == 16
        assert app.info.user == "postgres_app"
