"""Addresses as people write them, read into place, building, unit and room."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gridward.planning.matching.doors import Door, door, doors

WRITTEN = {
    "南昌市西湖区桃苑路12号春禾苑三栋2单元501室": ("春禾苑", "3", "2", "501"),
    "江西省南昌市西湖区西湖街道康王庙社区春禾苑3号楼2单元0501": ("春禾苑", "3", "2", "501"),
    "春禾苑 3 - 2 - 501": ("春禾苑", "3", "2", "501"),
    "春禾苑3#2-501": ("春禾苑", "3", "2", "501"),
    "春禾苑３栋２－５０１": ("春禾苑", "3", "2", "501"),
    "春禾苑十二栋二单元五零一室": ("春禾苑", "12", "2", "501"),
    "春禾苑二十栋十单元1201": ("春禾苑", "20", "10", "1201"),
    "春禾苑A座1203": ("春禾苑", "A", None, "1203"),
    "春禾苑3栋501": ("春禾苑", "3", None, "501"),
    "春禾苑3栋": ("春禾苑", "3", None, None),
    "春禾小区3栋2单元": ("春禾小区", "3", "2", None),
    "3-2-501": (None, "3", "2", "501"),
    "8-301": (None, "8", None, "301"),
    "禾塘村12号": ("禾塘村", "12", None, None),
    "桃苑路12号": ("桃苑路", "12", None, None),
    "桃苑路12号301室": ("桃苑路", "12", None, "301"),
    "朱紫巷社区": ("朱紫巷社区", None, None, None),
    "": (None, None, None, None),
}


@pytest.mark.parametrize("address", WRITTEN, ids=repr)
def test_an_address_is_read(address: str) -> None:
    assert door(address) == Door(*WRITTEN[address])


FORMS = (
    "{0}栋{1}单元{2}室",
    "{0}号楼{1}单元{2}",
    "{0}幢{1}-{2}",
    "{0}-{1}-{2}",
    "{0}#{1}-{2}",
    "0{0}栋0{1}单元0{2}号",
)


@given(
    some.integers(1, 30),
    some.integers(1, 9),
    some.integers(1, 33),
    some.integers(1, 8),
    some.sampled_from(FORMS),
)
def test_every_usual_form_is_read_alike(
    building: int, unit: int, floor: int, at: int, form: str
) -> None:
    room = f"{floor}{at:02d}"
    text = "锦绣花园" + form.format(building, unit, room)
    assert door(text) == Door("锦绣花园", str(building), str(unit), room)


@given(some.lists(some.text() | some.sampled_from(list(WRITTEN)), max_size=6))
def test_addresses_read_together_are_read_as_alone(addresses: list[str]) -> None:
    assert doors(addresses) == [door(one) for one in addresses][: len(addresses)]
