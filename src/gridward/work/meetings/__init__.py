"""Daily meetings (每日例会, clause W6), their decisions, minutes and bulletins.

A *meeting* is of a *unit*: a community grid, where the first chief calls it, or the street. Its *agenda* is made by the
system: sections in the order of `dated/meetings.toml`, each with the figures of a *source* that a part contributes
(`queries/agenda.py`) and the *items* that members bring. When the meeting begins its figures are frozen, with how each
was counted. *Attendance* is asked by the posts in force; a *decision* is a work order opened in the same transaction;
the next agenda tells what became of it. A *bulletin* (通报) holds figures and no resident's data; once signed it stays,
and a revision stands beside it.

Who takes part reads a meeting: `Meeting.grids` are the grids whose posts attend. Below: patrols, rounds and work
orders, whose figures are read. Above: duties, which bring what is late and ask for the meeting itself.
"""
