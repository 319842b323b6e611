"""Words of the program: translation, plurals, and sentences for messages.

One gettext catalogue serves the window and the command line. English stands in the source; French
is in ``resources/translations/fr/LC_MESSAGES/briefing.mo``, made from the ``.po`` beside it by
``python3 dev.py texts``.
"""

import gettext
import os
from collections.abc import Callable

from viewer.assets import RESOURCES
from viewer.errors import Message, Severity

LANGUAGES = ("en", "fr")
"""Languages of the interface."""

DOMAIN = "briefing"

_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def set_language(code: str) -> None:
    """Use ``code`` (``en`` or ``fr``; anything else counts as ``en``) for all words from now on."""
    global _current, _language  # noqa: PLW0603 - one language for the whole program
    _language = code if code in LANGUAGES else "en"
    _current = catalogue(_language)


def system_language() -> str:
    """Return the language of the person's system: ``fr`` if it is French, else ``en``."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "fr" if os.environ[name].lower().startswith("fr") else "en"
    # Windows names the language in its own way, for example "French_Canada".
    import locale

    return "fr" if (locale.getlocale()[0] or "").lower().startswith("fr") else "en"


def language() -> str:
    """Return the language of the interface, ``en`` or ``fr``."""
    return _language


def catalogue(code: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; English needs none."""
    if code == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, RESOURCES / "translations", [code], fallback=True)


def translate(text: str) -> str:
    """Return ``text`` in the language of the interface; imported as ``_``."""
    return _current.gettext(text) if text else ""


def plural(one: str, many: str, count: int) -> str:
    """Return the form for ``count``, with ``{count}`` still to be filled in."""
    return _current.ngettext(one, many, count)


def mark(text: str) -> str:
    """Mark ``text`` for translation where it is declared; it is translated where it is shown."""
    return text


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Mark a text with a count for translation where it is declared."""
    return one, many


def sentence(message: Message) -> str:
    """Return the words of ``message`` in the language of the interface.

    A code without words gives the code and its parameters: poor, but nothing is hidden.
    """
    template = SENTENCES.get(message.code)
    if template is None:
        values = (f"{key}={value}" for key, value in message.parameters.items())
        return " ".join([message.code, *values])
    return translate(template).format_map(_Parameters(message.parameters))


def finding(message: Message) -> str:
    """Return ``file:line: severity: sentence [rule]``, as ``briefing check`` prints it."""
    return f"{place(message)}{severity(message.severity)}: {sentence(message)} [{message.code}]"


def located(message: Message) -> str:
    """Return ``file:line: sentence``, the form of errors on standard error."""
    return f"{place(message)}{sentence(message)}"


def place(message: Message) -> str:
    """Return ``file:line: ``, ``file: ``, or nothing where the message concerns no file."""
    if not message.file:
        return ""
    return f"{message.file}:{message.line}: " if message.line else f"{message.file}: "


def severity(level: Severity) -> str:
    """Return the word for ``level``; the same in both languages, since scripts read it."""
    return level.value


class _Parameters(dict[str, object]):
    """Leaves the name of a missing parameter in the sentence in place of failing."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


_: Callable[[str], str] = mark

SENTENCES: dict[str, str] = {
    # One entry a code, in alphabetical order.
    "annotation-conflict": _(
        "“{title}” was changed in another window meanwhile, so this change was not saved."
    ),
    "annotation-exists": _("This was not saved: there is an annotation with the id {id} already."),
    "annotation-unknown": _("There is no annotation with the id {id}."),
    "batch-not-utf-8": _("This line isn't UTF-8 text; save the file as UTF-8."),
    "book-not-found": _(
        "There is no book “{name}” on the shelf. Type “briefing list” to see the books."
    ),
    "format-not-yet": _("Sections can't be printed as {format} yet; use text or json."),
    "language-not-in-book": _(
        "The book has no text in “{language}”; its languages are {languages}."
    ),
    "no-display": _(
        "There is no display to open a window on. The commands work without one: see “briefing "
        "--help”."
    ),
    "qt-library-missing": _(
        "The window needs the system library {library}, which is missing. “briefing --help” "
        "lists what works without it."
    ),
    "query-or-batch": _("Give either words to search for, or --batch with a file of queries."),
    "section-in-one-language": _(
        "The section “{section}” has a text in one language only: there is nothing to align."
    ),
    "section-not-found": _(
        "The book “{book}” has no section “{section}”. Type “briefing contents {book}” to see "
        "its sections."
    ),
    "section-without-text": _(
        "The section “{section}” has no text of its own, only sections below it."
    ),
    "settings-not-saved": _("The preferences could not be saved: {reason}."),
    "settings-set-aside": _(
        "The preferences could not be read, so they were started anew. The old file is kept as "
        "{kept}."
    ),
    "settings-twice": _("“{name}” stands here a second time; the last one counts."),
    "settings-unknown": _("“{name}” is not a setting of this program; it is kept, but ignored."),
    "settings-unreadable": _(
        "The preferences can't be read ({reason}), so the usual ones are used. Correct the file, "
        "or delete it."
    ),
    "settings-wrong-value": _(
        "“{name}” can't be “{value}”; “{default}” is used. Possible: {expected}."
    ),
    "shown-in-other-language": _(
        "The section “{section}” has no text in “{wanted}”; it is shown in “{language}”."
    ),
    "store-busy": _(
        "Another program is writing to your notes, so this was not saved. Try again in a moment."
    ),
    "store-copy-opened": _(
        "Your notes could not be read at {time}. The copy of {copy} was opened; nothing was "
        "deleted. The old file is kept as {kept}."
    ),
    "store-damaged": _(
        "Your notes could not be read just now, so nothing was saved. Start the program again: "
        "it will repair what it can."
    ),
    "store-disk-full": _("This was not saved: the disk is full. Make room, then try again."),
    "store-failed": _("This was not saved: {reason}."),
    "store-missing": _(
        "The file of your notes was not there at {time}. The copy of {copy} was opened."
    ),
    "store-newer": _(
        "Your notes were written by a newer version of this program. They can be read here, "
        "but not changed."
    ),
    "store-read-only": _("Notes can't be saved here (the folder is read-only)."),
    "store-repaired": _(
        "Your notes were damaged, noticed at {time}. Read from the damaged file: {recovered}; "
        "of these with text that may have changed: {altered}. The damaged file is kept as {kept}."
    ),
    "store-replaced": _(
        "This was not saved: the file of your notes was moved or replaced while the program was "
        "running. Start the program again."
    ),
    "store-started-anew": _(
        "Your notes could not be read at {time}, and there is no copy of them. A new file was "
        "started; the old one is kept as {kept}."
    ),
    "store-unreachable": _(
        "Your notes can't be read at the moment ({reason}). Nothing was changed. "
        "Start the program again when they can be reached."
    ),
    "store-unreachable-copy": _(
        "Your notes can't be read at the moment ({reason}). The copy of {copy} is shown, "
        "and can't be changed."
    ),
    "typed-without-batch": _("“--typed” replays a file of queries: it needs “--batch”."),
    "unexpected-error": _("Something unexpected went wrong: {problem}."),
    "unexpected-error-logged": _(
        "Something unexpected went wrong; what happened is in the log {log}."
    ),
}
