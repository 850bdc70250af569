"""Roster import, decided without a database (R2): what columns mean, what a row says, what follows from it.

`vocabulary` names the fields of resident rosters, `cell_values` and `person_row` read a row, `addresses` says what
the row's place is called, `matching` decides what becomes of it beside what the register knows. A *reason* is a
code with details; its sentence stands in the catalogues, so that a row is explained in the reader's language.
"""
