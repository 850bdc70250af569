"""Doors of the record, and of what left the house."""

from gridward.ground.audit.api.exports import router as exports
from gridward.ground.audit.api.lines import router

router.add_router("", exports)

__all__ = ["router"]
