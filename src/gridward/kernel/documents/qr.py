"""QR codes for paper (ISO/IEC 18004): one path of an SVG, sharp at any size. Level M stands a crease and a stain."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4
"""White squares around the code, as the standard wants them."""


def qr_svg(text: str) -> str:
    """The text as an SVG, with its white edge; readers find it also on tinted paper."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    side, path = len(rows), "".join(_runs(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


def _runs(rows: Sequence[Sequence[bool]]) -> Iterator[str]:
    """Dark squares that touch in a row are one piece: no hairlines between them in any viewer."""
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
