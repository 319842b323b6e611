"""The log of a run, and the file for fatal errors of the interpreter, in the profile."""

import faulthandler
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

from viewer.settings import Profile

LOG_BYTES = 512 * 1024
"""Size at which a new log file is begun."""

LOG_FILES = 3
"""Old log files that are kept."""

# Without any handler, as in a profile that can't be written, Python would print warnings itself.
logging.getLogger("viewer").addHandler(logging.NullHandler())

_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class RunLog:
    """Logs into the profile until it is closed; in a profile that can't be written, not at all."""

    def __init__(self, profile: Profile) -> None:
        self._faults: IO[str] | None = None
        self._handler: logging.Handler | None = None
        self._logger = logging.getLogger("viewer")
        self._logger.setLevel(logging.INFO)
        try:
            self._faults = fault_file(profile).open("a", encoding="utf-8")
            self._handler = RotatingFileHandler(
                profile.log_file, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
            )
        except OSError:
            self.close()
            return
        self._handler.setFormatter(logging.Formatter(_FORM))
        self._logger.addHandler(self._handler)
        faulthandler.enable(self._faults)

    def close(self) -> None:
        """Write nothing more."""
        if self._handler is not None:
            self._logger.removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None


def fault_file(profile: Profile) -> Path:
    """Return the file that fatal errors of the interpreter are written to."""
    return profile.log_file.with_name("faults.log")
