"""Documents for paper, without any domain word: PDF set by typst, Word files filled by docxtpl.

`typesetting.pdf` and `word.docx` take a template file of the calling part and plain data (texts, numbers, lists,
mappings). Data are never markup: typst reads them as JSON, Word files escape them. A typst template imports
`/kernel/documents/sheet.typ`, which brings the page, the fonts, the watermark and the note about characters that no
font here can draw (`characters`). The fonts stand in `fonts/`, which `make setup` fills and git ignores.
"""
