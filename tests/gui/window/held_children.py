"""Children of the program that wait until a test lets them go on."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

_WAIT = """\
import os, select, sys
gate = os.open(sys.argv[1], os.O_RDONLY)
ready, _, _ = select.select([0, gate], [], [])
if gate not in ready:
    sys.exit("told to end")
os.execv(sys.argv[2], sys.argv[2:])
"""
"""Waits for the gate, or for the end of the standard input, as a child does; then becomes one."""


class HeldChildren:
    """Holds every child of one kind at its start, until they are released.

    Args:
        gate: Where to make the named pipe that they wait at.
        make_command: Makes the command of such a child.
    """

    def __init__(self, gate: Path, make_command: Callable[..., list[str]]) -> None:
        self._gate = gate
        self._make_command = make_command
        self._open = False
        os.mkfifo(gate)
        # For writing too, so that neither end waits for the other.
        self._pipe = os.open(gate, os.O_RDWR)

    def command(self, *arguments: object, **options: object) -> list[str]:
        """Return the command of a child; one that waits first, if they are still held."""
        command = self._make_command(*arguments, **options)
        if self._open:
            return command
        # Without what the installation adds to Python, which takes longer than all the rest.
        return [sys.executable, "-I", "-S", "-c", _WAIT, str(self._gate), *command]

    def release(self) -> None:
        """Let all go on, those to come too: nobody takes the byte out of the pipe."""
        if not self._open:
            self._open = True
            os.write(self._pipe, b".")

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._pipe)
