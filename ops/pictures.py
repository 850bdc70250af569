"""Pictures of the documentation, taken anew from those of `make tour` (var/tour) by their names.

    make tour && .venv/bin/python ops/pictures.py

A picture that pages show is `docs/pictures/NAME.png`, and the tour's is `NN-NAME.png`, of the field app in a folder of
its own: the number moves when a screen is added, the name stays. They are made small with `pngquant` (Debian:
pngquant); a test says what is too heavy, shown nowhere or not of the tour.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOUR = ROOT / "var" / "tour"
SHOWN = ROOT / "docs" / "pictures"
NAMED = re.compile(r"pictures/([a-z0-9-]+)\.png")
SMALL = ("--quality=55-90", "--speed=1", "--strip", "--force")


def names() -> set[str]:
    """The pictures that the pages show."""
    pages = (*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md"))
    return {name for page in pages for name in NAMED.findall(page.read_text(encoding="utf-8"))}


def take(name: str, pngquant: str) -> None:
    """One picture of the tour, made small; a name that the tour does not know is said and left as it is."""
    found = [one for one in TOUR.rglob("*.png") if re.fullmatch(rf"\d+-{name}\.png", one.name)]
    if not found:
        sys.stderr.write(f"not in var/tour: {name}\n")
        return
    subprocess.run([pngquant, *SMALL, "--output", SHOWN / f"{name}.png", found[0]], check=True)


def main() -> int:
    """Take every picture that a page shows."""
    pngquant = shutil.which("pngquant")
    if pngquant is None or not TOUR.is_dir():
        sys.stderr.write("Install pngquant and run `make tour` first.\n")
        return 1
    for name in sorted(names()):
        take(name, pngquant)
    return 0


if __name__ == "__main__":
    sys.exit(main())
