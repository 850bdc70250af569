"""A reader of QR codes on paper (ISO/IEC 18004), as far as a clean print needs one: no photograph, no mending.

Written apart from the library that draws them: format, mask, zigzag and blocks are read from the squares themselves.
"""

import io
import re
from collections.abc import Callable, Iterator
from itertools import product

from pypdf import PdfReader
from qrcode.base import rs_blocks
from qrcode.util import pattern_position

Matrix = list[list[bool]]
QUIET = 4
CAPITALS, BYTES = 0b0010, 0b0100
SIGNS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_WHOLE = re.compile(rb"0 0 m (\d+) 0 l \1 \1 l 0 \1 l\nh\nf\nQ\n(.*?)\nf\n", re.DOTALL)
_RUN = re.compile(rb"(\d+) (\d+) m (\d+) \2 l")
_SVG_RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")
_MASKS: list[Callable[[int, int], bool]] = [
    lambda y, x: (y + x) % 2 == 0,
    lambda y, x: y % 2 == 0,
    lambda y, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
]


def codes_of(pdf: bytes) -> list[str]:
    """What the QR codes of a PDF say, page by page."""
    found = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        content = page.get_contents()
        assert content is not None
        for whole in _WHOLE.finditer(content.get_data()):
            runs = [tuple(map(int, one)) for one in _RUN.findall(whole[2])]
            found.append(read(_drawn(int(whole[1]), [(x, y, to - x) for x, y, to in runs])))
    return found


def code_of_svg(svg: str) -> str:
    """What an SVG of `qr_svg` says."""
    side = re.search(r'viewBox="0 0 (\d+)', svg)
    assert side
    runs = [(int(x), int(y), int(long)) for x, y, long in _SVG_RUN.findall(svg)]
    return read(_drawn(int(side[1]), runs))


def _drawn(side: int, runs: list[tuple[int, int, int]]) -> Matrix:
    inner = side - 2 * QUIET
    matrix = [[False] * inner for _ in range(inner)]
    for x, y, long in runs:
        for at in range(x, x + long):
            matrix[y - QUIET][at - QUIET] = (
                True  # a square in the quiet zone would be an IndexError
            )
    return matrix


def read(matrix: Matrix) -> str:
    """The text of a code."""
    side = len(matrix)
    version = (side - 17) // 4
    level, mask = _format(matrix)
    bits = [
        matrix[y][x] ^ _MASKS[mask](y, x) for y, x in _zigzag(side) if not _fixed(version, y, x)
    ]
    words = [_number(bits[at : at + 8]) for at in range(0, len(bits) - 7, 8)]
    return _text(_in_order(words, version, level), version)


def _format(matrix: Matrix) -> tuple[int, int]:
    places = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    told = _number([matrix[y][x] for y, x in places]) ^ 0b101010000010010
    return told >> 13, told >> 10 & 0b111


def _zigzag(side: int) -> Iterator[tuple[int, int]]:
    """Pairs of columns from the right, up and down; the timing column is passed over."""
    up = True
    for right in [*range(side - 1, 6, -2), *range(5, 0, -2)]:
        for y in range(side - 1, -1, -1) if up else range(side):
            yield y, right
            yield y, right - 1
        up = not up


def _fixed(version: int, y: int, x: int) -> bool:
    """Whether a square belongs to the patterns by which a reader finds its way."""
    side = version * 4 + 17
    corner = (y < 9 and (x < 9 or x >= side - 8)) or (y >= side - 8 and x < 9)
    number = version >= 7 and (
        (y < 6 and side - 11 <= x < side - 8) or (x < 6 and side - 11 <= y < side - 8)
    )
    return corner or number or _aligned(version, y, x) or 6 in (y, x)


def _aligned(version: int, y: int, x: int) -> bool:
    """Whether a square belongs to the small patterns, which leave the three corners out."""
    centres = pattern_position(version)
    if not centres:
        return False
    first, last = centres[0], centres[-1]
    there = set(product(centres, centres)) - {(first, first), (first, last), (last, first)}
    return any(abs(y - down) <= 2 and abs(x - along) <= 2 for down, along in there)


def _in_order(words: list[int], version: int, level: int) -> list[int]:
    """Data words of interleaved blocks, one block after the other."""
    counts = [one.data_count for one in rs_blocks(version, level)]
    blocks: list[list[int]] = [[] for _ in counts]
    left = iter(words)
    for nth in range(max(counts)):
        for block, count in zip(blocks, counts, strict=True):
            if nth < count:
                block.append(next(left))
    return [word for block in blocks for word in block]


class _Bits:
    """Bits that are taken from the front."""

    def __init__(self, words: list[int]) -> None:
        self._bits = [bool(word >> shift & 1) for word in words for shift in range(7, -1, -1)]

    def take(self, count: int) -> int:
        """The next ones as a number; none left are zeros, which end a text."""
        taken, self._bits = self._bits[:count], self._bits[count:]
        return _number(taken) if taken else 0


def _text(words: list[int], version: int) -> str:
    """Pieces of numbers, of capitals and of bytes, one behind the other."""
    bits, said, small = _Bits(words), b"", version < 10
    while mode := bits.take(4):
        if mode == BYTES:
            said += bytes(bits.take(8) for _ in range(bits.take(8 if small else 16)))
        elif mode == CAPITALS:
            said += _capitals(bits, bits.take(9 if small else 11))
        else:
            said += _digits(bits, bits.take(10 if small else 12))
    return said.decode()


def _capitals(bits: _Bits, count: int) -> bytes:
    said = b""
    for _ in range(count // 2):
        pair = bits.take(11)
        said += bytes([SIGNS[pair // 45], SIGNS[pair % 45]])
    return said + (bytes([SIGNS[bits.take(6)]]) if count % 2 else b"")


def _digits(bits: _Bits, count: int) -> bytes:
    said = ""
    for at in range(0, count, 3):
        long = min(3, count - at)
        said += str(bits.take({3: 10, 2: 7, 1: 4}[long])).zfill(long)
    return said.encode()


def _number(bits: list[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)
