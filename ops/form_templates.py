"""Makes the Word templates of Annex 3 and Annex 4, so that their source can be read and reviewed.

    python ops/form_templates.py

The layout is the founding document's. Tags in double braces and `{%tr %}`, `{%p %}` are docxtpl's. A test compares
the committed files with what this makes.
"""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TEMPLATES = Path(__file__).resolve().parents[1] / "src/gridward/oversight/reports/templates"
WIDTH = 26.3
"""Of the text on landscape A4, in centimetres."""
CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT

PERSON = (
    *("{{ one.name }}", "{{ one.sex }}", "{{ one.document }}", "{{ one.employer }}"),
    *("{{ one.plates }}", "{{ one.phones }}"),
    "是{{ one.tested.yes }}\n否{{ one.tested.no }}",
    "是{{ one.key_area.yes }}\n否{{ one.key_area.no }}",
    "区外{{ one.away.district }}\n市外{{ one.away.city }}\n省外{{ one.away.province }}",
)
PERSON_HEADS = (
    *("姓名", "性别", "身份证号", "工作单位", "车辆信息", "联系电话"),
    *("核酸\n检测", "重点地\n区人员", "当前人员在\n外情况"),
)
PERSON_WIDTHS = (2.7, 1.2, 4.2, 6.0, 2.7, 3.6, 1.6, 1.9, 2.4)

EMPLOYEE = (
    *("{{ one.name }}", "{{ one.document }}", "{{ one.address }}", "{{ one.phone }}"),
    "是{{ one.fever.yes }}\n否{{ one.fever.no }}",
    "中高风险地区人员{{ one.key_person.risk_area }}\n市内重点地区人员{{ one.key_person.city_key_area }}\n"
    "其他返昌人员{{ one.key_person.other_returnee }}",
)
EMPLOYEE_HEADS = ("姓名", "身份证号", "家庭住址", "联系方式", "是否发热", "重点人员")
EMPLOYEE_WIDTHS = (3.3, 4.4, 8.5, 3.6, 2.0, 4.5)

ROLES = (("防控负责人", "lead"), ("测温人", "temp"), ("医护人员", "medical"))
MEASURES = "\n".join(
    f"{word}{{{{ form.measures.{name} }}}}"
    for word, name in (
        *(("全天值班", "duty24"), ("全面消杀", "disinfection"), ("全员分餐", "separate_meals")),
        *(("全面承诺", "pledge"), ("预案", "plan"), ("口罩", "masks")),
        *(("测温仪", "thermometers"), ("隔离室", "isolation_room")),
    )
)
ORGANISATION_HEADS = (
    "单位\n名称",
    "单位地址",
    "法人\n姓名",
    "联系电话",
    "经营\n状况",
    "所属\n行业",
)
ORGANISATION = (
    *(
        "{{ form.name }}",
        "{{ form.address }}",
        "{{ form.legal_representative }}",
        "{{ form.phone }}",
    ),
    "营业{{ form.trading.open }}\n休业{{ form.trading.suspended }}",
    "{{ form.industry }}",
    *(f"{{{{ form.contacts.{role}.{what} }}}}" for _, role in ROLES for what in ("name", "phone")),
    "是{{ form.resumption.yes }}\n否{{ form.resumption.no }}",
    MEASURES,
)
ORGANISATION_WIDTHS = (2.3, 2.6, 1.3, 2.3, 1.5, 1.5, *(1.3, 2.4) * 3, 1.2, 2.5)


def annex3() -> Doc:
    """网格“户”信息登记表."""
    document = sheet()
    title(document, " 网格“户”信息登记表")
    line = document.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(
        "家庭住址：{{ form.address }}\t居住类型： 自住{{ form.tenure.owner }}  "
        "租住{{ form.tenure.rented }}  借住{{ form.tenure.lent }}"
    )
    people_table(document, [PERSON_HEADS], PERSON, PERSON_WIDTHS)
    signatures(document)
    return document


def annex4() -> Doc:
    """网格“组织”信息登记表."""
    document = sheet()
    title(document, "网格“组织”信息登记表")
    table = grid(document, 3, ORGANISATION_WIDTHS)
    for at, words in enumerate(ORGANISATION_HEADS):
        write(table.cell(0, at).merge(table.cell(1, at)), words)
    for at, (words, _) in enumerate(ROLES):
        write(table.cell(0, 6 + 2 * at).merge(table.cell(0, 7 + 2 * at)), words)
        write(table.cell(1, 6 + 2 * at), "姓名")
        write(table.cell(1, 7 + 2 * at), "联系\n电话")
    for at, words in ((12, "复工\n备案"), (13, "防疫举措\n落实")):
        write(table.cell(0, at).merge(table.cell(1, at)), words)
    for at, words in enumerate(ORGANISATION):
        write(table.cell(2, at), words, LEFT if words is MEASURES else CENTRE)
    joint = document.add_paragraph()
    joint.paragraph_format.line_spacing = Pt(1)
    people_table(document, [("从业人员信息",), EMPLOYEE_HEADS], EMPLOYEE, EMPLOYEE_WIDTHS)
    signatures(document)
    return document


