"""The built screens go into the wheel, where `config/settings.py` looks for them: `gridward/web/<app>`."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

APPS = ("console", "field", "portal")


class ScreensHook(BuildHookInterface[Any]):
    """An editable install serves them from where Vite puts them, and may come before they are built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders to the wheel; a wheel without screens is a mistake."""
        if version == "editable":
            return
        for app in APPS:
            built = Path(self.root) / "web" / "apps" / app / "dist"
            if not (built / "index.html").exists():
                raise FileNotFoundError(f"{built}: run `make setup` first")
            build_data["force_include"][str(built)] = f"gridward/web/{app}"
