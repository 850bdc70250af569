"""Background work of siting. `working` is imported by the worker alone: the optimiser behind it is large."""
