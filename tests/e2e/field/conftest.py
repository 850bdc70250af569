"""Phones before the served demo."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.conftest import PATIENCE_MS, PHONE
from tests.e2e.field.phones import FieldPhone
from tests.served import Served

NewPhone = Callable[..., FieldPhone]


@pytest.fixture
def new_phone(browser: Browser, demo: Served, passwords: dict[str, str]) -> Iterator[NewPhone]:
    """Make a phone that knows nothing yet; whatever its page throws fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(
        size: tuple[int, int] = PHONE, locale: str = "zh-CN", address: str = demo.address
    ) -> FieldPhone:
        context = browser.new_context(
            base_url=address,
            locale=locale,
            reduced_motion="reduce",
            viewport={"width": size[0], "height": size[1]},
            has_touch=True,
            is_mobile=True,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        page = context.new_page()
        return FieldPhone(context, page, passwords)

    yield make
    for context in contexts:
        context.close()
    assert errors == []
