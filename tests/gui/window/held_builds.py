"""Builds of indexes that wait until a test lets them go on."""

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
"""Waits for the gate, or for the end of the standard input, as a build does; then becomes one."""


class HeldBuilds:
    """Holds every child that builds an index at its start, until they are released.

    Args:
        gate: Where to make the named pipe that they wait at.
        build_command: Makes the command of a build.
    """

    def __init__(self, gate: Path, build_command: Callable[..., list[str]]) -> None:
        self._gate = gate
        self._build_command = build_command
        os.mkfifo(gate)
        # For writing too, so that neither end waits for the other.
        self._pipe = os.open(gate, os.O_RDWR)

    def command(self, folder: Path, cache: Path) -> list[str]:
        """Return the command of a build that waits first."""
        build = self._build_command(folder, cache)
        return [sys.executable, "-c", _WAIT, str(self._gate), *build]

    def release(self) -> None:
        """Let all go on, those to come too: nobody takes the byte out of the pipe."""
        os.write(self._pipe, b".")

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._pipe)
