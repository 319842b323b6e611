"""How long tests wait for what must come."""

SECONDS = 60
"""Longest wait for anything. Only what never comes takes so long: no test measures with it."""

MILLISECONDS = 1000 * SECONDS
