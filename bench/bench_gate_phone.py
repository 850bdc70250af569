"""Gate mode in a real Chromium: how fast a verdict comes and what the copy of a gate weighs, with 60,000 passes.

    python -m bench gate_phone
    python -m bench.bench_gate_phone --passes 60000 --watched 5000

What a gate's server would say is made here and handed to the browser (`ModelGate`): codes are signed and entries
keyed as the server does it, but no server is asked, for this measures the phone alone. Keys of a scanner are pressed
in the page; the time runs from its Enter. "Painted" is the frame that shows the card, on a processor a quarter as fast.
Before the camera a slip is laid, by a file that Chromium plays as its camera; the time runs from the first frame of the
picture that shows it. Chromium slows down the page alone, not the worker that looks for codes: three times its look is
added. A home that is given is kept and used again.
"""

import argparse
import hmac
import json
import statistics
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from playwright.sync_api import Browser, CDPSession, Page, Route, expect
from tests.e2e.field.camera import DESK, HEIGHT, WIDTH, View
from tests.e2e.field.conftest import phone_in
from tests.e2e.field.phones import FieldPhone
from tests.served import serving

from bench.bench_phone import SLOW_CPU, chromium
from bench.bench_register import ONE_GRID, sign_ins
from gridward.work.checkpoints.rules.tokens import new_key, public_bytes, write_token
from gridward.work.checkpoints.terms import PassKind, PassToken

VERDICT_MS, MEMORY_MB, SCAN_MS = 50.0, 60.0, 300.0
PASSES, WATCHED, PAGE, TURNS = 60_000, 5_000, 5_000, 20
SLIPS, LAID_AFTER = 8, 3.0
GATE = UUID("0195f000-0000-7000-8000-0000000000a1")
ENTRY_KEY = bytes(range(32))

SCANNED = """async ([text, painted]) => {
  const press = (key) => dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  for (const key of text) press(key)
  const seen = new Promise((done) => {
    const watcher = new MutationObserver(() => {
      if (document.querySelector('.card')) done(watcher.disconnect())
    })
    watcher.observe(document.body, { childList: true, subtree: true })
  })
  const began = performance.now()
  press('Enter')
  await seen
  if (painted) {
    await new Promise(requestAnimationFrame)
    await new Promise((done) => setTimeout(done))
  }
  return performance.now() - began
}"""
"""Milliseconds from a scanner's Enter until the card is in the page, or until the frame behind it was painted."""


LOOKS = """() => {
  window.looks = []
  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (wanted, ...more) {
    const began = performance.now()
    if (wanted.picture) this.addEventListener(
      'message', () => looks.push(performance.now() - began), { once: true })
    return post.call(this, wanted, ...more)
  }
}"""
"""Notes in the page how long each look of the worker takes, in milliseconds."""

LAID = """([desk, x, y]) => {
  const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const frame = () => new Promise(requestAnimationFrame)
  const until = async (what) => {
    for (let found; !(found = what()); await frame()) if (performance.now() > ends) throw Error(what)
    return what()
  }
  const isLaid = (video) => {
    brush.drawImage(video, x, y, 1, 1, 0, 0, 1, 1)
    return brush.getImageData(0, 0, 1, 1).data[0] > desk + 30
  }
  const ends = performance.now() + 30000
  const measured = async () => {
    const video = await until(() => document.querySelector('video'))
    const began = await new Promise((done) => {
      const look = (now) => isLaid(video) ? done(now) : video.requestVideoFrameCallback(look)
      video.requestVideoFrameCallback(look)
    })
    await until(() => document.querySelector('.card'))
    await new Promise((done) => setTimeout(done))
    return performance.now() - began
  }
  window.laid = measured()
}"""
"""Milliseconds from the first frame of the camera with a slip until the frame that shows the card."""


