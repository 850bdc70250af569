"""`gridward codes simulate`: who there is to be seen is told with codes that the served simulator knows."""

from pathlib import Path

import pytest

from gridward.config.commands.codes import SimulatorUnable, simulated
from gridward.exchange.codes.problems import CodeExpired
from gridward.exchange.codes.rules.inventing import CAST
from gridward.exchange.codes.services.asking import AskingProvider
from gridward.exchange.codes.services.simulator import Trouble
from gridward.exchange.codes.terms import CodeShown, Holder


def test_everybody_who_is_told_of_can_be_seen(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("drill\n", encoding="utf-8")
    with simulated(0, 7, 50, 24, Trouble(), secret) as told:
        provider = AskingProvider(told["address"], "gridward", "drill")
        *people, over = told["people"]
        assert [one["case"] for one in people] == list(CAST)
        for one in people:
            by_code = provider.verify_code(CodeShown(one["code"]))
            assert (
                by_code.findings == provider.query_health(Holder(one["document_number"])).findings
            )
        with pytest.raises(CodeExpired):
            provider.verify_code(CodeShown(over["code"]))


def test_a_port_that_is_taken_is_told() -> None:
    with simulated(0, 1, 1, 24, Trouble(), None) as told:
        port = int(told["address"].rpartition(":")[2])
        with pytest.raises(SimulatorUnable), simulated(port, 1, 1, 24, Trouble(), None):
            pytest.fail("two serve at one port")


def test_a_secret_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(SimulatorUnable),
        simulated(0, 1, 1, 24, Trouble(), tmp_path / "none"),
    ):
        pytest.fail("it serves")
