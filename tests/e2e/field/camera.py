"""What the camera of a phone sees: a file that Chromium plays to every page as its camera, as often as it is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

WIDTH, HEIGHT, RATE = 1280, 720, 15
STILL = 2
"""Frames of a view in which nothing moves; Chromium plays them again and again."""
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
        self._play([(_empty(), STILL)])

    def show(self, text: str, *, side: int = 420, turned: float = 0.0) -> None:
        """A slip with a code lies on the desk, `side` pixels wide, in the shade, turned by so many degrees."""
        self._play([(_slip(text, side, turned), STILL)])

    def lay(self, text: str, *, after: float, side: int = 420) -> None:
        """A desk, and a slip on it `after` seconds, for three of them."""
        self._play([(_empty(), round(after * RATE)), (_slip(text, side, 0.0), 3 * RATE)])

    def _play(self, scenes: Sequence[tuple[NDArray[np.uint8], int]]) -> None:
        """Written beside it and moved: a camera that opens meanwhile sees the one or the other."""
        draft = self.file.with_suffix(".draft")
        colours = np.full(WIDTH * HEIGHT // 2, 128, np.uint8).tobytes()
        with draft.open("wb") as out:
            out.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 Ip A1:1 C420jpeg\n".encode())
            for grey, frames in scenes:
                for _ in range(frames):
                    out.write(b"FRAME\n" + grey.tobytes() + colours)
        draft.replace(self.file)


def _empty() -> NDArray[np.uint8]:
    return np.full((HEIGHT, WIDTH), DESK, np.uint8)


def _slip(text: str, side: int, turned: float) -> NDArray[np.uint8]:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make(fit=True)
    levels = np.where(np.array(code.get_matrix()), DIM, PALE).astype(np.uint8)
    slip = Image.fromarray(levels).resize((side, side), Image.Resampling.NEAREST)
    slip = slip.rotate(turned, Image.Resampling.BILINEAR, expand=True, fillcolor=DESK)
    desk = Image.new("L", (WIDTH, HEIGHT), DESK)
    desk.paste(slip, ((WIDTH - slip.width) // 2, (HEIGHT - slip.height) // 2))
    return np.asarray(desk)
