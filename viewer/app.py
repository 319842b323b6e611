"""Composes the window program: profile, services, window, and the way out."""

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from viewer.assets import DATA
from viewer.book.book import open_book
from viewer.errors import WRONG_USE, Message, ViewerError
from viewer.messages import located, set_language, system_language
from viewer.options import ADDRESS, OpenOptions
from viewer.settings import Profile, default_profile, load_preferences, load_state, profile_at
from viewer.settings.open_windows import OpenWindows
from viewer.storage.files import is_there
from viewer.ui import display
from viewer.ui.fonts import load_start_fonts
from viewer.ui.window.look import apply_look
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.services import FIRST_BOOK, Services

if TYPE_CHECKING:
    from viewer.ui.session import Session

UNPAINTED_MS = 2000
"""Milliseconds after which a window is completed that was not painted."""


def main(options: OpenOptions) -> int:
    """Open the window, or have the running one open what is asked for.

    Returns:
        The exit status: 0; 2 if something was named that there is none of, 3 if it can't be opened.
    """
    profile = profile_at(options.profile) if options.profile else default_profile()
    profile.ensure()
    if options.smoke:
        return _smoke(options, profile)
    from viewer.ui.instance import Instance

    instance = Instance(profile)
    if instance.hand_over(options):
        return 0
    application = _application()
    services, problems = _services(application, options, profile, instance.windows)
    window = MainWindow(services)
    problems += _open(window, options)
    if window.navigation.book is None and problems and options.book is not None and _is_heard():
        instance.release()
        return _refuse(problems[0])
    _place(window)
    window.show()
    from viewer.ui.session import Session

    session = Session(window, profile, problems)
    complete = partial(_complete, session)
    # Queued: what was painted has to reach the screen first.
    window.page.painted.connect(complete, Qt.ConnectionType.QueuedConnection)
    # A window that starts minimised is not painted.
    QTimer.singleShot(UNPAINTED_MS, complete)
    instance.watch(session.open_request, session.hear)
    status = application.exec()
    session.close()
    instance.release()
    _copy_notes(session, services)
    return status


def _complete(session: "Session") -> None:
    """Make what could wait until now, and end the start."""
    session.complete()
    _end_start()
    if session.controls is not None:
        session.controls.search.titles_known.connect(spare_books)
        session.controls.marks_panel.steps.ended.connect(spare_books)
        session.controls.search.elsewhere.gathered.connect(spare_books)


def spare_books(_titles: object = None) -> None:
    """Collect no garbage among the books that were opened, their titles, and marks: they stay.

    To go through those of a large shelf, or a hundred thousand marks, would take longer than a key
    may.
    """
    gc.freeze()


def _copy_notes(session: "Session", services: Services) -> None:
    """Make the second copy of the notes, unless there are other windows: the last one makes it.

    The window is gone, so nobody waits for a slow stick.
    """
    folder = services.preferences.second_copy
    if folder and session.controls is not None and not services.windows.others():
        from viewer.storage.second_copy import SecondCopy

        SecondCopy(session.controls.database.path, Path(folder)).make(at_once=True)


def _end_start() -> None:
    """Collect garbage from now on, but not among what the start made: that stays to the end."""
    if gc.isenabled():
        return
    gc.freeze()
    gc.enable()


def _is_heard() -> bool:
    """Return whether a sentence on standard error can be read.

    A windowed program on Windows has none: there the window opens, with the sentence in it.
    """
    return sys.stderr is not None


def _refuse(problem: Message) -> int:
    """Say why no window opens, and return the exit status, as all commands do."""
    if _is_heard():
        sys.stderr.write(f"{located(problem)}\n")
    return 2 if problem.code in WRONG_USE else 3


