"""A photograph drawn anew."""

import io

from PIL import Image, UnidentifiedImageError

from gridward.kernel.pictures.problems import PictureBroken, PictureTooLarge

LARGEST_BYTES = 1_500_000
LARGEST_SIDE = 2000
MOST_PIXELS = 40_000_000
QUALITY = 82


def drawn_anew(content: bytes) -> bytes:
    """The picture as JPEG; whatever was written beside it (position, time, device) is gone.

    Raises PictureTooLarge, PictureBroken.
    """
    if len(content) > LARGEST_BYTES:
        raise PictureTooLarge(most_kb=LARGEST_BYTES // 1000)
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureTooLarge(most_kb=LARGEST_BYTES // 1000)
            plain = picture.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise PictureBroken from None
    plain.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    drawn = io.BytesIO()
    plain.save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()
