"""Duties: what each post has to do today, what is late and what was done (P6, §4 and A1 two).

A *duty* is an entry of `dated/duties.toml`: of which posts, by which clause, how often, and which *source* of the
program keeps it. A source is a named function that looks at what is recorded anyhow and gives *items*, each due, late
or done, with the page that does it; nobody ticks anything off. The *home* of a person is the items of the posts held
today, post by post. Duties that no part keeps yet stand in the list with no source, and in no home.

Nothing is stored here. Neighbours: reads the posts, the register, the territory, rounds, patrols, meetings and the
record of acts; nothing below knows of it.
"""
