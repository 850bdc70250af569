"""Reading duty."""
