"""Makes the pictures: a new reader's story, and every state worth a look.

``python3 dev.py shots`` runs this. The pictures of README go to ``docs/pictures``, all others to
``shots``, which isn't kept. The same program makes the same pictures, to the byte. All of them take
minutes; ``python3 dev.py shots --help`` tells how to make some.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.gui.window.program import Program, places, settle, wait_until
from tests.visual import pages
from tests.visual.dialogs import DIALOGS, SEEN_LARGE
from tests.visual.picture import keep
from tests.visual.states import STATES, State, ask
from viewer.options import OpenOptions
from viewer.settings import Preferences, Profile, profile_at, save_preferences

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
SHOTS = ROOT / "shots"

LARGEST = 120 * 1024
"""Most bytes of a picture in README."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the program looks in a series of pictures.

    Attributes:
        language: Language of reading, ``en`` or ``fr``.
        theme: Name of a theme.
        percent: Size of the text.
        width: Of the window, in pixels; likewise ``height``.
    """

    language: str = "en"
    theme: str = "light"
    percent: int = 100
    width: int = 1280
    height: int = 820

    @property
    def name(self) -> str:
        """For the folder of the pictures."""
        return f"{self.language}-{self.theme}-{self.percent}-{self.width}"


SETTINGS = (
    Setting(),
    Setting("fr", "dark"),
    Setting("fr", "light", 100, 1024, 640),
    Setting("en", "dark", 150),
    Setting("fr", "light", 150, 1024, 640),
    Setting("en", "light", 200, 1024, 640),
    Setting("fr", "dark", 200),
    Setting("en", "sepia"),
    Setting("fr", "contrast"),
    Setting("en", "contrast_dark"),
    Setting("en", "light", 70),
    Setting("fr", "light", 300, 1024, 640),
)

LARGE = (Setting("fr", "dark", 200, 1024, 640), Setting("fr", "contrast_dark", 300, 1024, 640))
"""Looks in which all that asks or tells something is seen once more: the longer language, large."""

SCREEN = {"name": "small", "x": 0, "y": 0, "width": 1024, "height": 640}
SCREEN |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
"""The screen that dialogs and menus have to fit on."""

WORDS = {"en": "who chairs the border five", "fr": "qui préside le border five"}
NAMES = {"en": "For Monday's briefing", "fr": "Pour la séance de lundi"}

README = {
    "reading": (Setting(), "reading"),
    "search": (Setting(), "search"),
    "bookmark": (Setting(), "bookmark"),
    "french": (Setting("fr", "light"), "passage"),
    "dark": (Setting("fr", "dark"), "reading"),
}
"""Pictures of README: setting and moment of the story."""


Take: TypeAlias = Callable[[Program, QWidget, str], None]
"""Takes a picture of a widget of a program, under a name."""


class Studio:
    """Starts programs in fresh profiles, with indexes that were built once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._built = folder / "built"

    def profile(self, setting: Setting, *, new: bool = False) -> Profile:
        """Return a profile of a reader with these preferences; ``new`` if it is the first start."""
        self._count += 1
        profile = profile_at(self._folder / f"profile-{self._count}")
        if self._built.exists():
            shutil.copytree(self._built, profile.cache)
        if not new:
            places(profile)
        profile.ensure()
        chosen = Preferences(theme=setting.theme, text_size=setting.percent)  # type: ignore[arg-type]  # of the names
        save_preferences(profile, chosen)
        return profile

    def build_indexes(self) -> None:
        """Have the program build the indexes of the bundled books, once for all."""
        profile = self.profile(Setting(), new=True)
        with opened(profile, Setting()) as program:
            program.await_search()
        shutil.copytree(profile.cache, self._built)


@contextmanager
def opened(profile: Profile, setting: Setting, book: str | None = None) -> Iterator[Program]:
    """Run the program for a while."""
    program = Program(profile, OpenOptions(book=book, language=setting.language))
    program.window.resize(setting.width, setting.height)
    settle()
    try:
        yield program
    finally:
        program.close()


def story(studio: Studio, setting: Setting, take: Take) -> None:
    """Open, find a passage, bookmark it, close, and be back there."""
    profile = studio.profile(setting, new=True)
    with opened(profile, setting) as program:
        take(program, program.window, "1-first-start")
        program.window.line.dismiss()
        program.window.open_section("bargaining-agents")
        settle()
        take(program, program.window, "2-reading")
        ask(program, WORDS[setting.language])
        settle()
        take(program, program.window, "3-search")
        program.keys("Return")
        wait_until(lambda: program.hit()[0] > 0)
        settle()
        take(program, program.window, "4-passage")
        program.keys("Ctrl+D")
        program.type(NAMES[setting.language])
        take(program, program.window, "5-bookmark")
        program.keys("Return", "Ctrl+3")
        take(program, program.window, "6-my-marks")
        program.keys("Esc", "Ctrl+Shift+B")
        take(program, program.window, "7-books")
        program.keys("Esc")
    with opened(profile, setting) as program:
        take(program, program.window, "8-again")


