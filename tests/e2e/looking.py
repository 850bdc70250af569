"""What a machine can say of how a screen looks; the rest is for eyes."""

import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async () => {
    // A colour that is on its way from one to another is neither: what moves and ends is waited for.
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < Infinity)
    const ended = Promise.all(ending.map(({ finished }) => finished.catch(() => {})))
    await Promise.race([ended, new Promise((told) => setTimeout(told, 3000))])
    // A rule's own impact is that of all it finds: what is slight by rule would be left out below.
    const slight = axe._audit.rules.filter(({ impact }) => impact === 'minor' || impact === 'moderate')
    const rules = Object.fromEntries(slight.map(({ id }) => [id, { enabled: false }]))
    const { violations } = await axe.run(document, { resultTypes: ['violations'], rules })
    return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target).join(' ')}`)
}"""
WIDER_THAN_THE_PAGE = """async () => {
    const frame = () => new Promise(requestAnimationFrame)
    for (let settled = 0; settled < 3; settled++) await frame()
    return [document.documentElement, document.querySelector('main')]
    .filter((one) => one && one.scrollWidth > one.clientWidth)
    .map((one) => `${one.tagName} is ${one.scrollWidth} wide in ${one.clientWidth}`)
}"""
SHOWN_AND_FOREIGN = """() => [document.body, ...document.querySelectorAll('body :is([lang=en], [translate=no])')]
    .map((one) => one.innerText ?? '')"""
LATIN_SENTENCE = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ ,]+[A-Za-z][A-Za-z'’-]*)+")
CATALOGUE_KEY = re.compile(r"\b[a-z][A-Za-z]+(?:\.[a-zA-Z_-]+)+\b")


def axe(page: Page) -> list[str]:
    """What axe takes for serious."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_program())
    return list(page.evaluate(RUN_AXE))


@cache
def _program() -> str:
    return AXE.read_text("utf-8")


def too_wide(page: Page) -> list[str]:
    """What is wider than the window, once it stands still."""
    return list(page.evaluate(WIDER_THAN_THE_PAGE))


def latin(page: Page) -> set[str]:
    """Sentences in Latin letters, but for those that are marked as English and codes that no language has."""
    shown, *foreign = page.evaluate(SHOWN_AND_FOREIGN)
    for said in foreign:
        shown = shown.replace(said, "")
    return set(LATIN_SENTENCE.findall(shown))


def keys(page: Page) -> list[str]:
    """Keys of a catalogue that were not translated."""
    return list(CATALOGUE_KEY.findall(page.locator("body").inner_text()))
