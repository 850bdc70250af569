"""The tolerant reader of spreadsheets as offices really have them, without any domain word.

`workbook.open_workbook` turns bytes into sheets of rows. `reading.read_sheet` finds the tables and the stacked
forms ("cards") of a sheet by itself; the caller only gives a `vocabulary.Vocabulary`: the fields it knows and the
headers people write over them. Every physical row gets a class (`accounting`), a layout has a stable key so that
a corrected mapping is remembered (`fingerprint`), and the same workbook comes back with a result beside each row
(`answer`). Columns are counted from 0, rows as people see them from 1. An empty cell is the empty text.
"""
