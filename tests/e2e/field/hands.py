"""A worker's hands in a building: doors, what came of them, forms, photographs."""

import io
import re
from base64 import b64decode
from dataclasses import dataclass
from typing import cast

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e.field.phones import FieldPhone

GPS = 0x8825
LATITUDE, LONGITUDE = (28.0, 40.0, 30.0), (115.0, 53.0, 20.0)


@dataclass(frozen=True)
class Hands:
    """What is done on one phone, in one round."""

    phone: FieldPhone
    round_name: str

    @property
    def page(self) -> Page:
        """The screen."""
        return self.phone.page

    def enter(self, building: str) -> None:
        """From the tab of buildings into one, with our round before the eyes."""
        self.page.get_by_role("tab", name="楼栋").tap()
        expect(self.page.locator(".doors .choice")).to_contain_text(self.round_name)
        several = self.page.get_by_role("radio", name=self.round_name)
        if several.count():  # one alone is not to be chosen
            several.tap()
        self.page.get_by_role("link", name=building).tap()
        expect(self.page.locator(".door").first).to_be_visible()

    def door(self, room: str) -> Locator:
        """The key of a door."""
        number = self.page.locator(".door__room", has_text=re.compile(rf"^{room}$"))
        return self.page.locator(".door", has=number)

    def open(self, room: str) -> Locator:
        """The sheet of a door."""
        self.door(room).tap()
        sheet = self.page.locator(".sheet", has_text=room)
        expect(sheet).to_be_visible()
        return sheet

    def unchanged(self, *rooms: str) -> None:
        """Two taps a door."""
        for room in rooms:
            self._tell(self.open(room), "✓ 无变化")

    def say(self, room: str, *words: str) -> None:
        """What came of a door, key by key."""
        self._tell(self.open(room), *words)

    def together(self, rooms: tuple[str, ...], outcome: str) -> None:
        """One outcome for several doors."""
        self.page.get_by_role("button", name="多选").tap()
        for room in rooms:
            self.door(room).tap()
        expect(self.page.locator(".together")).to_contain_text(f"已选 {len(rooms)} 个门")
        self.page.locator(".together__outcome", has_text=outcome).tap()
        expect(self.page.locator(".together")).to_have_count(0)

    def take_photos(self, several: int) -> list[bytes]:
        """Photographs with a position in them; answers what the phone keeps of each."""
        file = self.page.locator("input[type=file]")
        for number in range(several):
            file.set_input_files(photograph(number))
            expect(self.page.locator(".photos__one")).to_have_count(number + 1)
        kept = self.page.locator(".photos__one img").all()
        return [b64decode((one.get_attribute("src") or "").partition(",")[2]) for one in kept]

    def person(self, place: int, **typed: str) -> None:
        """Fill in the boxes of a person of a new household."""
        boxes = self.page.locator("section.one").nth(place)
        for label, text in typed.items():
            boxes.get_by_label(label).fill(text)

    def leave(self) -> None:
        """Back to all buildings; what was told with one tap is given now."""
        self.page.locator(".van-nav-bar__left").tap()
        expect(self.page.locator(".building").first).to_be_visible()

    def _tell(self, sheet: Locator, *words: str) -> None:
        for word in words:
            sheet.get_by_role("button", name=word).tap()
        expect(sheet).to_be_hidden()


def photograph(number: int) -> FilePayload:
    """A JPEG with a position in it."""
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: LATITUDE, 3: "E", 4: LONGITUDE}
    content = io.BytesIO()
    picture = Image.new("RGB", (1600, 1200), (40 * number, 120, 90))
    picture.save(content, "JPEG", exif=exif)
    assert Image.open(content).getexif().get_ifd(GPS)
    return cast(
        FilePayload,
        {"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()},
    )


def sign(page: Page) -> None:
    """Draw a line with the finger."""
    field = page.get_by_label("请用手指在这里签名")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 30)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + 40 + 18 * step, box["y"] + (30, 70)[step % 2], steps=3)
    page.mouse.up()
