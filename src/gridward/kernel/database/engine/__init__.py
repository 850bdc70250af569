"""What ENGINE names: Django's PostgreSQL, whose pooled connections are known to be gone without being asked."""
