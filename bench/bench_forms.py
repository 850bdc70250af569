"""A grid of household forms in one file beside one typst compile per form, PDF and Word.

Run: `.venv/bin/python -m bench.bench_forms [FORMS]` (500 by default, a large grid). The baseline is what a script
would do that makes one PDF a household: the same template, the same fonts, one compile each. Both are measured in
this run, on the same invented households of three.
"""

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from gridward.kernel.documents.typesetting import PACKAGE, pdf
from gridward.kernel.documents.word import docx
from gridward.oversight.reports.rules.forms import (
    HouseholdFacts,
    Place,
    ResidentFacts,
    household_form,
)

TEMPLATES = PACKAGE / "oversight" / "reports" / "templates"
HERE = Place("西湖街道", "朱紫巷社区", "朱紫巷社区第1网格", "360103005002001")
WATERMARK = "测试员（bench） 于 2026-11-25 09:30 导出 · 编号 K7Q2-9MXA"
SAMPLE = 50
"""Compiles of the baseline that are measured."""


def household(number: int) -> dict[str, Any]:
    """An invented household of three."""
    people = [
        ResidentFacts(
            name=f"测试{number}甲{member}",
            sex="男",
            document="3601**********0016",
            employer="翠竹便利店",
            plates=["赣A·**345"] if member == 0 else [],
            phones=["138****8000"],
            tested=True,
            from_key_area=False,
        )
        for member in range(3)
    ]
    return household_form(HouseholdFacts(HERE, f"翠竹小区{number}栋1单元101室", "owner", people))


def data(forms: list[dict[str, Any]]) -> dict[str, Any]:
    """What the templates are filled with."""
    return {"forms": forms, "watermark": WATERMARK, "where": HERE.grid, "remark": ""}


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(forms: int) -> None:
    """Measure and print."""
    many = [household(number) for number in range(forms)]
    for warm in (pdf, docx):
        warm(TEMPLATES / f"annex3.{'typ' if warm is pdf else 'docx'}", data(many[:1]))
    one_by_one = seconds(
        lambda: [pdf(TEMPLATES / "annex3.typ", data([one])) for one in many[:SAMPLE]]
    )
    baseline = one_by_one / min(SAMPLE, forms)
    print(f"{'':34}{'total':>9}{'a form':>11}{'ratio':>8}")
    print(
        f"{f'baseline: one compile a form (x{min(SAMPLE, forms)})':34}{one_by_one:8.2f}s{baseline * 1000:8.1f} ms"
    )
    for name, make in (
        (f"PDF, {forms} forms in one file", lambda: pdf(TEMPLATES / "annex3.typ", data(many))),
        (f"Word, {forms} forms in one file", lambda: docx(TEMPLATES / "annex3.docx", data(many))),
    ):
        took = seconds(make)
        print(
            f"{name:34}{took:8.2f}s{took / forms * 1000:8.1f} ms{baseline / (took / forms):7.1f}x"
        )
    own, press_ = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"memory at most: this process {own} MB, the press of large documents {press_} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
