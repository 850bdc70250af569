"""Pure rules of service groups."""
