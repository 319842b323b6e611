"""Words of the program: translation, plurals, and sentences for messages.

One gettext catalogue serves the window and the command line. English stands in the source; French
is in ``resources/translations/fr/LC_MESSAGES/briefing.mo``, made from the ``.po`` beside it by
``python3 dev.py texts``.
"""

import gettext
import os

from viewer.assets import RESOURCES
from viewer.errors import Message, Severity
from viewer.messages.marking import mark, mark_plural
from viewer.messages.sentences import SENTENCES

__all__ = [
    "DOMAIN",
    "LANGUAGES",
    "SENTENCES",
    "catalogue",
    "finding",
    "labelled",
    "language",
    "language_name",
    "located",
    "mark",
    "mark_plural",
    "number",
    "place",
    "plural",
    "sentence",
    "set_language",
    "severity",
    "system_language",
    "translate",
]

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


def number(value: int) -> str:
    """Return a whole number as the language writes it: “12,345”, in French “12 345”."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}" if _language == "fr" else ",")


def sentence(message: Message) -> str:
    """Return the words of ``message`` in the language of the interface.

    A code without words gives the code and its parameters: poor, but nothing is hidden.
    """
    template = SENTENCES.get(message.code)
    if template is None:
        values = (f"{key}={value}" for key, value in message.parameters.items())
        return " ".join([message.code, *values])
    parameters = {name: _words(value) for name, value in message.parameters.items()}
    if isinstance(parameters.get("reason"), str):
        # The system speaks English only; of ``viewer.messages.reasons`` we have the French.
        parameters["reason"] = translate(str(parameters["reason"]))
    return translate(template).format_map(_Parameters(parameters))


def labelled(label: str, words: str) -> str:
    """Return words after what they are, with the colon of the language."""
    return translate(mark("{label}: {words}")).format(label=label, words=words)


def language_name(code: str) -> str:
    """Return the name of a language in the language of the interface; a rare one by its code."""
    base = code.partition("-")[0]
    return translate({"en": mark("English"), "fr": mark("French")}.get(base, code))


def _language_words(code: str) -> str:
    """Return the name of a language as it stands within a sentence: French writes it small."""
    name = language_name(code)
    return name.lower() if _language == "fr" else name


def _words(value: object) -> object:
    """Return a value as a sentence writes it: a moment, as the language does."""
    if isinstance(value, str | int):
        return value
    # Imported here: the start does without it.
    from viewer.messages import moments

    return moments.written(value, _language)


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
    """What fills the places of a sentence.

    ``{language_name}`` is the name of the language whose code is the parameter ``language``; of
    any other missing parameter the name stays in the sentence, in place of failing.
    """

    def __missing__(self, key: str) -> str:
        code = self.get(key.removesuffix("_name"))
        if code is not None:
            return _language_words(str(code))
        return f"{{{key}}}"
