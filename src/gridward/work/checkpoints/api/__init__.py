"""Doors of gates and passes."""

from gridward.work.checkpoints.api.gates import router as gates
from gridward.work.checkpoints.api.passes import router as passes

__all__ = ["gates", "passes"]
