"""Where somebody who is not ours may live, by the words of an address."""

import pytest

from gridward.work.screening.rules.telling import place_named


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("南昌市红谷滩区沙井街道某某社区3栋", "南昌市红谷滩区沙井街道某某社区"),
        ("江西省九江市濂溪区", "江西省九江市濂溪区"),
        ("3栋2单元", ""),
        ("", ""),
    ],
)
def test_the_place_that_an_address_names(address: str, place: str) -> None:
    assert place_named(address) == place
