"""Phones before the served demo."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.complaints import note_complaints
from tests.e2e.conftest import PATIENCE_MS, PHONE
from tests.e2e.field.phones import FieldPhone
from tests.served import Served

NewPhone = Callable[..., FieldPhone]


def phone_in(
    browser: Browser,
    address: str,
    passwords: dict[str, str],
    *,
    size: tuple[int, int] = PHONE,
    locale: str = "zh-CN",
) -> FieldPhone:
    """A phone that knows nothing yet; whoever makes it closes its context."""
    context = browser.new_context(
        base_url=address,
        locale=locale,
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        viewport={"width": size[0], "height": size[1]},
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(PATIENCE_MS)
    return FieldPhone(context, context.new_page(), passwords)


@pytest.fixture
def new_phone(browser: Browser, demo: Served, passwords: dict[str, str]) -> Iterator[NewPhone]:
    """Make a phone; whatever its page throws fails the test."""
    phones: list[FieldPhone] = []
    errors: list[str] = []

    def make(
        size: tuple[int, int] = PHONE, locale: str = "zh-CN", address: str = demo.address
    ) -> FieldPhone:
        phone = phone_in(browser, address, passwords, size=size, locale=locale)
        note_complaints(phone.context, errors)
        phones.append(phone)
        return phone

    yield make
    for phone in phones:
        phone.context.close()
    assert errors == []
