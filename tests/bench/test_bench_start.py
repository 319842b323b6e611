"""Start-up against the floor: `python3 dev.py bench -k start`."""

import compileall
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

import viewer

FLOOR = Path(__file__).with_name("floor.py")
RUNS = 21

pytestmark = pytest.mark.bench


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, float, str]:
    """Return wall seconds, CPU seconds and standard output of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    with process:
        assert process.stdout is not None
        out = process.stdout.read()
        # Not os.times, which counts in hundredths of a second.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, out


def test_start_against_floor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    smoke = [sys.executable, "-m", "viewer", "open", "--smoke", "--profile", str(tmp_path)]
    floor = [sys.executable, str(FLOOR)]
    # As ``dev.py run`` and every installation do it.
    compileall.compile_dir(Path(viewer.__file__).parent, quiet=2)
    timed(smoke, environment)
    rows: dict[str, list[tuple[float, float, float]]] = {"floor": [], "viewer": []}
    for _ in range(RUNS):
        wall, cpu, out = timed(floor, environment)
        rows["floor"].append((wall, cpu, float(out)))
        wall, cpu, out = timed(smoke, environment)
        rows["viewer"].append((wall, cpu, json.loads(out)["pss_mb"]))
    with capsys.disabled():
        print(f"\n{'':8}{'wall s':>9}{'CPU s':>9}{'PSS MB':>9}")
        for name, values in rows.items():
            middle = [statistics.median(column) for column in zip(*values, strict=True)]
            print(f"{name:8}" + "".join(f"{value:9.3f}" for value in middle))
        # Of each run and the floor beside it: a machine with other work to do slows both.
        pairs = zip(rows["viewer"], rows["floor"], strict=True)
        ratios = [[v / f for v, f in zip(*pair, strict=True)] for pair in pairs]
        middle = [statistics.median(column) for column in zip(*ratios, strict=True)]
        print(f"{'ratio':8}" + "".join(f"{ratio:9.2f}" for ratio in middle))
