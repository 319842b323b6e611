"""Start-up against the floor: `python3 dev.py bench -k start`."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

FLOOR = Path(__file__).with_name("floor.py")
RUNS = 11

pytestmark = pytest.mark.bench


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, float, str]:
    """Return wall seconds, CPU seconds and standard output of one run."""
    before = os.times()
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    wall = time.perf_counter() - start
    after = os.times()
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return wall, cpu, done.stdout


def test_start_against_floor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    smoke = [sys.executable, "-m", "viewer", "open", "--smoke", "--profile", str(tmp_path)]
    floor = [sys.executable, str(FLOOR)]
    timed(smoke, environment)
    rows: dict[str, list[tuple[float, float, float]]] = {"floor": [], "viewer": []}
    for _ in range(RUNS):
        wall, cpu, out = timed(floor, environment)
        rows["floor"].append((wall, cpu, float(out)))
        wall, cpu, out = timed(smoke, environment)
        rows["viewer"].append((wall, cpu, json.loads(out)["pss_mb"]))
    medians = {
        name: [statistics.median(row[column] for row in values) for column in range(3)]
        for name, values in rows.items()
    }
    with capsys.disabled():
        print(f"\n{'':8}{'wall s':>9}{'CPU s':>9}{'PSS MB':>9}")
        for name, values in medians.items():
            print(f"{name:8}" + "".join(f"{value:9.3f}" for value in values))
        ratios = [v / f for v, f in zip(medians["viewer"], medians["floor"], strict=True)]
        print(f"{'ratio':8}" + "".join(f"{ratio:9.2f}" for ratio in ratios))
