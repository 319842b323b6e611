from pathlib import Path

import pytest

from tests.unit.search.samples import *  # noqa: F403
