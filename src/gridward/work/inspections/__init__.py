"""Inspections (检查): duty checks of organisations and of protective facilities, and what follows (clauses W4, W5, W9).

A *checklist* is dated data (`dated/checklists.toml`), one for each kind of organisation, one for protective
*facilities* (防护设施), one for the first chief. A *planned visit* says who looks at what by when. An *inspection* is
what was found: an answer to each item, *findings* with words and photographs. What an organisation has to put right
stands in a *notice of rectification* (责令整改通知书), numbered without gaps; a *recheck* is an inspection of the
notice's items. A *filing* (复工备案, W11) is what an organisation files to work again, with the *steps* taken on it.

What was seen, said and set as a deadline is true here, and stays as it was recorded. Who has to act, how far it has
risen and whether it is over is told by the work order alone: an inspection asks it and keeps no state of its own.

Below: work orders, the register, whose measures of Annex 4 follow what was found. Above: duties, which ask what is due.
"""
