"""How a path through the contents is written."""

PATH_SIGN = " › "
"""Stands between a title and the one below it."""
