"""Pure rules of risk areas."""