@dataclass
class ModelGate:
    """What the server of a gate would say: passes, whom it watches for, and what it was told."""

    passes: int = PASSES
    watched: int = WATCHED
    key: EllipticCurvePrivateKey = field(default_factory=new_key)
    told: list[dict[str, object]] = field(default_factory=list)
    copies: int = 0
    rules: dict[str, object] = field(
        default_factory=lambda: {
            "name": "measured",
            "pass_for": ["in"],
            "pass_subjects": ["resident", "vehicle"],
        }
    )

    def __post_init__(self) -> None:
        self.begins = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
        self.ends = self.begins + timedelta(days=30)

    def install(self, phone: FieldPhone) -> None:
        """From now on the phone's questions about gates come here."""
        phone.context.route("**/api/v1/gates/**", self.answer)

    def answer(self, route: Route) -> None:
        """One question."""
        path = route.request.url.split("/api/v1/gates/")[1]
        body = route.request.post_data_json if route.request.method == "POST" else {}
        if path == "mine":
            grid = {"id": str(GATE), "name": "西街第一网格"}
            said: object = [
                {"id": str(GATE), "name": "清风名邸东门", "grid": grid, "on_duty": True}
            ]
        elif path.endswith("/code-checks"):
            said = {"set_up": False}
        elif path.endswith("/copy"):
            said = self.copy(body)
        else:
            self.told.append(body)
            rows = body.get("passages", [body])
            said = {"taken": len(rows), "known": 0, "refused": []}
        route.fulfill(body=json.dumps(said), content_type="application/json")

    def copy(self, asked: dict[str, object]) -> dict[str, object]:
        """A page of the copy; nothing new once it is whole."""
        self.copies += 1
        start = int(str(asked["cursor"] or 0))
        rows = range(start, min(start + PAGE, self.passes))
        fresh = not asked["cursor"]
        return {
            "epoch": 1,
            "now": datetime.now(UTC).isoformat(),
            "fresh": fresh,
            "cursor": str(rows.stop if rows else start),
            "more": bool(rows) and rows.stop < self.passes,
            "gate": self.gate(),
            "rules": [{"begins": self.begins.isoformat(), "ends": None, "rules": self.rules}],
            "keys": [public_bytes(self.key.public_key()).hex()],
            "entry_key": ENTRY_KEY.hex(),
            "passes": [self.row(number) for number in rows],
            "gone": [],
            "watched": [self.entry(f"phone:+8613{n:09}") for n in range(self.watched)]
            if fresh
            else None,
            "stays_home": [] if fresh else None,
        }

    def gate(self) -> dict[str, object]:
        """The gate itself; its people are invented."""
        both = {"directions": ["in", "out"]}
        return {
            "id": str(GATE),
            "name": "清风名邸东门",
            "place": "清风名邸东门口",
            "lanes": [
                {"name": "行人道", "vehicles": False, **both},
                {"name": "车道", "vehicles": True, **both},
            ],
            "kit": [],
            "opens_at": None,
            "closes_at": None,
            "lead": {"name": "测安", "phone": "+8619000000001"},
            "police": {"name": "测卫", "phone": "+8619000000002"},
            "sides": [],
        }

    def row(self, number: int) -> dict[str, object]:
        """A pass as gates know it; every fourth is of a vehicle."""
        is_car = number % 4 == 3
        return {
            "id": str(pass_id(number)),
            "serial": f"{number:08X}",
            "kind": "vehicle" if is_car else "resident",
            "issue": 1,
            "begins": self.begins.isoformat(),
            "ends": self.ends.isoformat(),
            "revoked": False,
            "used": False,
            "once": False,
            "gates": [],
            "entries": [self.entry(f"identity:{number}"), self.entry(f"phone:{number}")],
            "plate": self.entry(f"plate:赣A{number:05}") if is_car else None,
            "label": f"赣A·{number:05}" if is_car else "测**",
            "grid": "西街第一网格",
        }

    def entry(self, plain: str) -> str:
        """As the server makes it."""
        return hmac.digest(ENTRY_KEY, plain.encode(), "sha256")[:16].hex()

    def code(self, number: int) -> str:
        """The code of a pass."""
        kind = PassKind.VEHICLE if number % 4 == 3 else PassKind.RESIDENT
        return write_token(PassToken(pass_id(number), kind, 1, self.begins, self.ends), self.key)


