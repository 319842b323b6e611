"""Tabs: several places of reading in one window."""
