"""The codes of the field, read strictly and explained kindly.

Each module is one code: a frozen value and `parse(text) -> value`, which raises a coded Problem
of that module. Input is what people and spreadsheets really write (full width, spaces,
apostrophes, lower case); output has one canonical form, so that equal things are equal. What is
*wrong* (a check digit, an impossible date) is a Problem; what is only *unlikely* (age over 120)
is a warning on the value. Nothing is guessed: digits that a spreadsheet destroyed are refused
with that reason. The modules are plain Python: no database, no clock (`today` is handed in).
Values that identify a person keep it out of their `repr`.

Words: `identity_number` (公民身份号码), `credit_code` (统一社会信用代码), `plate` (号牌), `phone`
(联系电话), `document` (证件), `division` (行政区划代码, 网格编码), `text` (the tidying they share),
`cell` (several values in one cell). Sentences stand in `texts/`; masking is `kernel.masking`.
"""
