"""Reports: what the founding document wants told, made from what is recorded and never typed again.

A *figure* is a named function with a definition that its reader sees; *Annex 5* is figures per grid, community and
street; a *form* (Annex 3, Annex 4) is a household or an organisation on paper. Clauses O2, O3, R1, R3.
Neighbours: reads the register, the posts and the territory; nothing below knows of it.
"""
