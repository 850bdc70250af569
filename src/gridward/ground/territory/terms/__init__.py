"""Words of the territory."""
