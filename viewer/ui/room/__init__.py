"""What makes reading a walk with a thread: what was read, how long it takes, where one has been."""
