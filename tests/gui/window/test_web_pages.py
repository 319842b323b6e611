"""The open section as a web page, handed to the system."""

from pathlib import Path

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program
from tests.gui.window.system import System


def test_the_section_opens_as_a_web_page(program: Program, system: System) -> None:
    program.window.open_section("border-five")
    program.act("file.web_page")
    (address,) = system.opened
    folder = program.profile.folder / "opened"
    file = folder / "border-five-en.html"
    assert address.toLocalFile() == str(file)
    assert "<h1>Border Five</h1>" in file.read_text(encoding="utf-8")
    assert folder.stat().st_mode & 0o077 == 0


def test_a_section_that_only_heads_others_is_a_page_too(
    start: Start, tides: Path, system: System
) -> None:
    program = start(book=str(tides), section="basics")
    program.act("file.web_page")
    program.keys("Return")
    assert system.opened[0].fileName() == "basics-en.html"
    page = Path(system.opened[0].toLocalFile()).read_text(encoding="utf-8")
    assert "Spring tides" in page


def test_pages_go_when_the_window_closes(program: Program, system: System) -> None:
    program.act("file.web_page")
    assert system.opened
    program.close()
    assert not (program.profile.folder / "opened").exists()


def test_a_page_that_can_not_be_written_is_said(program: Program, system: System) -> None:
    (program.profile.folder / "opened").write_text("in the way")
    program.act("file.web_page")
    assert "could not be saved" in program.message()
    assert not system.opened
