"""Tables of gates and passes."""

from gridward.work.checkpoints.models.gates import Checkpoint, GateRuleVersion
from gridward.work.checkpoints.models.passes import Pass, PassKey

__all__ = ["Checkpoint", "GateRuleVersion", "Pass", "PassKey"]
