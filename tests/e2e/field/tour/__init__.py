"""Every screen of the field app, in the order in which a hand comes by them: what stands there, and how it looks."""
