"""Register: households at dwellings, residents, vehicles, organisations, employees, contacts; roster import.

The *base register* (who lives and works where) is small and lasting. What Annex 3 and 4 ask because of an epidemic
(tested, from a key area, away, fever, measures in place) is kept apart as a *situation*, under its own permission.
A person found in two households is a *conflict* that somebody settles, never a second row. A *batch* is one imported
roster; every row of its file is accounted for, and it can be undone while nothing builds on it.
Clauses R1, R2, R3, R7. Below: staff, territory, audit.
"""
