"""PDF: data are never markup, fonts are embedded, the watermark is on every page."""

from io import BytesIO
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gridward.kernel.documents import typesetting
from gridward.kernel.documents.typesetting import pdf
from tests.kernel.documents.paper import lines_template, pages, text


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return lines_template(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    "line",
    [
        "#panic()",
        '#read("/etc/passwd")',
        "*粗* _斜_ `码`",
        "$x^2$",
        "{{ 7*7 }}",
        "{% for x in y %}",
        "<w:p/>",
        "=1+1",
        "\\u{41} \\",
        "// 注",
        "@标签 <标签>",
        '"]}',
    ],
)
def test_what_looks_like_markup_is_printed_as_it_is(template: Path, line: str) -> None:
    assert "".join(line.split()) in text(pdf(template, {"lines": [line]}))


@settings(max_examples=40, deadline=None)
@given(line=st.text(max_size=60))
def test_any_text_makes_a_page(tmp_path_factory: pytest.TempPathFactory, line: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        template = lines_template(tmp_path_factory.mktemp("any"), patch)
        assert pdf(template, {"lines": [line]}).startswith(b"%PDF")


def test_the_watermark_stands_on_every_page(template: Path) -> None:
    made = pdf(template, {"lines": ["行"] * 120, "watermark": "王小明 2026-11-25 第12号"})
    assert len(pages(made)) > 1
    assert all("王小明2026-11-25第12号" in "".join(page.split()) for page in pages(made))


def test_every_font_is_embedded(template: Path) -> None:
    reader = PdfReader(BytesIO(pdf(template, {"lines": ["张三 𠮷 ☑□"]})))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    described = [
        one.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for one in fonts.values()
    ]
    assert described
    assert all({"/FontFile2", "/FontFile3"} & set(one) for one in described)


def test_a_ticked_and_an_empty_box_are_text(template: Path) -> None:
    assert "自住☑租住□" in text(pdf(template, {"lines": ["自住☑ 租住□"]}))


def test_a_large_document_is_pressed_elsewhere_and_says_the_same(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = {"lines": [f"第{number}行 𠮷" for number in range(2500)], "watermark": "王小明"}
    monkeypatch.setattr(typesetting, "press", None)
    large = text(pdf(template, data))
    monkeypatch.undo()
    assert all(f"第{number}行𠮷" in large for number in (0, 2499))


def test_nothing_outside_the_package_is_read(template: Path, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    template.write_text(f'#read("{secret}")', encoding="utf-8")
    with pytest.raises(typst.TypstError):
        pdf(template, {})
