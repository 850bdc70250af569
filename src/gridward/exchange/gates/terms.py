"""Words of what gates are told."""

from dataclasses import dataclass
from datetime import datetime

from gridward.work.checkpoints.terms import GateRules


@dataclass(frozen=True)
class RulesSpan:
    """Rules of a gate from a moment until another, None where nothing is known to follow."""

    begins: datetime
    ends: datetime | None
    rules: GateRules


@dataclass(frozen=True)
class Holder:
    """Who holds a pass, in the plain: what entries and a label are made of, and nothing keeps."""

    name: str = ""
    document: str = ""
    phones: tuple[str, ...] = ()
    plate: str = ""
