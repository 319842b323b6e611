"""The Results tab: what a search found."""
