"""A signature drawn by a finger: SVG path data in a box of 600 by 200.

It is drawn on paper as it came, so nothing but commands of a path and numbers may be in it.
"""

import re

from gridward.kernel.problems import Problem

LARGEST = 20_000
"""Bytes: some twenty times a usual signature."""
WIDTH, HEIGHT = 600, 200
FARTHEST = 10_000.0
NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}
"""How many numbers each command takes at a time; a finger draws no arcs."""
_TOKEN = re.compile(
    r"([MLHVCSQTZmlhvcsqtz])|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?)|[\s,]+"
)


class SignatureBroken(Problem):
    """What came as a signature is not a line drawn by a finger."""

    code = "signature.broken"


class SignatureTooLarge(Problem):
    """A signature is longer than anybody's."""

    code = "signature.too_large"
    status = 413


def check_signature(path: str) -> str:
    """The path without blanks around it; raises SignatureTooLarge, SignatureBroken."""
    if len(path.encode()) > LARGEST:
        raise SignatureTooLarge(most=LARGEST)
    path = path.strip()
    commands = _commands(path)
    if not commands or commands[0][0] != "M":
        raise SignatureBroken
    if any(not _whole(name, count) for name, count in commands):
        raise SignatureBroken
    if not any(name not in "MZ" or count > NUMBERS["M"] for name, count in commands):
        raise SignatureBroken  # moves alone draw nothing
    return path


def _whole(name: str, count: int) -> bool:
    """Whether a command has a whole number of its numbers, at least one of each."""
    wanted = NUMBERS[name]
    return count == 0 if wanted == 0 else count > 0 and count % wanted == 0


def _commands(path: str) -> list[tuple[str, int]]:
    """Each command in capitals, with how many numbers follow it."""
    found: list[tuple[str, int]] = []
    place = 0
    while place < len(path):
        token = _TOKEN.match(path, place)
        if token is None or (token.group(2) and not found):
            raise SignatureBroken
        if token.group(1):
            found.append((token.group(1).upper(), 0))
        elif token.group(2):
            if abs(float(token.group(2))) > FARTHEST:
                raise SignatureBroken
            found[-1] = (found[-1][0], found[-1][1] + 1)
        place = token.end()
    return found
