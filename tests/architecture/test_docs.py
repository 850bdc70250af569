"""Documentation: what it names exists, what it must name is there, and no personal data or registries slip in."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from gridward.config import privacy_pages
from gridward.config.cli import app
from gridward.ground.staff.terms import LEVEL, SINGLE, Post
from gridward.kernel.access import Permission
from gridward.kernel.codes import identity_number
from gridward.kernel.problems import Problem
from tests.e2e.screens import OF_THE_ADMINISTRATOR, OF_WHOEVER_KEEPS_HELP

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "gridward"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
MADE_LATER = ("var/", "web/node_modules")

FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
WORD = re.compile(r"\w+")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"\.?[\w*-]+(?:/[\w.*-]+)*/?|[\w.-]+\.(?:md|toml|lock|py)")
SETTING = re.compile(r"GRIDWARD_[A-Z_]+")
COMMAND = re.compile(
    r"(?:^|[\s/`])gridward +([a-z][a-z-]*)(?: +([a-z][a-z0-9-]*))?(.*)", re.MULTILINE
)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code_of(page: Path) -> Iterator[str]:
    """Every line of fenced code and every span in backticks."""
    text = text_of(page)
    for block in FENCED.findall(text):
        yield from block.splitlines()[1:-1]
    yield from INLINE.findall(FENCED.sub("", text))


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Every text file that git keeps or would keep."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True, text=True)
    for name in filter(None, answer.stdout.split("\0")):
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue


# -- what is named exists ------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    targets = {target.partition("#")[0] for target in LINK.findall(FENCED.sub("", text_of(page)))}
    relative = {
        one for one in targets if one and "://" not in one and not one.startswith("mailto:")
    }
    assert {one for one in relative if not (page.parent / one).exists()} == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_path_in_backticks_exists(page: Path) -> None:
    spans = INLINE.findall(FENCED.sub("", text_of(page)))
    paths = {span for span in spans if PATH.fullmatch(span) and is_of_repository(span)}
    assert {path for path in paths if not exists(path)} == set()


BASES = (ROOT, SOURCE, SOURCE / "ground")


def is_of_repository(span: str) -> bool:
    """Whether it begins with a folder of ours, or has the name of a file at the top."""
    first, slash, _ = span.partition("/")
    if span.startswith(MADE_LATER):
        return False
    if not slash:
        return first.endswith((".md", ".toml", ".lock"))
    return any((base / first).is_dir() for base in BASES)


def exists(path: str) -> bool:
    return any(next(base.glob(path.rstrip("/")), None) for base in BASES)


# -- settings ------------------------------------------------------------------------------------


@cache
def settings_read() -> set[str]:
    """Every string of the program that is the name of a setting."""
    found: set[str] = set()
    for path in SOURCE.glob("**/*.py"):
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if SETTING.fullmatch(node.value) else set()
    return found


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    read = settings_read()
    assert "GRIDWARD_HOME" in read
    assert set(SETTING.findall(text_of(ROOT / "docs/operations/settings.md"))) == read


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_page_names_an_unknown_setting(page: Path) -> None:
    assert set(SETTING.findall(text_of(page))) - settings_read() == set()


# -- commands ------------------------------------------------------------------------------------


@cache
def commands() -> dict[str, Any]:
    """Every command that people see, by its words; typer keeps click's types to itself."""
    return dict(_leaves(get_command(app), ()))


