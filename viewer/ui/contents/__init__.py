"""The contents tree of a book."""
