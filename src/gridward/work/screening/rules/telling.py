"""What is told of somebody who is not ours: the place that their address names."""

import re
from typing import Final

LONGEST: Final = 120
_PLACE: Final = re.compile(
    r"^.{0,40}?(?:街道|镇|乡|社区|村|区|县|市|省)(?:.{1,12}?(?:街道|镇|乡|社区|村|区|县))*"
)


def place_named(address: str) -> str:
    """The districts that an address begins with, without street and door; empty where it names none."""
    found = _PLACE.match(address.strip())
    return found[0][:LONGEST] if found else ""
