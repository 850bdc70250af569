"""What the home of a person is made of: the posts held today, and the sources of items."""
