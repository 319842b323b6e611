"""Importers into and exporters out of book folders."""
