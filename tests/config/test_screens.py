"""The built apps: which address opens which page, and what a phone may keep of it."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from django.test import Client
from pytest_django import Settings

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "console": {"index.html": "the console", "assets/page-1a2b3c4d.js": "console()"},
    "field": {
        "index.html": "the field app",
        "sw.js": "worker()",
        "manifest.webmanifest": "{}",
        "assets/page-1a2b3c4d.js": "field()",
    },
    "portal": {"index.html": "the portal", "assets/page-1a2b3c4d.js": "portal()"},
}


@pytest.fixture
def client(db: None, settings: Settings, tmp_path: Path) -> Client:
    """A client of a server with small apps."""
    for app, files in FILES.items():
        for name, content in files.items():
            file = tmp_path / app / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content)
    settings.SCREENS = {app: tmp_path / app for app in FILES}
    return Client()


class Told(NamedTuple):
    status_code: int
    headers: Mapping[str, str]
    cookies: Mapping[str, object]
    text: str


def ask(client: Client, address: str) -> Told:
    """The answer, read to its end and closed."""
    answer = client.get(address)
    text = b"".join(answer).decode()
    answer.close()
    return Told(answer.status_code, answer.headers, answer.cookies, text)


def body(client: Client, address: str) -> str:
    answer = ask(client, address)
    assert answer.status_code == 200, address
    return answer.text


@pytest.mark.parametrize("address", ["/", "/overview", "/register/households/1", "/fieldwork"])
def test_the_console_answers_its_addresses(client: Client, address: str) -> None:
    assert body(client, address) == "the console"


@pytest.mark.parametrize("address", ["/field/", "/field/today", "/field/me/outbox/0199"])
def test_the_field_app_answers_every_address_below_its_own(client: Client, address: str) -> None:
    assert body(client, address) == "the field app"


def test_the_bare_name_leads_to_the_field_app(client: Client) -> None:
    answer = client.get("/field?next=/me")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/field/?next=/me")


@pytest.mark.parametrize("address", ["/", "/field/", "/field/today"])
def test_a_page_is_asked_for_anew_and_brings_the_csrf_cookie(client: Client, address: str) -> None:
    answer = ask(client, address)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "csrftoken" in answer.cookies


@pytest.mark.parametrize("address", ["/p/", "/p/index.html", "/p/anything"])
def test_residents_get_their_page_and_no_cookie(client: Client, address: str) -> None:
    answer = ask(client, address)
    assert (answer.status_code, answer.text) == (200, "the portal")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/phones", "/patrols", "/posts/p/1"])
def test_addresses_that_begin_alike_stay_the_consoles(client: Client, address: str) -> None:
    assert body(client, address) == "the console"


@pytest.mark.parametrize("address", ["/field/sw.js", "/field/manifest.webmanifest", "/index.html"])
def test_files_without_a_hash_are_never_kept_unasked(client: Client, address: str) -> None:
    assert ask(client, address).headers["Cache-Control"] == "no-cache"


def test_the_manifest_is_told_as_one(client: Client) -> None:
    told = ask(client, "/field/manifest.webmanifest").headers["Content-Type"]
    assert told == "application/manifest+json"


@pytest.mark.parametrize(
    ("prefix", "content"), [("", "console()"), ("/field", "field()"), ("/p", "portal()")]
)
def test_files_named_by_their_content_are_kept_for_ever(
    client: Client, prefix: str, content: str
) -> None:
    answer = ask(client, f"{prefix}/assets/page-1a2b3c4d.js")
    assert answer.text == content
    assert re.search(r"max-age=\d{8,}.*immutable", answer.headers["Cache-Control"])


@pytest.mark.parametrize(
    "address",
    ["/assets/gone-00000000.js", "/field/assets/gone-00000000.js", "/p/assets/gone-00000000.js"],
)
def test_a_file_of_an_earlier_build_is_gone_and_no_page(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/", "/field/today", "/p/"])
def test_screens_that_are_not_built_say_so(db: None, settings: Settings, address: str) -> None:
    settings.SCREENS = dict.fromkeys(FILES)
    answer = Client().get(address)
    assert answer.status_code == 503
    assert "make setup" in answer.content.decode()


def test_the_shell_of_the_field_app_is_light() -> None:
    built = ROOT / "web" / "apps" / "field" / "dist"
    page = (built / "index.html").read_text()
    files = re.findall(r'(?:src|href)="/field/(assets/[^"]+)"', page)
    size = sum((built / f"{name}.gz").stat().st_size for name in files)
    assert 50_000 < size < 300_000, "what comes before anything is shown, compressed"


def test_the_page_of_residents_is_lighter_still() -> None:
    built = ROOT / "web" / "apps" / "portal" / "dist"
    size = sum(one.stat().st_size for one in built.glob("**/*.gz"))
    assert 10_000 < size < 60_000


@pytest.mark.slow
def test_a_wheel_brings_all_apps_where_the_settings_look(tmp_path: Path) -> None:
    build = "from hatchling.build import build_wheel; import sys; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True)
    [wheel] = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {f"gridward/web/{app}/index.html" for app in FILES} <= names
    assert "gridward/web/field/sw.js" in names
