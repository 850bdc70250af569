"""The fonts of printed documents, into a folder that git ignores and the wheel ships.

Noto Serif and Sans SC come from npm (web/package.json). HanaMinB, for characters of rare names, is a Debian package:
installed when root, else named; without it such characters are printed as code points in a box. All may be
redistributed (SIL Open Font License; Hanazono also under its own free licence); their licences are copied along.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import typst

ROOT = Path(__file__).resolve().parents[1]
SHELF = ROOT / "src" / "gridward" / "kernel" / "documents" / "fonts"
NPM = ROOT / "web" / "node_modules" / "@expo-google-fonts"
NOTO = {
    "noto-serif-sc": "400Regular/NotoSerifSC_400Regular.ttf",
    "noto-sans-sc": "700Bold/NotoSansSC_700Bold.ttf",
}
RARE, PACKAGE = "HanaMinB", "fonts-hanazono"


def main() -> None:
    """Fill the folder; a missing font of rare characters is said, not fatal."""
    SHELF.mkdir(exist_ok=True)
    for package, file in NOTO.items():
        shutil.copy(NPM / package / file, SHELF)
        shutil.copy(NPM / package / "LICENSE_FONT", SHELF / f"{package}.LICENSE")
    if (SHELF / f"{RARE}.ttf").exists():
        return
    found = installed(RARE) or (fetch() and installed(RARE)) or None
    if found is None:
        sys.stderr.write(
            f"Rare characters of names will be printed as code points: install {PACKAGE} (Debian, Ubuntu; elsewhere "
            f"the font {RARE}), then run `make fonts`.\n"
        )
        return
    shutil.copy(found, SHELF / f"{RARE}.ttf")
    licence = Path("/usr/share/doc") / PACKAGE / "copyright"
    if licence.exists():
        shutil.copy(licence, SHELF / f"{RARE}.LICENSE")


def installed(family: str) -> Path | None:
    """Where this machine keeps a font, by the folders its system keeps fonts in."""
    fonts = typst.Fonts(include_system_fonts=True)
    return next(
        (Path(one.path) for one in fonts.fonts() if one.family == family and one.path), None
    )


def fetch() -> bool:
    """Install the Debian package when that is possible; whether it was."""
    if os.name != "posix" or os.getuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = {
        "stdout": subprocess.DEVNULL,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    asked = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", PACKAGE]
    return subprocess.run(asked, check=False, **quiet).returncode == 0


if __name__ == "__main__":
    main()