def pass_id(number: int) -> UUID:
    """The id of a pass by its number."""
    return uuid5(GATE, str(number))


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--passes", type=int, default=PASSES)
    options.add_argument("--watched", type=int, default=WATCHED)
    options.add_argument("--home", type=Path)
    given = options.parse_args()
    gate = ModelGate(given.passes, given.watched)
    with tempfile.TemporaryDirectory() as folder:
        view = View(Path(folder) / "view.y4m")
        view.clear()
        with chromium(*view.flags) as browser:
            run(browser, gate, view, given.home or Path(folder) / "home")


def run(browser: Browser, gate: ModelGate, view: View, home: Path) -> None:
    """One phone at one gate."""
    with serving(home, "demo", "--persons", "1500") as served:
        phone = phone_in(browser, served.address, sign_ins(home, served))
        gate.install(phone)
        phone.begin(ONE_GRID)
        measure(phone, gate, view)
        phone.context.close()


def measure(phone: FieldPhone, gate: ModelGate, view: View) -> None:
    """Memory of the copy, then verdicts."""
    page = phone.page
    session = phone.context.new_cdp_session(page)
    before = heap_mb(session)
    enter(page)
    after = heap_mb(session)
    print(
        f"copy of a gate      {after - before:7.1f} MB  {(after - before) / MEMORY_MB:.2f} x the promised "
        f"{MEMORY_MB:.0f} MB; {after:.1f} MB with the app, {gate.passes:,} passes, {gate.watched:,} watched"
    )
    told(
        "verdict", verdicts(page, gate, painted=False), VERDICT_MS, "Enter to the card in the page"
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
    slow = verdicts(page, gate, painted=True)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    told("scan to verdict", slow, SCAN_MS, f"painted, at {SLOW_CPU} x CPU")
    seen, look = slips(page, session, gate, view)
    told(
        "camera to verdict", seen, SCAN_MS, f"slip in the picture to the card, at {SLOW_CPU} x CPU"
    )
    print(
        f"a look of the worker {look:6.0f} ms, of which {SLOW_CPU - 1} more are in the line before"
    )


def enter(page: Page) -> None:
    """From the day to the gate, until its copy has come."""
    page.locator(".entry").tap()
    page.locator(".gates__one").tap()
    expect(page.locator(".head__figures")).to_contain_text("刚刚", timeout=120_000)


def heap_mb(session: CDPSession) -> float:
    """What the page holds once what nobody holds is gone: objects and the columns of numbers behind them."""
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")
    return float(used["usedSize"] + used.get("backingStorageSize", 0)) / 1e6


def verdicts(page: Page, gate: ModelGate, *, painted: bool) -> list[float]:
    """One pass after another, each let pass."""
    found = []
    for turn in range(TURNS):
        number = (turn * 2_909 + (TURNS if painted else 0)) % gate.passes
        found.append(float(page.evaluate(SCANNED, [gate.code(number), painted])))
        page.locator(".decide__key--one").tap()
        expect(page.locator(".card")).to_have_count(0)
    return found


def slips(
    page: Page, session: CDPSession, gate: ModelGate, view: View
) -> tuple[list[float], float]:
    """One slip after another before the camera, each let pass; milliseconds of each, and of the middle look."""
    page.evaluate(LOOKS)
    spot = [DESK, WIDTH // 2 - 205, HEIGHT // 2]
    found = []
    for turn in range(SLIPS):
        view.lay(gate.code((turn * 3_001 + 7) % gate.passes), after=LAID_AFTER)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
        page.evaluate(LAID, spot)
        page.locator(".camera__key").tap()
        expect(page.locator(".card")).to_be_visible()
        found.append(float(page.evaluate("laid")))
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        view.clear()
        page.locator(".decide__key--one").tap()
        page.locator(".camera__key").tap()
    look = statistics.median(page.evaluate("looks"))
    return [one + (SLOW_CPU - 1) * look for one in found], look


def told(what: str, found: list[float], promised: float, how: str) -> None:
    """One line: the middle one and the slowest."""
    middle = statistics.median(found)
    print(
        f"{what:<19} {middle:7.0f} ms  {middle / promised:.2f} x the promised {promised:.0f} ms, {how}; "
        f"slowest of {len(found)}: {max(found):.0f} ms"
    )


if __name__ == "__main__":
    main()
