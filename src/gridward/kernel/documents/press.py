"""The press: one order for typst, run here or, for a large document, in a process of its own.

typst remembers the pieces of its last ten documents, which is what makes a small form quick and a thousand forms
costly: hundreds of megabytes that a web process would keep. A process of its own gives them back when it ends.
A server that prints nothing does not load typst at all.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).resolve().parent / "fonts"


@dataclass(frozen=True)
class Order:
    """A template, the folder it may read, whether the machine's fonts are needed, and its inputs as JSON texts."""

    template: str
    root: str
    installed: bool
    inputs: dict[str, str]


def press(order: Order) -> bytes:
    """The PDF. Without tags for screen readers, which would make files that are meant for paper four times as large."""
    import typst

    return typst.compile(
        order.template,
        root=order.root,
        font_paths=fonts(order.installed),
        ignore_system_fonts=True,
        sys_inputs=order.inputs,
        pdf_tags=False,
    )


def elsewhere(order: Order) -> bytes:
    """The same in a process of its own; raises CalledProcessError with typst's words in `stderr`."""
    return subprocess.run(
        [sys.executable, "-m", "gridward.kernel.documents.press"],
        input=orjson.dumps(asdict(order)),
        capture_output=True,
        check=True,
    ).stdout


@cache
def fonts(installed: bool) -> typst.Fonts:
    """The shipped fonts, with those of the machine where they are needed."""
    import typst

    return typst.Fonts(include_system_fonts=installed, font_paths=[str(FONTS)])


if __name__ == "__main__":
    sys.stdout.buffer.write(press(Order(**orjson.loads(sys.stdin.buffer.read()))))
