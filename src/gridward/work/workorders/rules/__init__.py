"""What is decided about work orders, without a database and without a clock."""
