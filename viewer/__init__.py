"""Briefing Viewer: reads, searches and annotates briefing books."""

__version__ = "0.1.0"
