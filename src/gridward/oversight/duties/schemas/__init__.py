"""Shapes of duties on the wire: the home of a post, and posts compared."""