def _smoke(options: OpenOptions, profile: Profile) -> int:
    """Paint once, report, end; nothing is built or saved."""
    from viewer.ui.smoke import Smoke

    application = _application()
    services, _problems = _services(application, options, profile)
    window = MainWindow(services)
    problems = _open(window, options)
    pending = window.navigation.pending
    if pending is not None:
        # Nobody has to be kept from waiting here.
        window.navigation.take_up(open_book(pending.folder, services.cache), pending)
    if window.navigation.book is None and problems:
        return _refuse(problems[0])
    if options.section and window.navigation.section != options.section:
        # A window says so above the section that it shows instead; here nobody would see that.
        return _refuse(Message("section-not-found", {"section": options.section}))
    smoke = Smoke(window)
    window.show()
    application.exec()
    _end_start()
    return smoke.status


def _application() -> QApplication:
    # Not by setStyle, which hands out the style before, whose class is slow to make.
    arguments = [*sys.argv[:1], "-style", "Fusion"]
    application = display.application(partial(QApplication, arguments))
    application.setApplicationName("briefing-viewer")
    application.setDesktopFileName("briefing-viewer")
    load_start_fonts()
    return application


def _services(
    application: QApplication,
    options: OpenOptions,
    profile: Profile,
    windows: OpenWindows | None = None,
) -> tuple[Services, list[Message]]:
    preferences, problems = load_preferences(profile)
    services = Services(
        profile=profile,
        preferences=preferences,
        state=load_state(profile),
        shelf_folders=options.shelf,
        system_language=system_language(),
    )
    if windows is not None:
        services.windows = windows
    if options.beside is not None:
        # Imported here: most windows are the first.
        from viewer.ui.window.opening.beside import take_up

        take_up(services, options.beside)
    set_language(services.interface_language(services.system_language))
    # Before any widget is made: restyling all of them afterwards takes longer.
    apply_look(application, preferences)
    return services, problems


def _place(window: MainWindow) -> None:
    """Put the window where it was; one beside others a step aside, without their tabs."""
    services = window.services
    state = _window_state(services.state)
    if services.windows.others():
        state = {name: value for name, value in state.items() if name != "tabs"}
        window.restore(state)
        # Imported here: most windows are the first.
        from viewer.ui.window.opening.beside import step_aside

        step_aside(window)
    else:
        window.restore(state)


def _window_state(state: dict[str, Any]) -> dict[str, Any]:
    kept = state.get("window")
    return kept if isinstance(kept, dict) else {}


def _open(window: MainWindow, options: OpenOptions) -> list[Message]:
    """Open what was asked for, else what was open last, else the first book.

    Returns:
        What went wrong on the way.
    """
    problems: list[Message] = []
    navigation, services = window.navigation, window.services
    navigation.failed.connect(problems.append)
    language = options.language or _last_language(services)
    if language:
        navigation.language = navigation.chosen = language
    section = options.section or ""
    if options.book is not None:
        _open_named(window, options.book, section, problems)
    else:
        folder = _last_folder(services)
        opened = folder is not None and navigation.open_folder(folder, section)
        if not opened:
            _open_named(window, _first_book(services), section, problems)
    navigation.failed.disconnect(problems.append)
    return problems


def _first_book(services: Services) -> str:
    """Return the folder of the first book; its id where the shelf may have a newer edition."""
    alone = not services.folders() and not services.preferences.opened
    return str(DATA / FIRST_BOOK) if alone else FIRST_BOOK


def _open_named(window: MainWindow, name: str, section: str, problems: list[Message]) -> None:
    """Open a book by folder or id; a folder needs no look at the shelf."""
    if name.lower().startswith(ADDRESS):
        # Imported here: few starts come by a link.
        from viewer.ui.window.opening.addresses import open_address

        open_address(name, window.navigation, window.services)
        return
    path = Path(name)
    if is_there(path / "book.yaml"):
        # The list of books is written down when the page is painted.
        window.services.named = path.absolute()
        window.navigation.open_folder(path.absolute(), section)
        return
    try:
        folder = window.services.shelf().find(name)
    except ViewerError as problem:
        problems.append(problem.message)
        return
    window.navigation.open_folder(folder, section)


def _last_folder(services: Services) -> Path | None:
    folder = services.last_place().get("folder")
    return Path(folder) if isinstance(folder, str) else None


def _last_language(services: Services) -> str:
    language = services.last_place().get("language")
    return language if isinstance(language, str) else ""
