"""Shapes of the register on the wire; personal values are masked."""
