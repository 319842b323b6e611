"""A windowed program without standard error says in its window what it can't open."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from PySide6.QtWidgets import QApplication
from tests.gui.window.program import wait_until
from viewer.__main__ import main
from viewer.ui.window.main_window import MainWindow

def look(_application):
    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    wait_until(lambda: bool(window.line.text()))
    print(window.isVisible(), window.line.text())
    window.close()
    return 0

QApplication.exec = look
sys.stderr = None
sys.exit(main(["open", *sys.argv[1:]]))
"""


@pytest.mark.parametrize(("book", "said"), [("nowhere", "no book “nowhere”"), (".", "book.yaml")])
def test_the_window_says_what_can_not_be_opened(tmp_path: Path, book: str, said: str) -> None:
    root = Path(__file__).parents[3]
    shown = book if book == "nowhere" else str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, shown, "--profile", str(tmp_path / "profile")],
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("True ")
    assert said in done.stdout
