"""Doors of service groups, notices and publicity."""

from gridward.work.notices.api.chat import router as chat
from gridward.work.notices.api.groups import router as groups
from gridward.work.notices.api.materials import router as materials
from gridward.work.notices.api.notices import public, robots
from gridward.work.notices.api.notices import router as notices

__all__ = ["chat", "groups", "materials", "notices", "public", "robots"]
