"""Tables of measures on persons."""

from gridward.work.measures.models.beside import (
    MeasureAppeal,
    MeasureReading,
    MeasureTransfer,
)
from gridward.work.measures.models.measures import Measure, MeasureDeed, MeasurePhase

__all__ = [
    "Measure",
    "MeasureAppeal",
    "MeasureDeed",
    "MeasurePhase",
    "MeasureReading",
    "MeasureTransfer",
]
