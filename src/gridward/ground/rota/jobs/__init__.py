"""Background work of duty. `drawing` is imported by the worker alone: the optimiser behind it is large."""