def menus(studio: Studio, setting: Setting, take: Take) -> None:
    """Every menu, as it opens."""
    with opened(studio.profile(setting), setting) as program:
        screen = program.window.screen().availableSize()
        for menu in program.window.menuBar().findChildren(QMenu):
            menu.aboutToShow.emit()
            if menu.objectName() and menu.actions():
                menu.ensurePolished()
                menu.resize(menu.sizeHint().boundedTo(screen))
                take(program, menu, menu.objectName())


def state(studio: Studio, setting: Setting, one: State, take: Take) -> None:
    """One state of the window that the story doesn't pass through."""
    profile = studio.profile(setting)
    book = one.prepare(profile) if one.prepare is not None else None
    with opened(profile, setting, str(book) if book is not None else None) as program:
        if one.reach is not None:
            one.reach(program)
        settle()
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        shown = shown or QApplication.activeWindow() or program.window
        take(program, shown, one.name)


def make_readme(studio: Studio) -> None:
    """Make the pictures of README anew."""
    for name, (setting, moment) in README.items():

        def take(
            program: Program, widget: QWidget, now: str, name: str = name, moment: str = moment
        ) -> None:
            if now.partition("-")[2] == moment:
                program.rest()
                keep(widget, PICTURES / f"{name}.png")

        story(studio, setting, take)
        size = (PICTURES / f"{name}.png").stat().st_size
        sys.stderr.write(f"docs/pictures/{name}.png {size // 1024} KB\n")
        if size > LARGEST:
            raise SystemExit(f"docs/pictures/{name}.png is larger than {LARGEST // 1024} KB")


def into(folder: str) -> Take:
    """Return what keeps pictures in a folder of the gallery."""

    def take(program: Program, widget: QWidget, name: str) -> None:
        program.rest()
        keep(widget, SHOTS / folder / f"{name}.png")

    return take


def make_series(studio: Studio, folder: str, setting: Setting, seen: Sequence[State] = ()) -> None:
    """Make the pictures of one look: the story, or the menus and some states.

    Args:
        studio: Starts the programs.
        folder: Where the pictures go.
        setting: The look.
        seen: The states; without any, the story is told.
    """
    if not seen:
        story(studio, setting, into(folder))
    else:
        menus(studio, setting, into(folder))
        for one in seen:
            state(studio, setting, one, into(folder))
    sys.stderr.write(f"shots/{folder}\n")


def all_series() -> dict[str, tuple[Setting, tuple[State, ...]]]:
    """Return what the folders of the gallery hold: a look, and states, or none for the story."""
    found: dict[str, tuple[Setting, tuple[State, ...]]] = {one.name: (one, ()) for one in SETTINGS}
    for language in ("en", "fr"):
        setting = Setting(language, "light", 100, 1024, 640)
        found[f"states-{language}"] = (setting, (*STATES, *DIALOGS))
    return found | {f"large-{setting.name}": (setting, SEEN_LARGE) for setting in LARGE}


def make_pages(studio: Studio) -> None:
    """Make the pictures of the page itself, with everything that a text may hold."""
    for look in pages.LOOKS:
        setting = Setting(look.language, look.theme, look.percent, look.width)

        def take(widget: QWidget, name: str, folder: str = look.name) -> None:
            keep(widget, SHOTS / "pages" / folder / f"{name}.png")

        with opened(studio.profile(setting), setting, str(pages.BOOK)) as program:
            pages.walk(program, look, take)
        sys.stderr.write(f"shots/pages/{look.name}\n")


def main(arguments: list[str]) -> int:
    """Make the pictures; see ``--help``."""
    series = all_series()
    asked = _arguments(sorted(series)).parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        screens = Path(folder) / "screens.json"
        screens.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
        os.environ["QT_SCALE_FACTOR"] = "1"
        application = QApplication(["gallery"])
        # A text cursor that blinks would be in some pictures and not in others.
        application.setCursorFlashTime(0)
        studio = Studio(Path(folder))
        studio.build_indexes()
        whole = not asked.series
        if whole:
            make_readme(studio)
        if whole and not asked.readme:
            make_pages(studio)
        for name in [] if asked.readme else asked.series or series:
            setting, seen = series[name]
            if not asked.state:
                make_series(studio, name, setting, seen)
            for one in seen:
                if one.name in asked.state:
                    state(studio, setting, one, into(name))
        # Without a display Qt keeps what was copied until Python is gone, and crashes on it.
        application.clipboard().clear()
    return 0


def _arguments(series: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Make the pictures, all of them or some.")
    words = f"folder of the gallery to make, in place of everything: {', '.join(series)}"
    parser.add_argument("series", nargs="*", metavar="SERIES", choices=[*series, []], help=words)
    parser.add_argument("--readme", action="store_true", help="only the pictures of README")
    parser.add_argument("--state", action="append", default=[], help="only this state of a SERIES")
    return parser


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