def sheet() -> Doc:
    """Landscape A4 in 宋体; the foot carries the watermark, the grid and the page number. Opens the loop over forms."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.7)
    section.top_margin, section.bottom_margin = Cm(1.5), Cm(1.6)
    section.footer_distance = Cm(0.7)
    set_in(document, 10, "{{ watermark }}  {{ where }} {{ remark }}", WIDTH)
    document.add_paragraph("{%p for form in forms %}")
    return document


def portrait(foot: str, width: float) -> Doc:
    """Upright A4 in 宋体 of twelve points; the foot carries these words and the page number."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.footer_distance = Cm(0.8)
    set_in(document, 12, foot, width)
    return document


def set_in(document: Doc, size: int, words: str, width: float) -> None:
    """Set a document in 宋体 of a size in points; its foot has these words, and the page number at the right end."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    style.paragraph_format.space_after = Pt(0)
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = style
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{words}\t").font.size = Pt(8)
    page_number(foot)


def title(document: Doc, words: str) -> None:
    """The line with the blanks for street and community; each form begins a page."""
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.page_break_before = True
    paragraph.paragraph_format.space_after = Pt(6)
    for blank, word in (("street", "street_word"), ("community", "community_word")):
        for text, underlined in (
            (f"　{{{{ form.{blank}_on_blank }}}}　", True),
            (f"{{{{ form.{word} }}}} ", False),
        ):
            run = paragraph.add_run(text)
            run.underline = underlined
    paragraph.runs[-1].text = "{{ form.community_word }}"
    paragraph.add_run(words)
    for run in paragraph.runs:
        run.font.size, run.font.bold, run.font.name = Pt(17), True, "黑体"
        run._element.rPr.rFonts.set(qn("w:eastAsia"), "黑体")
        run._element.rPr.rFonts.set(qn("w:hint"), "eastAsia")


def people_table(
    document: Doc, heads: Sequence[Sequence[str]], row: Sequence[str], widths: Sequence[float]
) -> None:
    """A table with one row a person; its heads come again on each page."""
    table = grid(document, len(heads) + 3, widths)
    for at, words in enumerate(heads):
        repeated(table, at)
        cells = (
            [table.cell(at, 0).merge(table.cell(at, len(widths) - 1))]
            if len(words) == 1
            else table.rows[at].cells
        )
        for cell, text in zip(cells, words, strict=True):
            write(cell, text)
    first = len(heads)
    table.cell(first, 0).text = "{%tr for one in form.people %}"
    for cell, text in zip(table.rows[first + 1].cells, row, strict=True):
        write(cell, text, LEFT if "中高风险" in text else CENTRE)
    table.cell(first + 2, 0).text = "{%tr endfor %}"


def signatures(document: Doc) -> None:
    """网格员（签字） and 网格长（签字）; closes the loop over forms."""
    line = document.add_paragraph("网格员（签字）：\t网格长（签字）：")
    line.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH / 2))
    line.paragraph_format.space_before = Pt(14)
    document.add_paragraph("{%p endfor %}")


def grid(document: Doc, rows: int, widths: Sequence[float]) -> Table:
    """An empty ruled table; no row is torn by a page's end."""
    table = document.add_table(rows, len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    table._tbl.tblPr.append(cell_margins(30))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return table


def cell_margins(twips: int) -> BaseOxmlElement:
    """Room above and below the lines of every cell, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    return margins


def write(cell: _Cell, text: str, alignment: WD_ALIGN_PARAGRAPH = CENTRE) -> None:
    """Lines of text in a cell, in the middle of its height."""
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for spare in cell.paragraphs[1:]:
        spare._element.getparent().remove(spare._element)
    cell.paragraphs[0].text = text
    cell.paragraphs[0].alignment = alignment


def repeated(table: Table, row: int) -> None:
    """The row stands again at the top of each page."""
    table.rows[row]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def page_number(paragraph: Paragraph) -> None:
    """The page's own number, counted by Word."""
    run = paragraph.add_run()
    run.font.size = Pt(8)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        if text:
            part.text = text
        run._element.append(part)


def main() -> None:
    """Write both templates."""
    for name, document in (("annex3", annex3()), ("annex4", annex4())):
        document.save(str(TEMPLATES / f"{name}.docx"))


if __name__ == "__main__":
    main()
