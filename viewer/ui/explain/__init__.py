"""What words, links and notes of the text mean, told where they stand."""
