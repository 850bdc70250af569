"""Reading books, laying them over each other, and counting days by them."""
