"""Steps of the frozen build: ``build.spec`` uses them, the program does not."""
