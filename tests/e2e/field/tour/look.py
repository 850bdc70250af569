"""How a screen of the phone looks at both sizes: pictures for eyes, and what a machine can say."""

from collections import defaultdict
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.e2e.album import Album
from tests.e2e.conftest import PHONE
from tests.e2e.looking import axe, keys, latin, too_wide

SMALL_PHONE = (360, 640)
TOO_SMALL_FOR_A_FINGER = """() => {
  const keys = 'button, a[href], textarea, select, input:not([type=file]), [role=button], [role=tab], ' +
    '[role=radio], [role=checkbox], [role=switch], .van-cell--clickable'
  const boxOf = (one) => {
    const around = one.closest('label, .van-field__body, .van-search__content, .van-cell--clickable') ?? one
    return around.getBoundingClientRect()
  }
  return [...document.querySelectorAll(keys)]
    .filter((one) => one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
    .filter((one) => {
      const { width, height } = boxOf(one)
      return width > 1 && (width < 43.5 || height < 43.5)
    })
    .map((one) => one.outerHTML.slice(0, 90))
}"""
"""The box around a thing counts where a tap into it reaches the thing: a label, the frame of an input, a row."""

OUT_OF_FULL_SCREEN = "() => document.fullscreenElement && document.exitFullscreen()"
"""A page that fills the screen is not made smaller."""

Findings = dict[str, list[str]]


class PhoneLook:
    """Looks at what a page shows and notes, by kind, what a careful designer would send back."""

    def __init__(self, album: Album) -> None:
        self._album = album
        self.found: Findings = defaultdict(list)
        self.paths: set[str] = set()

    def at(self, page: Page, name: str) -> None:
        """The page that is open."""
        self.paths.add(urlsplit(page.url).path)
        if page.evaluate("document.documentElement.lang") != "en":
            self._note("latin", name, latin(page))
        self._note("keys", name, keys(page))
        self._note("axe", name, axe(page))
        page.evaluate(OUT_OF_FULL_SCREEN)
        for size, suffix in ((SMALL_PHONE, "-small"), (PHONE, "")):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            self._note("wide", name + suffix, too_wide(page))
            self._note("fingers", name + suffix, page.evaluate(TOO_SMALL_FOR_A_FINGER))
            self._album.take(page, f"field-{name}{suffix}")

    def _note(self, kind: str, name: str, complaints: object) -> None:
        assert isinstance(complaints, list | set)
        self.found[kind] += [f"{name}: {one}" for one in complaints]
