"""Background work of tracing. `working` is imported by the worker alone: the engine is large."""
