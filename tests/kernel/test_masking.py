"""Masking: enough to recognise, too little to use (GB/T 35273-2020, clause L14)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kernel import masking


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳娜娜", "欧阳**"),
        ("诸葛亮", "诸葛*"),
        ("司马", "司*"),
        ("阿里木·买买提", "阿**·***"),
        ("John Smith", "J*** *****"),
        ("𠮷田", "𠮷*"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_surname(name: str, masked: str) -> None:
    assert masking.mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("360199190001010016", "3601**********0016"),
        ("360199000101001", "3601*******1001"),
        ("3601", "****"),
    ],
)
def test_an_identity_number_keeps_four_and_four(number: str, masked: str) -> None:
    assert masking.mask_identity_number(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800131234", "138****1234"),
        ("+8613800131234", "138****1234"),
        ("0791-86123456", "0791-****3456"),
        ("+8679186123456", "0791-****3456"),
        ("0791-86123456-801", "0791-****3456"),
        ("+85251234567", "+852 ****4567"),
        ("400-123-4567", "400***4567"),
        ("86123456", "****3456"),
        ("无", "*"),
        ("", ""),
    ],
)
def test_a_phone_keeps_its_beginning_and_last_four(number: str, masked: str) -> None:
    assert masking.mask_phone(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("赣A12345", "赣A·**345"),
        ("赣AD12345", "赣A·***345"),
        ("使224578", "使***578"),
        ("说不清", "***"),
    ],
)
def test_a_plate_keeps_its_office_and_last_three(number: str, masked: str) -> None:
    assert masking.mask_plate(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [("E12345678", "E1*****78"), ("H1234567801", "H1*******01"), ("AB1", "***")],
)
def test_a_document_keeps_a_little_of_both_ends(number: str, masked: str) -> None:
    assert masking.mask_document(number) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("朱紫巷社区XX小区3栋2单元501", "朱紫巷社区XX小区3栋2单元***"),
        ("3-2-501", "3-2-***"),
        ("3#2-501室（后门）", "3#2-***"),
        ("三栋二单元五零一室", "三栋二单元***"),
        ("3栋501室-2", "3栋***"),
        ("3栋501室之一", "3栋***"),
        ("XX路18号附2号", "XX路18号附***"),
        ("XX路18号", "XX路***"),
        ("XX小区3栋2单元", "XX小区3栋2单元"),
        ("朱紫巷社区", "朱紫巷社区"),
    ],
)
def test_an_address_hides_the_room(address: str, masked: str) -> None:
    assert masking.mask_address(address) == masked


@given(st.text(max_size=30))
@settings(max_examples=60)
def test_masking_never_fails(text: str) -> None:
    for mask in (
        masking.mask_name,
        masking.mask_identity_number,
        masking.mask_phone,
        masking.mask_plate,
        masking.mask_document,
        masking.mask_address,
    ):
        mask(text)


@given(st.text(alphabet="0123456789X", min_size=9, max_size=18))
@settings(max_examples=60)
def test_at_most_eight_characters_of_a_number_stay(number: str) -> None:
    assert masking.mask_identity_number(number).count("*") == len(number) - 8
    assert masking.mask_document(number).count("*") >= len(number) / 2
