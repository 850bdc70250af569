"""Tables of measures on persons."""

from gridward.work.measures.models.beside import (
    MeasureAppeal,
    MeasureReading,
    MeasureTransfer,
)
from gridward.work.measures.models.following import MeasureCall, MeasureTest
from gridward.work.measures.models.measures import Measure, MeasureDeed, MeasurePhase

__all__ = [
    "Measure",
    "MeasureAppeal",
    "MeasureCall",
    "MeasureDeed",
    "MeasurePhase",
    "MeasureReading",
    "MeasureTest",
    "MeasureTransfer",
]
