"""Where the reader is and has been."""
