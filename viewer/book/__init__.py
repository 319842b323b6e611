"""What a briefing book is."""
