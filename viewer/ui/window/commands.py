"""Connects actions to what they do, and keeps them enabled and checked as the state is."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.messages import translate
from viewer.ui.actions import ACTIONS
from viewer.ui.theme import THEMES
from viewer.ui.window.carry_commands import CarryCommands
from viewer.ui.window.edit_commands import EditCommands
from viewer.ui.window.go_commands import GoCommands
from viewer.ui.window.help_commands import HelpCommands
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.list_commands import ListCommands
from viewer.ui.window.marking.mark_commands import MarkCommands
from viewer.ui.window.opening.tabs_control import TabsControl
from viewer.ui.window.preferences_control import PreferencesControl
from viewer.ui.window.print_control import PrintControl
from viewer.ui.window.searching.search_commands import SearchCommands
from viewer.ui.window.view_commands import ViewCommands

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls


class Commands(QObject):
    """Connects the actions of a window to what they do, and keeps them enabled as they can be."""

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        self.edit = EditCommands(window, controls)
        self.view = ViewCommands(window, controls)
        self.go = GoCommands(window, controls)
        self.help = HelpCommands(window, controls)
        self.searches = SearchCommands(window, controls)
        self.marks = MarkCommands(window, controls)
        self.list = ListCommands(window, controls)
        self.preferences = PreferencesControl(window, controls)
        self.printing = PrintControl(window, controls.handling, controls.both, controls.facings)
        self.carrying = CarryCommands(window, controls, controls.handling)
        for name, work in self._works().items():
            controls.actions[name].triggered.connect(work)
        navigation = window.navigation
        self._connect_links()
        for changed in (
            navigation.history_changed,
            navigation.book_opened,
            navigation.language_changed,
            controls.marks.undo_changed,
            controls.marks.changed,
            controls.hits.shown,
            controls.both.changed,
            controls.tabs.changed,
            window.look.changed,
            window.state_changed,
            window.left.shown,
        ):
            changed.connect(self.refresh)
        controls.search.answered_all.connect(self.searches.refresh)
        window.left.escaped.connect(self.view.leave_pane)
        self.refresh()

    def _connect_links(self) -> None:
        controls, window = self._controls, self._window
        controls.links.web_link.connect(self.go.offer_web_link)
        controls.notes.link_requested.connect(controls.links.follow)
        for asked in (controls.links.place_link, window.field.address_requested):
            asked.connect(self.go.open_address)
        controls.links.file_link.connect(self.view.attachments.offer)

    def _works(self) -> dict[str, Callable[[], object]]:
        return {
            **self._file_works(),
            **self._view_works(),
            **self._go_works(),
            **self.searches.works(),
            **self.marks.works(),
            **self.list.works(),
            **self.carrying.works(),
            **self._controls.room.works(),
        }

    def _file_works(self) -> dict[str, Callable[[], object]]:
        controls = self._controls
        return {
            "file.open": controls.library.choose,
            "file.books": controls.books.show,
            "file.web_page": self.view.web_pages.open_here,
            "file.print": self.printing.open,
            "file.new_window": controls.windows.open_here,
            "file.new_tab": controls.tabs.new,
            "file.close_tab": controls.tabs.close_current,
            "file.reopen_tab": controls.tabs.reopen,
            "file.close": self._window.close,
            "file.quit": self._quit,
            "edit.undo": self.edit.undo,
            "edit.redo": self.edit.redo,
            "edit.copy": self.edit.copy,
            "edit.cite": controls.copying.cite,
            "edit.cite_link": controls.copying.toggle_link,
            "edit.copy_both": controls.one_block.copy,
            "edit.select_all": self.edit.select_all,
            "edit.find": self.edit.find_here,
            "edit.preferences": self.preferences.open,
            "help.guide": self.help.guide,
            "help.shortcuts": self.help.shortcuts,
            "help.copy_details": self.help.copy_details,
            "help.log": self.help.log,
            "help.about": self.help.about,
        }

    def _view_works(self) -> dict[str, Callable[[], object]]:
        controls = self._controls
        return {
            "view.left": self.view.toggle_left,
            "view.contents": self.view.show_contents,
            "view.results": self.view.show_results,
            "view.marks": self.view.show_marks,
            "view.larger": self.view.larger,
            "view.smaller": self.view.smaller,
            "view.normal": self.view.normal,
            **{
                f"view.theme_{name}": partial(self.view.choose_theme, name)
                for name in ("system", *THEMES)
            },
            "view.explain": self._controls.explaining.explain,
            "view.table": self.view.tables.open_here,
            "view.figure": self.view.figures.open_here,
            "view.text_cursor": self.view.text_cursor,
            "view.other_language": self.view.other_language,
            "view.both": controls.both.toggle,
            "view.paragraph": controls.one_block.toggle,
            "view.interface_system": self.view.interface_system,
            "view.interface_en": self.view.interface_english,
            "view.interface_fr": self.view.interface_french,
            "view.full_screen": self.view.full_screen.toggle,
        }

    def _go_works(self) -> dict[str, Callable[[], object]]:
        controls = self._controls
        return {
            "go.search": self.go.search,
            "go.next_hit": self.go.next_hit,
            "go.previous_hit": self.go.previous_hit,
            "go.clear_hits": controls.finding.clear_hits,
            "go.back": self.go.news.back,
            "go.forward": self.go.news.forward,
            "go.outline": self.go.outlines.open,
            "go.glossary": controls.collected.open_glossary,
            "go.collected": controls.collected.open_views,
            "go.changes": self.go.what_changed.open,
            "go.next_heading": self.go.outlines.next_heading,
            "go.previous_heading": self.go.outlines.previous_heading,
            "go.previous": self.go.previous_section,
            "go.next": self.go.next_section,
            "go.parent": self.go.parent_section,
            "file.link_in_tab": controls.apart.open_link_here,
            "file.link_in_window": controls.apart.open_link_in_window,
            "file.next_tab": partial(controls.tabs.step, 1),
            "file.previous_tab": partial(controls.tabs.step, -1),
            "file.tab_right": partial(controls.tabs.row.shift, 1),
            "file.tab_left": partial(controls.tabs.row.shift, -1),
            "go.next_mark": self.go.next_mark,
            "go.previous_mark": self.go.previous_mark,
            "go.next_pane": self.go.next_pane,
            "go.previous_pane": self.go.previous_pane,
        }

    @Slot()
    def _quit(self) -> None:
        # It is made later, since it follows what is made here.
        self._controls.others.quit()

    def retranslate(self) -> None:
        """Set the words that depend on the state."""
        self.refresh()
        self.help.retranslate()
        self.preferences.retranslate()

    @Slot()
    def refresh(self) -> None:
        """Enable, check and name the actions as the state is now."""
        actions, controls, window = self._controls.actions, self._controls, self._window
        navigation, book = window.navigation, window.navigation.book
        section = navigation.section if book is not None else ""
        two = bool(controls.facings.language())
        enabled = {
            "file.print": bool(section),
            **_of_tabs(controls.tabs, section),
            "go.back": navigation.history.can_go_back,
            "go.forward": navigation.history.can_go_forward,
            "go.next": bool(book and section and book.next(section)),
            "go.previous": bool(book and section and book.previous(section)),
            "go.parent": bool(book and section and book.section(section).parent),
            "go.clear_hits": bool(controls.hits.query),
            "go.outline": bool(section),
            "file.web_page": bool(section),
            "go.glossary": bool(section),
            "go.collected": bool(section),
            "go.changes": bool(section),
            "go.next_heading": bool(section),
            "go.previous_heading": bool(section),
            "view.explain": bool(section),
            "view.figure": bool(section and self.view.figures.ordinals()),
            "view.table": bool(section and self.view.tables.ordinals()),
            "view.other_language": bool(book and len(book.edition.languages) > 1),
            "view.both": bool(book and len(book.edition.languages) > 1),
            "view.paragraph": two and not controls.both.is_on(),
            "edit.cite": bool(section and navigation.shown),
            "edit.copy_both": two,
            "edit.undo": bool(controls.marks.changes.undo_name()),
            "edit.redo": bool(controls.marks.changes.redo_name()),
        }
        for name, on in enabled.items():
            actions[name].setEnabled(on)
        self.searches.refresh()
        self.marks.refresh()
        self.list.refresh()
        controls.room.refresh()
        self._check()

    def _check(self) -> None:
        """Show what is on, and what can be undone."""
        actions, controls, window = self._controls.actions, self._controls, self._window
        preferences = window.services.preferences
        actions.check(f"view.theme_{preferences.theme}", on=True)
        actions.check(f"view.interface_{preferences.interface_language}", on=True)
        actions.check("view.left", on=window.reading.pane_shows())
        actions.check("view.text_cursor", on=window.page.has_text_cursor())
        actions.check("edit.cite_link", on=preferences.cite_link)
        actions.check("view.both", on=controls.both.is_on())
        actions.check("view.full_screen", on=window.isFullScreen())
        for name, what in (
            ("edit.undo", controls.marks.changes.undo_name()),
            ("edit.redo", controls.marks.changes.redo_name()),
        ):
            base = translate(next(spec.text for spec in ACTIONS if spec.id == name))
            actions[name].setText(f"{base} – {what}" if what else base)


def _of_tabs(tabs: TabsControl, section: str) -> dict[str, bool]:
    """Return which actions about tabs can be done."""
    several = tabs.count() > 1
    return {
        "file.new_tab": bool(section),
        "file.new_window": bool(section),
        "file.reopen_tab": tabs.can_reopen(),
        "file.next_tab": several,
        "file.previous_tab": several,
        "file.tab_right": several,
        "file.tab_left": several,
    }
