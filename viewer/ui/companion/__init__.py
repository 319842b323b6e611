"""The companion pane beside the text: the note of a mark."""
