"""Rules of the project's style that no linter knows."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULE_LINES = 400
CLASS_LINES = 250
FUNCTION_LINES = 40

FORBIDDEN_IMPORTS = {
    "PySide6.QtNetwork",
    "asyncio",
    "ftplib",
    "http",
    "multiprocessing",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "urllib.request",
    "xmlrpc",
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}

LOOKS = ("exists", "is_dir", "is_file")
LOOKS_CLOSELY = {
    "viewer/annotations/moving.py",
    "viewer/assets.py",
    "viewer/settings/preferences.py",
    "viewer/storage/health.py",
    "viewer/storage/opening.py",
    "viewer/ui/carrying/sticks.py",
}
"""Modules that tell what isn't there from what can't be reached, or look at their own files."""

FORBIDDEN_WORDS = {
    "host of a package registry": r"pythonhosted\.org|pypi\.org|npmjs\.|crates\.io|index-url",
    "path of somebody's machine": r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/\w",
}
"""What no tracked file may hold, as expressions."""


def tracked_files() -> list[Path]:
    """Files that git knows; without git, those that a wheel or an archive would hold."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - git is found as the person's shell finds it
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        names = listing.stdout.decode().split("\0")
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    folders = ("viewer", "tests", "data", "docs", "resources")
    return [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]


PACKAGE = sorted((ROOT / "viewer").rglob("*.py"))
MODULES = [
    *PACKAGE,
    *sorted((ROOT / "tests").rglob("*.py")),
    *sorted((ROOT / "freeze").rglob("*.py")),
    ROOT / "dev.py",
]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """Lines of a definition; decorators declare, and don't count."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def calls(tree: ast.Module, name: str) -> Iterator[ast.Call]:
    """Calls of a method or function of that name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            called = function.attr if isinstance(function, ast.Attribute) else None
            if called == name or (isinstance(function, ast.Name) and function.id == name):
                yield node


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every imported module and name, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def modules_classes_and_functions_are_short(path: Path, tree: ast.Module) -> Iterator[str]:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if lines > MODULE_LINES:
        yield f"module: {lines} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and length(node) > CLASS_LINES:
            yield f"class {node.name}: {length(node)} lines"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = length(node)
            yield from [f"function {node.name}: {lines} lines"] if lines > FUNCTION_LINES else []


def modules_are_named_for_what_they_do(path: Path, _tree: ast.Module) -> Iterator[str]:
    words = {part for name in path.relative_to(ROOT).parts for part in re.split(r"[_.]", name)}
    yield from words & FORBIDDEN_NAMES


def signals_are_connected_to_methods(_path: Path, tree: ast.Module) -> Iterator[str]:
    """A lambda runs in the emitter's thread, and keeps what it names alive."""
    for call in calls(tree, "connect"):
        if any(isinstance(argument, ast.Lambda) for argument in call.args):
            yield f"line {call.lineno}"


def only_the_theme_sets_style_sheets(path: Path, tree: ast.Module) -> Iterator[str]:
    if name_of(path) != "viewer/ui/theme.py":
        yield from (f"line {call.lineno}" for call in calls(tree, "setStyleSheet"))


def nothing_reaches_for_the_network(_path: Path, tree: ast.Module) -> Iterator[str]:
    for name, line in imported(tree):
        if any(name == banned or name.startswith(f"{banned}.") for banned in FORBIDDEN_IMPORTS):
            yield f"line {line}: {name}"


def signals_stand_in_the_docstring_of_their_class(_path: Path, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            words = set(re.findall(r"\w+", ast.get_docstring(node) or ""))
            yield from (f"{node.name}.{name}" for name in signals(node) if name not in words)


def signals(node: ast.ClassDef) -> Iterator[str]:
    """Names of the public signals that a class declares."""
    for statement in node.body:
        match statement:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="Signal"))
            ) if not name.startswith("_"):
                yield name


def looking_for_files_never_fails(path: Path, tree: ast.Module) -> Iterator[str]:
    """Path.exists and its kin fail in folders that can't be entered: see viewer.storage.files."""
    if name_of(path) not in LOOKS_CLOSELY:
        for name in LOOKS:
            yield from (f"line {call.lineno}" for call in calls(tree, name) if not call.args)


def layouts_are_not_asked_for_their_items(_path: Path, tree: ast.Module) -> Iterator[str]:
    """Qt deletes items unseen; what comes to lie at their addresses is taken for one of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "itemAt":
            yield f"line {node.lineno}"


def tooltips_are_never_taken_for_html(_path: Path, tree: ast.Module) -> Iterator[str]:
    """Qt would read the files that HTML in somebody's words names: see viewer.ui.elements.hints."""
    for name in ("setToolTip", "setTabToolTip", "setWhatsThis"):
        for call in calls(tree, name):
            if not is_plain(call.args[-1]):
                yield f"line {call.lineno}"
    gives = any(
        isinstance(node, ast.Attribute) and node.attr == "ToolTipRole" for node in ast.walk(tree)
    )
    if gives and not any(calls(tree, "plain_hint")):
        yield "ToolTipRole"


def is_plain(words: ast.expr) -> bool:
    """Tell whether words are the program's own, or made harmless."""
    if isinstance(words, ast.IfExp):
        return is_plain(words.body) and is_plain(words.orelse)
    if not isinstance(words, ast.Call):
        return isinstance(words, ast.Constant)
    named = words.func.attr if isinstance(words.func, ast.Attribute) else ""
    return named == "toolTip" or getattr(words.func, "id", "") in {"_", "plain_hint"}


Rule = Callable[[Path, ast.Module], Iterator[str]]
"""Yields what in a module is against it."""

OF_MODULES: list[Rule] = [
    modules_classes_and_functions_are_short,
    modules_are_named_for_what_they_do,
]
OF_THE_PACKAGE: list[Rule] = [
    signals_are_connected_to_methods,
    only_the_theme_sets_style_sheets,
    nothing_reaches_for_the_network,
    signals_stand_in_the_docstring_of_their_class,
    looking_for_files_never_fails,
    layouts_are_not_asked_for_their_items,
    tooltips_are_never_taken_for_html,
]


@cache
def broken() -> dict[str, list[str]]:
    """What is against each rule; every module is parsed once."""
    found: dict[str, list[str]] = {rule.__name__: [] for rule in (*OF_MODULES, *OF_THE_PACKAGE)}
    package = set(PACKAGE)
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        for rule in (*OF_MODULES, *(OF_THE_PACKAGE if path in package else ())):
            found[rule.__name__] += [f"{name_of(path)}: {what}" for what in rule(path, tree)]
    return found


@pytest.mark.xdist_group("rules")
@pytest.mark.parametrize("rule", [rule.__name__ for rule in (*OF_MODULES, *OF_THE_PACKAGE)])
def test_every_module_keeps_the_rule(rule: str) -> None:
    assert not broken()[rule]


@pytest.mark.parametrize("what", FORBIDDEN_WORDS)
def test_no_file_names_a_place_outside_the_project(what: str) -> None:
    pattern = re.compile(FORBIDDEN_WORDS[what].encode())
    found = []
    for path in tracked_files():
        # This module has to name what it forbids.
        if path == Path(__file__):
            continue
        content = path.read_bytes()
        if b"\0" in content[:8000]:
            continue
        found += [
            f"{name_of(path)}:{number}"
            for number, line in enumerate(content.splitlines(), start=1)
            if pattern.search(line)
        ]
    assert not found
