"""What the frozen program leaves out."""

from freeze.licences import PROGRAM, requirements
from freeze.trim import Entry, trim_binaries, trim_data

QT = "PySide6/Qt/lib"
PLUGINS = "PySide6/Qt/plugins"


def binary(name: str, kind: str = "BINARY") -> Entry:
    return name, f"/source/{name}", kind


LINKS = {
    f"{PLUGINS}/platforms/libqxcb.so": ["libQt6XcbQpa.so.6"],
    f"{QT}/libQt6XcbQpa.so.6": ["libQt6Core.so.6"],
    f"{PLUGINS}/printsupport/libcupsprintersupport.so": [
        "libQt6Core.so.6",
        "libcups.so.2",
        "libgnutls.so.30",
    ],
    f"{PLUGINS}/platforms/libqeglfs.so": ["libQt6EglFS.so.6"],
    "PySide6/QtCore.abi3.so": ["libQt6Core.so.6", "libc.so.6"],
    "PySide6/QtNetwork.abi3.so": ["libQt6Network.so.6"],
}


def needs(path: str) -> list[str]:
    return LINKS.get(path.removeprefix("/source/"), [])


def test_binaries_stay_if_something_that_stays_needs_them() -> None:
    kept = [
        binary(f"{PLUGINS}/platforms/libqxcb.so"),
        binary(f"{QT}/libQt6XcbQpa.so.6"),
        binary(f"{QT}/libQt6Core.so.6"),
        binary(f"{PLUGINS}/printsupport/libcupsprintersupport.so"),
        binary("PySide6/QtCore.abi3.so", "EXTENSION"),
        binary("yaml/_yaml.cpython-311.so", "EXTENSION"),
        binary("libpython3.11.so.1.0"),
    ]
    gone = [
        binary(f"{PLUGINS}/platforms/libqeglfs.so"),
        binary(f"{PLUGINS}/tls/libqopensslbackend.so"),
        binary(f"{QT}/libQt6EglFS.so.6"),
        binary(f"{QT}/libQt6Network.so.6"),
        binary("PySide6/QtNetwork.abi3.so", "EXTENSION"),
        binary("libgtk-3.so.0"),
        binary("libcups.so.2"),
        binary("libgnutls.so.30"),
    ]
    assert trim_binaries([*gone, *kept], needs) == kept


def test_data_for_others_goes() -> None:
    core = binary(f"{QT}/libQt6Core.so.6")
    kept = [
        binary("viewer/_bundle/data/user-guide/book.yaml", "DATA"),
        binary("PySide6/Qt/translations/qtbase_fr.qm", "DATA"),
        ("libQt6Core.so.6", f"{QT}/libQt6Core.so.6", "SYMLINK"),
    ]
    gone = [
        binary("PySide6/Qt/translations/qtbase_de.qm", "DATA"),
        binary("PySide6/Qt/translations/qt_fr.qm", "DATA"),
        binary("PySide6/QtCore.pyi", "DATA"),
        ("libQt6Network.so.6", f"{QT}/libQt6Network.so.6", "SYMLINK"),
    ]
    assert trim_data([*kept, *gone], [core]) == kept


def test_requirements_are_those_of_the_program_not_of_development() -> None:
    names = requirements(PROGRAM)
    assert {"whoosh", "numpy", "mdurl", "shiboken6", "cffi"} <= names
    assert not names & {"pytest", "mypy", "babel", "pyinstaller"}
