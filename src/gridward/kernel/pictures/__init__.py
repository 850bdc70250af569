"""Photographs as they are taken in: drawn anew and made smaller, so that nothing but the picture is kept."""

from gridward.kernel.pictures.drawing import drawn_anew
from gridward.kernel.pictures.keeping import keep_once
from gridward.kernel.pictures.problems import PictureBroken, PictureTooLarge

__all__ = ["PictureBroken", "PictureTooLarge", "drawn_anew", "keep_once"]
