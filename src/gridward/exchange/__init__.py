"""The edges: phones, and later residents and the district."""
