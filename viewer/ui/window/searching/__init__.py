"""Searching in the window: the field, results, hits on the page, indexes that are built."""
