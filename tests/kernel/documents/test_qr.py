"""QR codes: what is drawn is read again, by a reader of our own."""

import pytest

from gridward.kernel.documents.qr import qr_svg
from tests.kernel.documents.qr_reader import code_of_svg


@pytest.mark.parametrize(
    "text",
    [
        "http://127.0.0.1:8000/p/#0123456789ABCDEFGHJKMNPQRSTV",
        "https://wangge.xihu.example.gov.cn/p/#ZYXWVTSRQPNMKJHGFEDCBA987654",
        "https://a.example/p/#" + "W" * 60,
        "短",
        "GW1" + "A7" * 76,
        "W" * 150,
        "0123456",
    ],
)
def test_what_is_drawn_is_read_again(text: str) -> None:
    assert code_of_svg(qr_svg(text)) == text


def test_the_reader_mends_nothing_so_that_it_finds_a_wrong_drawing() -> None:
    text = "https://a.example/p/#" + "W" * 60
    svg = qr_svg(text)
    runs = svg.split("M")
    broken = "M".join([*runs[:-12], *runs[-4:]])
    with pytest.raises((AssertionError, UnicodeDecodeError, KeyError, IndexError)):
        assert code_of_svg(broken) == text
