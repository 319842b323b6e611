"""Every text of the program exists in English and French, and the French is set as it should be."""

import ast
import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
FRENCH = ROOT / "resources" / "translations" / "fr" / "LC_MESSAGES" / "briefing.po"
SOURCES = sorted((ROOT / "viewer").rglob("*.py"))

KEYWORDS = {"_": None, "mark": None, "plural": (1, 2), "mark_plural": (1, 2)}
"""Functions that mark a text; the same as in dev.py."""

Text = str | tuple[str, ...]

PLACEHOLDER = re.compile(r"\{\w*(?:![a-z])?\}")
NO_BREAK = "\u00a0"
STRAIGHT = r"(?<=\w)'(?=[\w«])"

MISTAKES = {
    "English quotation marks": r"[“”]",
    "straight apostrophe": STRAIGHT,
    "guillemet without its no-break space": rf"«(?!{NO_BREAK})|(?<!{NO_BREAK})»",
    "space before ; ! or ?": rf"[ {NO_BREAK}\u202f][;!?]",
    "colon without its no-break space": rf"(?<!{NO_BREAK}):(?=\s|$)",
    "three points for an ellipsis": r"\.\.\.",
    "percentage without its no-break space": rf"(?<!{NO_BREAK})%",
}
"""What French of the Government of Canada does not do; the apostrophe is that of print."""

QUOTED_CODE = re.compile(rf"«{NO_BREAK}(.*?){NO_BREAK}»|(\{{\{{.*?\}}\}})")
"""What may be code that a person types: between guillemets or double braces."""

SETTERS = {
    "addAction", "addButton", "addItem", "addMenu", "addRow", "addTab", "announce", "drawText",
    "insertItem", "setAccessibleDescription", "setAccessibleName", "setDetailedText",
    "setHeaderLabels", "setInformativeText", "setLabelText", "setPlaceholderText", "setPrefix",
    "setStatusTip", "setSuffix", "setTabText", "setText", "setTitle", "setToolTip", "setWhatsThis",
    "setWindowTitle", "showMessage",
    "QAction", "QCheckBox", "QGroupBox", "QLabel", "QMenu", "QMessageBox", "QPushButton",
    "QRadioButton", "QToolButton",
}  # fmt: skip
"""Functions of Qt and of the window whose texts a person sees or hears."""

PRINTERS = {"echo", "say", "warn"}
"""Functions of the command line that print."""

SAME_IN_BOTH = {"English", "Français", "EN", "FR", "EN | FR"}
"""Names of languages: each in its own language, always."""


@cache
def source_texts() -> dict[str, Text]:
    """Texts marked in the package, by their singular."""
    texts: dict[str, Text] = {}
    for *_, message, _comments, _context in extract_from_dir(ROOT / "viewer", keywords=KEYWORDS):
        texts[message if isinstance(message, str) else message[0]] = message
    return texts


@cache
def french() -> Catalog:
    with FRENCH.open("rb") as stream:
        return read_po(stream, locale="fr")


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def translations() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """English and French forms of each entry."""
    for message in french():
        if message.id:
            yield forms(message.id), forms(message.string)


def test_compiled_catalogue_is_the_source() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, french())
    assert FRENCH.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_every_text_is_in_the_catalogue() -> None:
    known = {forms(message.id)[0] for message in french() if message.id}
    assert not sorted(source_texts().keys() - known)


def test_catalogue_has_nothing_that_no_one_says() -> None:
    known = {forms(message.id)[0] for message in french() if message.id}
    assert not sorted(known - source_texts().keys())


def test_every_text_has_its_french() -> None:
    assert not [english[0] for english, other in translations() if not all(other)]


def test_no_translation_is_a_guess() -> None:
    assert not [message.id for message in french() if message.id and message.fuzzy]


def test_french_keeps_the_placeholders() -> None:
    wrong = []
    for english, other in translations():
        wanted = {frozenset(PLACEHOLDER.findall(form)) for form in english}
        given = {frozenset(PLACEHOLDER.findall(form)) for form in other}
        if not given <= wanted:
            wrong.append((english, other))
    assert not wrong


@pytest.mark.parametrize("mistake", MISTAKES)
def test_french_is_set_as_french(mistake: str) -> None:
    pattern = re.compile(MISTAKES[mistake])
    assert not [
        form
        for english, other in translations()
        for form in other
        if pattern.search(without_code(form, " ".join(english)))
    ]


def test_english_has_no_straight_apostrophes() -> None:
    texts = [text for english, _ in translations() for text in english]
    assert [text for text in texts if re.search(STRAIGHT, text)] == []


def without_code(french: str, english: str) -> str:
    """Return a text without what is to be typed as it stands, which is the same in both."""

    def keep(found: re.Match[str]) -> str:
        return "code" if (found[1] or found[2]) in english else found[0]

    return QUOTED_CODE.sub(keep, french)


def test_french_has_the_same_spaces_at_its_ends() -> None:
    wrong = [
        form
        for english, other in translations()
        for form in other
        if (form[:1].isspace(), form[-1:].isspace())
        != (english[0][:1].isspace(), english[0][-1:].isspace())
    ]
    assert not wrong


def has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def literal(node: ast.expr) -> str:
    """Words that stand literally in an expression, whichever way it goes."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.BoolOp | ast.List | ast.Tuple):
        parts = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]
        return "".join(literal(part) for part in parts)
    return ""


def named_calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a module, with the name of what is called."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield name, node


def every_shown_text_is_marked(path: Path, tree: ast.Module) -> Iterator[str]:
    shown = PRINTERS if "cli" in path.parts else SETTERS
    for name, call in named_calls(tree):
        for argument in call.args if name in shown else ():
            text = literal(argument)
            if has_letters(text) and text not in SAME_IN_BOTH:
                yield f"{name}, line {call.lineno}: {text}"


def marked_texts_are_whole_literals(_path: Path, tree: ast.Module) -> Iterator[str]:
    """A text put together before it is marked is never found in the catalogue."""
    for name, call in named_calls(tree):
        if name in KEYWORDS and call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp):
            yield f"line {call.lineno}"


def no_text_is_marked_inside_a_formatted_string(_path: Path, tree: ast.Module) -> Iterator[str]:
    """Before Python 3.12, what makes the catalogue doesn't look into one."""
    for string in ast.walk(tree):
        for call in ast.walk(string) if isinstance(string, ast.JoinedStr) else ():
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in KEYWORDS
                and call.args
                and isinstance(call.args[0], ast.Constant)
            ):
                yield f"line {call.lineno}"


RULES = [
    every_shown_text_is_marked,
    marked_texts_are_whole_literals,
    no_text_is_marked_inside_a_formatted_string,
]


@cache
def broken() -> dict[str, list[str]]:
    """What is against each rule; every module is parsed once."""
    found: dict[str, list[str]] = {rule.__name__: [] for rule in RULES}
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for rule in RULES:
            name = path.relative_to(ROOT).as_posix()
            found[rule.__name__] += [f"{name}: {what}" for what in rule(path, tree)]
    return found


@pytest.mark.xdist_group("texts")
@pytest.mark.parametrize("rule", [rule.__name__ for rule in RULES])
def test_every_module_keeps_the_rule(rule: str) -> None:
    assert not broken()[rule]
