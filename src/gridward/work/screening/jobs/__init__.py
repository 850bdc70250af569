"""Background work of screening. `working` is imported by the worker alone: matching is large."""
