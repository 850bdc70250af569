"""Changes of boundaries through one door: the effect is shown first, then one confirmation carries it out.

The house stands above territory, staff and register, and so can say what a change means for all three.
"""
