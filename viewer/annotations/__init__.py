"""The reader's bookmarks, highlights and notes."""
