"""Pictures of a walk, numbered in its order, kept where the reader of `make tour` looks for them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

TOUR = Path(__file__).parents[2] / "var" / "tour"


class Album:
    """A folder of pictures; those that an earlier walk left there are gone. `is_kept`: somebody will look at them."""

    def __init__(self, folder: Path, *, is_kept: bool) -> None:
        self.is_kept = is_kept
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        self._folder = folder
        self._count = 0

    def take(self, page: Page, name: str) -> None:
        """One picture of what the window shows, where somebody will look at it."""
        if not self.is_kept:
            return
        self._count += 1
        picture = self._folder / f"{self._count:02}-{name}.png"
        page.screenshot(path=picture)
        assert picture.stat().st_size > 0


def album_of(request: pytest.FixtureRequest, otherwise: Path, part: str = "") -> Album:
    """In var/tour with `--tour`, a part of it in a folder of its own; else in a folder that goes."""
    wanted = bool(request.config.getoption("--tour"))
    return Album(TOUR / part if wanted else otherwise, is_kept=wanted)
