"""Risk areas as they are published: read, dated, and asked where somebody has stayed (clause H2)."""
