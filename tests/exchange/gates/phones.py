"""A phone at a gate, as the protocol asks it to be."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.test import Client

from gridward.exchange.gates.schemas import GateCopyOut


@dataclass
class GatePhone:
    """It keeps passes by their ids and whom it watches for; `asked` counts its questions."""

    client: Client
    gate: UUID
    epoch: int | None = None
    cursor: str | None = None
    passes: dict[str, dict[str, Any]] = field(default_factory=dict)
    watched: set[str] = field(default_factory=set)
    home: set[str] = field(default_factory=set)
    last: dict[str, Any] = field(default_factory=dict)
    asked: int = 0

    def ask(self) -> dict[str, Any]:
        """One question; the answer is of the shape that is promised."""
        body = {"epoch": self.epoch, "cursor": self.cursor}
        answer = self.client.post(
            f"/api/v1/gates/{self.gate}/copy", body, content_type="application/json"
        )
        assert answer.status_code == 200, answer.content
        self.asked += 1
        self.last = answer.json()
        GateCopyOut.model_validate(self.last)
        return self.last

    def pull(self) -> dict[str, Any]:
        """Ask until nothing more comes, and keep what was told."""
        begun: set[str] | None = None
        while True:
            told = self.ask()
            if told["fresh"]:
                begun = set()
            self.epoch, self.cursor = told["epoch"], told["cursor"]
            self._take(told)
            if begun is not None:
                begun |= {one["id"] for one in told["passes"]}
            if not told["more"]:
                break
        if begun is not None:
            self.passes = {key: one for key, one in self.passes.items() if key in begun}
        return told

    def _take(self, told: dict[str, Any]) -> None:
        self.passes.update({one["id"]: one for one in told["passes"]})
        for one in told["gone"]:
            self.passes.pop(one, None)
        if told["watched"] is not None:
            self.watched, self.home = set(told["watched"]), set(told["stays_home"])
