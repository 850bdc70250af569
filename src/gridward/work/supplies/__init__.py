"""Supplies (物资): what stores hold, what grids ask for, what is issued, carried and received (clause W11).

*Articles* are dated data (`dated/articles.toml`), with versions of one's own beside them. A *store* is the street's, a
community's or a base grid's. What it holds is never typed: it is the sum of an append-only ledger of *movements*, kept
by the database, which lets nothing fall below zero. A *batch* is an article with its lot and last day. A *request* of a
grid goes by *steps*, which stay as they were taken: granted, issued, received. What arrived differently is a
*difference*, open until it is explained and the explanation accepted.

Which step is possible, and what was moved, is true here. Who has to act, and how far it has risen, is told by the work
order of the request alone. Below: work orders. Above: nothing yet.
"""