def _leaves(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    inside = getattr(command, "commands", None)
    if words and inside and command.invoke_without_command:
        yield " ".join(words), command
    if inside is None:
        if not command.hidden:
            yield " ".join(words), command
        return
    for name, one in inside.items():
        yield from _leaves(one, (*words, name))


def said_commands(page: Path) -> Iterator[tuple[str, str]]:
    """Each command that code on the page names, with what stands behind it."""
    groups = {words.split()[0] for words in commands() if " " in words}
    for code in code_of(page):
        for first, second, rest in COMMAND.findall(code):
            yield (f"{first} {second}".strip() if first in groups else first), rest


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_named_exists_with_its_options(page: Path) -> None:
    known = commands()
    for words, rest in said_commands(page):
        assert words in known, words
        options = {option for one in known[words].params for option in one.opts}
        assert set(OPTION.findall(rest)) <= options, (words, rest)


@pytest.mark.parametrize("page", READMES, ids=named)
def test_both_readmes_name_every_command(page: Path) -> None:
    assert set(commands()) - {words for words, _ in said_commands(page)} == set()


@pytest.mark.parametrize("page", READMES, ids=named)
def test_both_readmes_name_every_bench(page: Path) -> None:
    measured = {one.stem.removeprefix("bench_") for one in (ROOT / "bench").glob("bench_*.py")}
    rows = [line.split("|") for line in text_of(page).splitlines() if line.startswith("| `")]
    named_there = {name for row in rows for name in INLINE.findall(row[1])}
    assert measured <= named_there


# -- rights, fields, words -----------------------------------------------------------------------


def test_every_permission_and_post_has_its_line() -> None:
    lines = text_of(ROOT / "docs/subsystems/staff-and-access.md").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    first = {row[0]: row for row in rows if row[0].startswith("`")}
    assert {f"`{one.value}`" for one in Permission} <= set(first)
    for post in Post:
        _, _, level, single = first[f"`{post.value}`"]
        assert (level, single == "yes") == (LEVEL[post].value, post in SINGLE)


@pytest.mark.parametrize(("language", "suffix"), privacy_pages.LANGUAGES.items())
def test_the_privacy_pages_are_what_the_parts_declare(language: str, suffix: str) -> None:
    folder = ROOT / "docs" / "privacy"
    assert text_of(folder / f"fields{suffix}.md") == privacy_pages.fields_page(language), (
        "make docs"
    )
    notice = text_of(folder / f"notice{suffix}.md")
    assert notice == privacy_pages.with_notice_lines(notice, language), "make docs"


def glossary(heading: str) -> str:
    text = text_of(ROOT / "docs/glossary.md")
    return text.split(f"## {heading}\n")[1].split("\n## ")[0]


def test_every_identifier_of_the_glossary_is_in_the_program() -> None:
    words = {word for path in SOURCE.glob("**/*.py") for word in WORD.findall(text_of(path))}
    said = {
        word
        for one in INLINE.findall(glossary("In the program today"))
        for word in WORD.findall(one)
    }
    assert "Household" in said
    assert said - words == set()


def test_no_planned_word_is_built_already() -> None:
    program = "\n".join(text_of(path) for path in SOURCE.glob("**/*.py"))
    rows = [line.split("|") for line in glossary("Planned").splitlines() if line.startswith("|")]
    planned = {word.strip() for row in rows[2:] for word in row[3].split(",")}
    assert planned
    assert planned & set(re.findall(r"^class (\w+)", program, re.MULTILINE)) == set()


# -- pictures, screens, guides -------------------------------------------------------------------


PICTURE = re.compile(r"pictures/([a-z0-9-]+)\.png")
HEAVIEST = 120_000
TOUR = ROOT / "tests" / "e2e" / "test_tour.py"
FIELD_TOUR = ROOT / "tests" / "e2e" / "field" / "tour"
QUOTED = re.compile(r'"([a-z0-9-]+)"')
ROUTE = re.compile(r"""page\(\s*'[^']*',\s*'([a-z0-9-]+)'""")
BY_THE_WAY = {"unreachable", "not-allowed", "new-password", "not-found", "import", "imports"}
"""Screens that no walk opens by an address: refusals, and the steps of an import, which the tour takes by hand."""


def test_every_picture_is_shown_small_and_of_the_tour() -> None:
    shown = {name for page in PAGES for name in PICTURE.findall(text_of(page))}
    kept = {one.stem: one.stat().st_size for one in (ROOT / "docs" / "pictures").iterdir()}
    assert set(kept) == shown
    assert {name for name, size in kept.items() if size > HEAVIEST} == set()
    walked = in_the_tour() | {
        name for page in FIELD_TOUR.glob("*.py") for name in QUOTED.findall(text_of(page))
    }
    assert {name.removeprefix("phone-").removeprefix("field-") for name in shown} <= walked


def test_every_screen_is_in_the_tour() -> None:
    routes = text_of(ROOT / "web" / "apps" / "console" / "src" / "routes.ts")
    screens = set(ROUTE.findall(routes))
    assert {"household", "report-layout"} <= screens
    assert screens - BY_THE_WAY - in_the_tour() == set()


def in_the_tour() -> set[str]:
    """Names of the screens that the tour of the console goes to."""
    return {*QUOTED.findall(text_of(TOUR)), *OF_WHOEVER_KEEPS_HELP, *OF_THE_ADMINISTRATOR}


def test_every_post_has_a_guide_in_both_languages() -> None:
    """The words of each post stand at the head of a guide, as the console says them."""
    folder = ROOT / "docs" / "guide"
    heads = [text_of(page).splitlines()[0] for page in folder.glob("*.zh-CN.md")]
    names = json.loads(text_of(LOCALES / "zh-Hans.json"))["post"]
    assert {one for one in Post if not any(names[one.value] in head for head in heads)} == set()
    index = text_of(folder / "index.md")
    guides = {page.name for page in folder.glob("*.md")} - {"index.md"}
    assert {name for name in guides if f"({name})" not in index} == set()
    assert {name for name in guides if not (folder / twin_of(name)).exists()} == set()


def twin_of(name: str) -> str:
    """The same guide in the other language."""
    stem = name.removesuffix(".md")
    return stem.removesuffix(".zh-CN") + (".md" if stem.endswith(".zh-CN") else ".zh-CN.md")


LOCALES = ROOT / "web" / "apps" / "console" / "src" / "locales"
FIELD_LOCALES = ROOT / "web" / "apps" / "field" / "src" / "locales"
SAID = re.compile(r"“([^”]+)”")
OTHERWISE = frozenset({"<5"})
"""Quoted for another reason."""


def test_every_word_that_a_chinese_guide_quotes_is_on_a_screen() -> None:
    """Buttons, tabs and menus are named as they are; `A → B` is a way through the console or the field app."""
    phone = (FIELD_LOCALES / "zh-Hans").glob("*.json")
    catalogues = [LOCALES / "zh-Hans.json", *phone, *SOURCE.glob("**/texts/zh-Hans.toml")]
    screens = "\n".join(text_of(one) for one in catalogues)
    quoted = {
        (page.name, word.strip())
        for page in (ROOT / "docs" / "guide").glob("*.zh-CN.md")
        for said in SAID.findall(text_of(page))
        for word in said.split("→")
    }
    assert len(quoted) > 50
    assert {one for one in quoted if one[1] not in screens and one[1] not in OTHERWISE} == set()


# -- two languages -------------------------------------------------------------------------------


PAIRS = [
    (page.with_name(page.name.replace(".zh-CN", "")), page)
    for page in PAGES
    if ".zh-CN" in page.name
]


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=lambda page: named(page))
def test_both_languages_have_the_same_sections(english: Path, chinese: Path) -> None:
    heads = [
        re.findall(r"^#+ ", FENCED.sub("", text_of(page)), re.MULTILINE)
        for page in (english, chinese)
    ]
    assert len(heads[0]) > 1
    assert heads[0] == heads[1]


