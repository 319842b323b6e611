"""Full-text search of books."""
