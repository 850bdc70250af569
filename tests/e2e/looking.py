"""What a machine can say of how a screen looks; the rest is for eyes."""

import re
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target).join(' ')}`)"""
WIDER_THAN_THE_PAGE = """async () => {
    const frame = () => new Promise(requestAnimationFrame)
    for (let settled = 0; settled < 3; settled++) await frame()
    return [document.documentElement, document.querySelector('main')]
    .filter((one) => one && one.scrollWidth > one.clientWidth)
    .map((one) => `${one.tagName} is ${one.scrollWidth} wide in ${one.clientWidth}`)
}"""
LATIN_SENTENCE = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ ,]+[A-Za-z][A-Za-z'’-]*)+")
CATALOGUE_KEY = re.compile(r"\b[a-z][A-Za-z]+(?:\.[a-zA-Z_-]+)+\b")


def axe(page: Page) -> list[str]:
    """What axe takes for serious."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    return list(page.evaluate(RUN_AXE))


def too_wide(page: Page) -> list[str]:
    """What is wider than the window, once it stands still."""
    return list(page.evaluate(WIDER_THAN_THE_PAGE))


def latin(page: Page) -> set[str]:
    """Sentences in Latin letters, but for those that are marked as English and codes that no language has."""
    shown = page.locator("body").inner_text()
    for said in page.locator("body :is([lang=en], [translate=no])").all_inner_texts():
        shown = shown.replace(said, "")
    return set(LATIN_SENTENCE.findall(shown))


def keys(page: Page) -> list[str]:
    """Keys of a catalogue that were not translated."""
    return list(CATALOGUE_KEY.findall(page.locator("body").inner_text()))
