"""Titles of the menus, apart from their entries: the menu bar shows them before there are any."""

from viewer.messages import mark as _

MENUS: dict[str, str] = {
    "file": _("&File"),
    "edit": _("&Edit"),
    "view": _("&View"),
    "go": _("&Go"),
    "marks": _("&Marks"),
    "help": _("&Help"),
}
"""Menus in their order, with their titles."""

SUBMENUS: dict[str, str] = {
    "file.recent": _("Open &recent"),
    "file.tabs": _("T&abs"),
    "go.options": _("Search &options"),
    "go.recent": _("Where yo&u were lately"),
    "marks.colours": _("Highlight in a &colour"),
    "marks.check": _("After a ne&w edition"),
    "marks.group": _("&Group and sort my marks"),
    "marks.list": _("Reading &list"),
    "view.theme": _("&Theme"),
    "view.interface": _("Language of the &interface"),
}
"""Menus inside menus; the part before the dot is the menu that holds them."""