# -- what must not stand anywhere ----------------------------------------------------------------

FORM = re.compile(r"(?<![0-9A-Za-z])[1-8]\d{16}[\dXx](?![0-9A-Za-z])")

REGISTRY = re.compile(
    r"https?://[\w.-]*(?:registry\.|pypi\.|pythonhosted|npmmirror|yarnpkg|mirrors?\.)",
    re.IGNORECASE,
)


def is_identity_number(text: str) -> bool:
    try:
        identity_number.parse(text, today=date.max)
    except Problem:
        return False
    return True


def test_no_identity_number_outside_the_unassigned_area() -> None:
    found = {
        (name, number)
        for name, text in tracked_texts()
        for number in FORM.findall(text)
        if not number.startswith("360199") and is_identity_number(number)
    }
    assert found == set()


def test_no_address_of_a_package_registry() -> None:
    assert {name for name, text in tracked_texts() if REGISTRY.search(text)} == set()


def test_locks_say_what_and_not_where() -> None:
    locks = {name: text for name, text in tracked_texts() if name.endswith((".lock", "-lock.json"))}
    assert len(locks) == 2
    assert {name for name, text in locks.items() if "://" in text} == set()


def test_no_page_speaks_of_another_workplace() -> None:
    outside = re.compile(
        r"\.\./shared|(?<![\w.])/(?:work|tmp)/|\b(?:domain|design|stack|style)\.md\b"
    )
    assert {named(page) for page in PAGES if outside.search(text_of(page))} == set()


# -- the pages as a book -------------------------------------------------------------------------


def test_the_book_builds_without_a_warning(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "docs", str(tmp_path)]
    run = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.returncode == 0
    assert (tmp_path / "index.html").exists()
