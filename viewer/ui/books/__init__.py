"""The Books view: every book that the reader has."""
