"""What ENGINE names: Django's PostgreSQL, with a pool that gives what rested least and knows what is gone."""
