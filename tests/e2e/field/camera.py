"""What the camera of a phone sees: a file that Chromium plays to every page as its camera, as often as it is opened."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

WIDTH, HEIGHT, FRAMES = 1280, 720, 2
DESK, DIM, PALE = 128, 60, 200
"""Levels of grey: a desk, ink in the shade, paper in the shade."""
FLAGS = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")


@dataclass(frozen=True)
class View:
    """A Y4M file in grey. It is there before the browser begins; what it shows may change while the camera is off."""

    file: Path

    @property
    def flags(self) -> list[str]:
        """What makes Chromium take it for its camera, and allow the camera to every page."""
        return [*FLAGS, f"--use-file-for-fake-video-capture={self.file}"]

    def clear(self) -> None:
        """Nothing but a desk."""
        self._show(np.full((HEIGHT, WIDTH), DESK, np.uint8))

    def show(self, text: str, *, side: int = 420, turned: float = 0.0) -> None:
        """A slip with a code, `side` pixels wide, in the shade, turned by so many degrees."""
        code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
        code.add_data(text)
        code.make(fit=True)
        levels = np.where(np.array(code.get_matrix()), DIM, PALE).astype(np.uint8)
        slip = Image.fromarray(levels).resize((side, side), Image.Resampling.NEAREST)
        slip = slip.rotate(turned, Image.Resampling.BILINEAR, expand=True, fillcolor=DESK)
        desk = Image.new("L", (WIDTH, HEIGHT), DESK)
        desk.paste(slip, ((WIDTH - slip.width) // 2, (HEIGHT - slip.height) // 2))
        self._show(np.asarray(desk))

    def _show(self, grey: NDArray[np.uint8]) -> None:
        """Written beside it and moved: a camera that opens meanwhile sees the one or the other."""
        colours = np.full(WIDTH * HEIGHT // 2, 128, np.uint8)
        frame = b"FRAME\n" + grey.tobytes() + colours.tobytes()
        draft = self.file.with_suffix(".draft")
        head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F30:1 Ip A1:1 C420jpeg\n".encode()
        draft.write_bytes(head + frame * FRAMES)
        draft.replace(self.file)
