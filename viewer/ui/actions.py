"""The one table of actions.

Menus, shortcuts, the shortcut page of the user guide and its test come from here. The titles of
the menus stand in ``menu_titles``, and ``action_set`` makes what a window has of them.
"""

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from viewer.messages import mark as _

Standard = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    Attributes:
        id: Stable name, ``menu.verb``.
        text: English words with the mnemonic, marked for translation.
        keys: Shortcuts, the one shown in the menu first: portable text or a standard key.
        menu: Menu or submenu that shows it.
        icon: Name of its picture under ``resources/icons``, or empty.
        group: Name of the group of which exactly one is on; empty for none.
        checkable: Whether it is on or off.
        separated: Whether a separator precedes it in the menu.
    """

    id: str
    text: str
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    menu: str = ""
    icon: str = ""
    group: str = ""
    checkable: bool = False
    separated: bool = False


def _arrangement(name: str, text: str, group: str, *, separated: bool = False) -> ActionSpec:
    """Return one of the ways in which the list of marks can be arranged."""
    return ActionSpec(
        f"marks.{name}",
        text,
        (),
        "marks.group",
        group=group,
        checkable=True,
        separated=separated,
    )


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("file.open", _("&Open a book…"), (Standard.Open,), "file", "book"),
    ActionSpec("file.books", _("&Books"), ("Ctrl+Shift+B",), "file", "book"),
    ActionSpec("file.save_results", _("&Save the list of results…"), (), "file"),
    ActionSpec("file.web_page", _("Open this section as a &web page"), (), "file"),
    ActionSpec(
        "file.take_along", _("&Take my notes to another computer…"), (), "file", separated=True
    ),
    ActionSpec("file.bring", _("Bring my &notes…"), (), "file"),
    ActionSpec("file.print", _("&Print…"), (Standard.Print,), "file", "print", separated=True),
    ActionSpec("file.new_window", _("New w&indow"), ("Ctrl+N",), "file", separated=True),
    ActionSpec("file.new_tab", _("N&ew tab"), ("Ctrl+T",), "file"),
    ActionSpec("file.close_tab", _("C&lose the tab"), ("Ctrl+W", "Ctrl+F4"), "file"),
    ActionSpec("file.reopen_tab", _("Reopen the close&d tab"), ("Ctrl+Shift+T",), "file"),
    ActionSpec("file.next_tab", _("&Next tab"), ("Ctrl+Tab", "Ctrl+PgDown"), "file.tabs"),
    ActionSpec(
        "file.previous_tab", _("&Previous tab"), ("Ctrl+Shift+Tab", "Ctrl+PgUp"), "file.tabs"
    ),
    ActionSpec("file.tab_right", _("Move the tab &right"), ("Ctrl+Shift+PgDown",), "file.tabs"),
    ActionSpec("file.tab_left", _("Move the tab le&ft"), ("Ctrl+Shift+PgUp",), "file.tabs"),
    ActionSpec("file.link_in_tab", _("Open the &link in a new tab"), (), "file.tabs"),
    ActionSpec("file.link_in_window", _("Open the link in a new &window"), (), "file.tabs"),
    ActionSpec("file.close", _("&Close the window"), ("Ctrl+Shift+W",), "file", separated=True),
    ActionSpec("file.quit", _("&Quit"), ("Ctrl+Q",), "file"),
    ActionSpec("edit.undo", _("&Undo"), (Standard.Undo,), "edit"),
    ActionSpec("edit.redo", _("&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "edit"),
    ActionSpec("edit.copy", _("&Copy"), (Standard.Copy,), "edit", separated=True),
    ActionSpec("edit.cite", _("Copy with c&itation"), ("Ctrl+Shift+C",), "edit"),
    ActionSpec("edit.cite_link", _("With a lin&k to the place"), (), "edit", checkable=True),
    ActionSpec("edit.copy_both", _("Copy &both languages"), (), "edit"),
    ActionSpec("edit.select_all", _("Select &all"), (Standard.SelectAll,), "edit"),
    ActionSpec(
        "edit.find", _("&Find in this section"), (Standard.Find,), "edit", "search", separated=True
    ),
    ActionSpec("edit.copy_results", _("Copy the &list of results"), (), "edit"),
    ActionSpec(
        "edit.mark_read",
        _("Mark as rea&d or unread"),
        ("Ctrl+Shift+R",),
        "edit",
        separated=True,
    ),
    ActionSpec(
        "edit.keep_searches", _("Reme&mber searches"), (), "edit", checkable=True, separated=True
    ),
    ActionSpec("edit.forget_searches", _("For&get recent searches"), (), "edit"),
    ActionSpec(
        "edit.preferences", _("&Preferences…"), ("Ctrl+,",), "edit", "settings", separated=True
    ),
    ActionSpec("view.left", _("&Left pane"), ("F9",), "view", "contents", checkable=True),
    ActionSpec("view.contents", _("&Contents"), ("Ctrl+1",), "view", "contents"),
    ActionSpec("view.results", _("&Results"), ("Ctrl+2",), "view", "results"),
    ActionSpec("view.marks", _("&My marks"), ("Ctrl+3",), "view", "marks"),
    ActionSpec(
        "view.larger",
        _("Text lar&ger"),
        ("Ctrl++", "Ctrl+="),
        "view",
        "text-larger",
        separated=True,
    ),
    ActionSpec("view.smaller", _("Text &smaller"), (Standard.ZoomOut,), "view", "text-smaller"),
    ActionSpec("view.normal", _("Text size &100 %"), ("Ctrl+0",), "view"),
    ActionSpec("view.theme_light", _("&Light"), (), "view.theme", group="theme", checkable=True),
    ActionSpec("view.theme_dark", _("&Dark"), (), "view.theme", group="theme", checkable=True),
    ActionSpec("view.theme_sepia", _("&Sepia"), (), "view.theme", group="theme", checkable=True),
    ActionSpec(
        "view.theme_contrast",
        _("&High contrast"),
        (),
        "view.theme",
        group="theme",
        checkable=True,
    ),
    ActionSpec(
        "view.theme_contrast_dark",
        _("High &contrast, dark"),
        (),
        "view.theme",
        group="theme",
        checkable=True,
    ),
    ActionSpec(
        "view.theme_system",
        _("&Follow the system"),
        (),
        "view.theme",
        group="theme",
        checkable=True,
    ),
    ActionSpec("view.essential", _("Essential sections onl&y"), (), "view", checkable=True),
    ActionSpec("view.explain", _("Explain the &word"), ("Ctrl+I",), "view", separated=True),
    ActionSpec("view.table", _("Open the ta&ble"), ("Ctrl+Shift+E",), "view"),
    ActionSpec("view.figure", _("E&nlarge the figure"), ("Ctrl+Shift+G",), "view"),
    ActionSpec("view.text_cursor", _("Te&xt cursor"), ("F7",), "view", checkable=True),
    ActionSpec(
        "view.other_language",
        _("&Other language"),
        ("Ctrl+Shift+L",),
        "view",
        "language",
        separated=True,
    ),
    ActionSpec("view.both", _("Si&de by side"), ("Ctrl+Shift+S",), "view", checkable=True),
    ActionSpec(
        "view.paragraph", _("This &paragraph in the other language"), ("Ctrl+Shift+P",), "view"
    ),
    ActionSpec(
        "view.interface_system",
        _("&As the text"),
        (),
        "view.interface",
        group="interface",
        checkable=True,
    ),
    ActionSpec(
        "view.interface_en", "&English", (), "view.interface", group="interface", checkable=True
    ),
    ActionSpec(
        "view.interface_fr", "&Français", (), "view.interface", group="interface", checkable=True
    ),
    ActionSpec(
        "view.full_screen", _("F&ull screen"), ("F11",), "view", checkable=True, separated=True
    ),
    ActionSpec(
        "go.search", _("&Search or go to…"), ("Ctrl+K", "Ctrl+Shift+F", "Ctrl+L"), "go", "search"
    ),
    ActionSpec("go.option_phrase", _("&Exact phrase"), (), "go.options"),
    ActionSpec("go.option_without", _("&Without a word"), (), "go.options"),
    ActionSpec("go.option_either", _("&One or the other"), (), "go.options"),
    ActionSpec("go.option_near", _("Words &near one another"), (), "go.options"),
    ActionSpec("go.option_beginning", _("&Beginning of a word"), (), "go.options"),
    ActionSpec("go.option_exact", _("E&xactly as typed"), (), "go.options"),
    ActionSpec("go.option_title", _("In the &title"), (), "go.options"),
    ActionSpec("go.option_section", _("In this &section"), (), "go.options", separated=True),
    ActionSpec("go.option_part", _("In this &part"), (), "go.options"),
    ActionSpec("go.option_book", _("In this boo&k"), (), "go.options"),
    ActionSpec("go.option_edition", _("In this e&dition"), (), "go.options"),
    ActionSpec("go.option_everywhere", _("In &all books"), (), "go.options"),
    ActionSpec("go.option_english", _("In En&glish"), (), "go.options", separated=True),
    ActionSpec("go.option_french", _("In &French"), (), "go.options"),
    ActionSpec("go.option_marked", _("Only with a book&mark"), (), "go.options", separated=True),
    ActionSpec("go.option_noted", _("On&ly with a note of mine"), (), "go.options"),
    ActionSpec("go.option_note", _("Wo&rds in my notes"), (), "go.options"),
    ActionSpec("go.option_tag", _("Only w&ith a tag"), (), "go.options"),
    ActionSpec("go.next_hit", _("Next &passage found"), ("F3",), "go"),
    ActionSpec("go.previous_hit", _("Previous passa&ge found"), ("Shift+F3",), "go"),
    ActionSpec("go.clear_hits", _("&Clear what was found"), (), "go"),
    ActionSpec("go.back", _("&Back"), ("Alt+Left",), "go", "back", separated=True),
    ActionSpec("go.forward", _("&Forward"), ("Alt+Right",), "go", "forward"),
    ActionSpec(
        "go.previous", _("P&revious section"), ("Alt+PgUp",), "go", "previous", separated=True
    ),
    ActionSpec("go.next", _("&Next section"), ("Alt+PgDown",), "go", "next"),
    ActionSpec("go.next_essential", _("Next essen&tial section"), ("Alt+Shift+PgDown",), "go"),
    ActionSpec("go.parent", _("Section &above"), ("Alt+Up",), "go"),
    ActionSpec(
        "go.outline", _("Out&line of this section…"), ("Ctrl+Shift+O",), "go", separated=True
    ),
    ActionSpec("go.glossary", _("Glossar&y…"), ("Ctrl+Shift+I",), "go"),
    ActionSpec("go.collected", _("Collected v&iews…"), ("Ctrl+Shift+J",), "go"),
    ActionSpec("go.changes", _("&What changed since the last edition…"), (), "go"),
    ActionSpec("go.next_heading", _("Next &heading"), ("F8",), "go"),
    ActionSpec("go.previous_heading", _("Previous hea&ding"), ("Shift+F8",), "go"),
    ActionSpec("go.next_mark", _("Next &mark of mine"), ("F4",), "go", separated=True),
    ActionSpec("go.previous_mark", _("Previous mar&k of mine"), ("Shift+F4",), "go"),
    ActionSpec("go.next_pane", _("Next pan&e"), ("F6",), "go", separated=True),
    ActionSpec("go.previous_pane", _("Pre&vious pane"), ("Shift+F6",), "go"),
    ActionSpec("marks.bookmark", _("&Bookmark this place"), ("Ctrl+D",), "marks", "bookmark"),
    ActionSpec("marks.highlight", _("&Highlight"), ("Ctrl+Shift+H",), "marks", "highlight"),
    ActionSpec("marks.note", _("&Note"), ("Ctrl+Shift+M",), "marks", "note"),
    ActionSpec("marks.colour_yellow", _("Highlight in &yellow"), ("Alt+1",), "marks.colours"),
    ActionSpec("marks.colour_green", _("Highlight in &green"), ("Alt+2",), "marks.colours"),
    ActionSpec("marks.colour_blue", _("Highlight in &blue"), ("Alt+3",), "marks.colours"),
    ActionSpec("marks.colour_pink", _("Highlight in &pink"), ("Alt+4",), "marks.colours"),
    ActionSpec("marks.colour_orange", _("Highlight in &orange"), ("Alt+5",), "marks.colours"),
    ActionSpec(
        "marks.name_colours", _("&Meanings of the colours…"), (), "marks.colours", separated=True
    ),
    _arrangement("group_book", _("By &book"), "group"),
    _arrangement("group_section", _("By &section"), "group"),
    _arrangement("group_tag", _("By &tag"), "group"),
    _arrangement("group_colour", _("By &colour"), "group"),
    _arrangement("group_date", _("By &date"), "group"),
    _arrangement("order_place", _("In the &order of the book"), "order", separated=True),
    _arrangement("order_newest", _("&Newest first"), "order"),
    _arrangement("order_name", _("By na&me"), "order"),
    ActionSpec(
        "marks.this_book",
        _("Only t&his book"),
        (),
        "marks.group",
        checkable=True,
        separated=True,
    ),
    ActionSpec("marks.list_add", _("&Add to the reading list"), ("Ctrl+Shift+D",), "marks.list"),
    ActionSpec("marks.list_remove", _("&Take off the reading list"), (), "marks.list"),
    ActionSpec("marks.list_up", _("Move &up"), ("Alt+Shift+Up",), "marks.list", separated=True),
    ActionSpec("marks.list_down", _("Move &down"), ("Alt+Shift+Down",), "marks.list"),
    ActionSpec(
        "marks.list_next", _("&Next in the reading list"), ("F5",), "marks.list", separated=True
    ),
    ActionSpec(
        "marks.list_previous", _("&Previous in the reading list"), ("Shift+F5",), "marks.list"
    ),
    ActionSpec(
        "marks.list_show",
        _("&Show the reading list"),
        ("Ctrl+4",),
        "marks.list",
        checkable=True,
        separated=True,
    ),
    ActionSpec("marks.checked_only", _("Only marks to chec&k"), (), "marks.group", checkable=True),
    ActionSpec("marks.next_check", _("Ne&xt to check"), ("Ctrl+Shift+N",), "marks.check"),
    ActionSpec("marks.keep", _("&Keep it at its new place"), (), "marks.check"),
    ActionSpec("marks.put", _("&Put it elsewhere"), (), "marks.check"),
    ActionSpec("marks.set_aside", _("&Set it aside"), (), "marks.check"),
    ActionSpec("marks.rename", _("&Rename the mark"), ("F2",), "marks", separated=True),
    ActionSpec("marks.tags", _("&Tags…"), (), "marks"),
    ActionSpec("marks.delete", _("&Delete the mark"), (), "marks"),
    ActionSpec("marks.bin", _("B&in"), (), "marks", checkable=True, separated=True),
    ActionSpec("marks.restore", _("Rest&ore from the bin"), (), "marks"),
    ActionSpec("marks.empty_bin", _("&Empty the bin…"), (), "marks"),
    ActionSpec("marks.export", _("E&xport…"), (), "marks", separated=True),
    ActionSpec("marks.import", _("I&mport…"), (), "marks"),
    ActionSpec("help.guide", _("&User guide"), ("F1",), "help", "book"),
    ActionSpec("help.shortcuts", _("&Keyboard shortcuts"), ("Ctrl+F1",), "help"),
    ActionSpec("help.copy_details", _("&Copy details"), (), "help", separated=True),
    ActionSpec("help.log", _("Show &log"), (), "help"),
    ActionSpec("help.about", _("&About Briefing Viewer"), (), "help", "info", separated=True),
)
"""Every action, in the order of the menus."""


def plain(text: str) -> str:
    """Return the words of an action without the mnemonic's ampersand and without the ellipsis."""
    return text.replace("&", "").removesuffix("…")


def key_texts(spec: ActionSpec) -> list[str]:
    """Return the shortcuts of an action as portable text, the one shown in the menu first."""
    sequences = [
        key
        if isinstance(key, str)
        else QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
        for key in spec.keys
    ]
    return [text for text in sequences if text]
