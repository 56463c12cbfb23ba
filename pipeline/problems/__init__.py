"""What is wrong, where, and the way out: known to every room."""
