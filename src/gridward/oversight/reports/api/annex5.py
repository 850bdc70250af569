"""Doors of Annex 5."""

from gridward.kernel.http import door

router = door("reports")
