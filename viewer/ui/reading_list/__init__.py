"""The reading list: marks in the order that the reader gave them, as a briefing of one's own."""
