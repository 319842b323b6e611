"""settings.yaml: read with file and line of what is wrong, written for people, never lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.stores import folder_without_rights
from viewer import messages
from viewer.errors import Message, SettingsError
from viewer.settings import (
    Preferences,
    Profile,
    change_preferences,
    load_preferences,
    profile_at,
    save_preferences,
)
from viewer.settings.document import SIZE_LIMIT

ROOT = Path(__file__).parents[3]
CHOSEN = Preferences(
    interface_language="fr",
    theme="dark",
    text_size=150,
    interface_size=120,
    line_spacing=130,
    column_width=80,
    font="sans",
    keys={"marks.bookmark": ("Ctrl+B", "Ctrl+D"), "go.next": ()},
    recent_searches=False,
    heading_keys=False,
    shelf=("/books/Cahiers d'été: 2023", "~/yes", "#1"),
    opened=("C:\\Books\\Field guide", "no", "😀"),
    second_copy="/media/clé: bleue/#1",
)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return profile_at(tmp_path / "profile")


def write(profile: Profile, text: str | bytes) -> None:
    profile.folder.mkdir(parents=True, exist_ok=True)
    profile.settings_file.write_bytes(text if isinstance(text, bytes) else text.encode())


def told(found: list[Message]) -> list[str]:
    """Return what a person reads, without the folder."""
    sentences = [messages.located(message) for message in found]
    assert not any("{name" in sentence for sentence in sentences)
    return [sentence[sentence.index("settings.yaml") :] for sentence in sentences]


def test_without_a_file_the_defaults_count(profile: Profile) -> None:
    assert load_preferences(profile) == (Preferences(), [])
    assert not profile.folder.exists()


def test_preferences_are_there_again(profile: Profile) -> None:
    assert save_preferences(profile, CHOSEN) == []
    assert load_preferences(profile) == (CHOSEN, [])
    profile.mirror_file.unlink()
    assert load_preferences(profile) == (CHOSEN, [])


def test_the_file_is_for_people(profile: Profile) -> None:
    save_preferences(profile, CHOSEN)
    lines = profile.settings_file.read_text(encoding="utf-8").splitlines()
    assert "# Font: mixed (serif for the text), serif or sans" in lines
    assert "# Largeur de colonne en caractères, de 40 à 120" in lines
    assert "theme: dark" in lines
    assert "- 😀" in lines
    for name in Preferences._fields:
        position = next(i for i, line in enumerate(lines) if line.startswith(f"{name}:"))
        assert lines[position - 1].startswith("# ")
        assert lines[position - 2].startswith("# ")


def test_what_is_wrong_is_told_with_file_and_line_and_the_default_counts(
    profile: Profile,
) -> None:
    write(
        profile,
        "# mine\ntheme: drak\ntext_size: 60\nshelf: /one/folder\n\ninterface_language: no\n"
        "recent_searches: 1\nopened:\n- 5\n",
    )
    preferences, found = load_preferences(profile)
    assert preferences == Preferences()
    themes = "system, light, dark, sepia, contrast, contrast_dark"
    a_list = "must be a list of paths, each on a line of its own after a dash; it is ignored."
    assert [sentence.removeprefix("settings.yaml:") for sentence in told(found)] == [
        f"2: “theme” can’t be “drak”; “system” is used. Possible: {themes}.",
        "3: “text_size” can’t be “60”; “100” is used. Possible: 70–300.",
        f"4: “shelf” {a_list}",
        "6: “interface_language” can’t be “no”; “system” is used. Possible: system, en, fr.",
        "7: “recent_searches” can’t be “1”; “true” is used. Possible: true, false.",
        f"8: “opened” {a_list}",
    ]
    assert load_preferences(profile) == (preferences, found)


@pytest.mark.parametrize(
    "written", ["interface_size: 40", "line_spacing: 79", "column_width: yes", "font: Comic"]
)
def test_what_no_text_can_be_set_in_is_told(profile: Profile, written: str) -> None:
    write(profile, f"{written}\n")
    preferences, found = load_preferences(profile)
    assert preferences == Preferences()
    assert [message.code for message in found] == ["settings-wrong-value"]


@pytest.mark.parametrize("written", ["[a]", "{a: Ctrl+B}", "{a: [1]}", "{1: [Ctrl+B]}", "Ctrl+B"])
def test_keys_of_another_shape_are_told(profile: Profile, written: str) -> None:
    write(profile, f"keys: {written}\n")
    preferences, found = load_preferences(profile)
    assert preferences == Preferences()
    (sentence,) = told(found)
    assert sentence.endswith("“{}” is used. Possible: {marks.bookmark: [Ctrl+B]}.")


def test_what_is_right_counts_beside_what_is_wrong(profile: Profile) -> None:
    write(profile, "theme: drak\ntext_size: 175\n")
    preferences, found = load_preferences(profile)
    assert preferences == Preferences(text_size=175)
    assert len(found) == 1


def test_unknown_settings_are_told_and_kept(profile: Profile) -> None:
    write(profile, "colour_of_the_sky: {day: blue, night: [black, 1]}\ntheme: dark\n")
    preferences, found = load_preferences(profile)
    assert preferences.theme == "dark"
    assert told(found) == [
        (
            "settings.yaml:1: “colour_of_the_sky” is not a setting of this program; "
            "it is kept, but ignored."
        )
    ]
    save_preferences(profile, CHOSEN)
    _, found = load_preferences(profile)
    assert [message.code for message in found] == ["settings-unknown"]
    text = profile.settings_file.read_text(encoding="utf-8")
    assert text.count("colour_of_the_sky") == 1
    assert "night:" in text
    assert text.splitlines()[found[0].line - 1].startswith("colour_of_the_sky:")


def test_a_setting_that_stands_twice_is_told(profile: Profile) -> None:
    write(profile, "theme: dark\ntheme: light\n")
    preferences, found = load_preferences(profile)
    assert preferences.theme == "light"
    assert told(found) == [
        "settings.yaml:2: “theme” stands here a second time; the last one counts."
    ]


UNREADABLE = {
    "tab": (b"theme: dark\n\ttext_size: 100\n", 2),
    "bracket": (b"theme: dark\nshelf: [a, b\n", 3),
    "list": (b"- theme\n- dark\n", 1),
    "word": (b"\n\ndark\n", 3),
    "latin-1": ("theme: é".encode("latin-1"), 0),
    "zeros": (bytes(300), 0),
    "object": (b"theme: dark\nshelf: !!python/object/apply:os.getcwd []\n", 2),
    "date": (b"theme: 2023-99-99\n", 0),
    "deep": (b"shelf: " + b"[" * 200_000, 1),
    "deep list": (b"- " * 100_000, 1),
    "number": (b"text_size: " + b"9" * 5000, 0),
    "endless": (b"shelf: &a [*a]\n", 1),
    "large": (b"#" * (SIZE_LIMIT + 1), 0),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_told_and_set_aside_at_the_next_save(
    profile: Profile, name: str
) -> None:
    content, line = UNREADABLE[name]
    write(profile, content)
    preferences, found = load_preferences(profile)
    assert preferences == Preferences()
    assert [message.code for message in found] == ["settings-unreadable"]
    assert found[0].line == line or line == 0
    assert told(found)
    assert profile.settings_file.read_bytes() == content
    (message,) = save_preferences(profile, CHOSEN)
    assert message.code == "settings-set-aside"
    assert told([message])
    kept = Path(str(message.parameters["kept"]))
    assert kept.read_bytes() == content
    assert load_preferences(profile) == (CHOSEN, [])


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\ufefftheme: dark\n", "{}"])
def test_small_files_are_no_mistake(profile: Profile, text: str) -> None:
    write(profile, text)
    preferences, found = load_preferences(profile)
    assert found == []
    assert preferences == Preferences(theme="dark" if "dark" in text else "system")


def test_many_aliases_take_neither_time_nor_room(profile: Profile) -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    write(profile, "\n".join(lines))
    _, found = load_preferences(profile)
    assert len(found) == 30
    save_preferences(profile, CHOSEN)
    assert profile.settings_file.stat().st_size < 20_000


def test_paths_that_are_no_text_survive(profile: Profile) -> None:
    odd = os.fsdecode(b"/books/caf\xe9")
    save_preferences(profile, Preferences(opened=(odd,)))
    profile.mirror_file.unlink()
    preferences, found = load_preferences(profile)
    assert (preferences.opened, found) == ((odd,), [])


def test_saving_the_same_again_leaves_the_file_alone(profile: Profile) -> None:
    write(profile, "theme: dark # my favourite\n")
    assert save_preferences(profile, Preferences(theme="dark")) == []
    assert profile.settings_file.read_text(encoding="utf-8") == "theme: dark # my favourite\n"


def test_an_edit_by_hand_counts_at_once(profile: Profile) -> None:
    save_preferences(profile, CHOSEN)
    status = profile.settings_file.stat()
    text = profile.settings_file.read_text(encoding="utf-8")
    write(profile, text.replace("interface_language: fr", "interface_language: en"))
    # As on a drive whose clock is coarse.
    os.utime(profile.settings_file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert load_preferences(profile)[0].interface_language == "en"


@pytest.mark.parametrize("mirror", [b"", b"{", b"[]", b'{"of": 1}', bytes(9), b"[" * 99_999])
def test_a_damaged_mirror_is_made_again(profile: Profile, mirror: bytes) -> None:
    save_preferences(profile, CHOSEN)
    whole = profile.mirror_file.read_bytes()
    profile.mirror_file.write_bytes(mirror)
    assert load_preferences(profile) == (CHOSEN, [])
    assert profile.mirror_file.read_bytes() == whole


def test_a_mirror_with_wrong_values_is_not_believed(profile: Profile) -> None:
    save_preferences(profile, CHOSEN)
    mirror = profile.mirror_file.read_text(encoding="utf-8")
    profile.mirror_file.write_text(mirror.replace("150", "1500"), encoding="utf-8")
    assert load_preferences(profile) == (CHOSEN, [])


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_a_profile_that_cannot_be_written_is_read_and_says_so_when_saving(
    profile: Profile,
) -> None:
    write(profile, "theme: dark\n")
    with folder_without_rights(profile.settings_file) as there:
        elsewhere = profile_at(there.parent)
        assert not elsewhere.writable()
        assert load_preferences(elsewhere) == (Preferences(theme="dark"), [])
        with pytest.raises(SettingsError) as caught:
            save_preferences(elsewhere, CHOSEN)
        assert caught.value.message.code == "settings-not-saved"
        assert told([caught.value.message])


STARTING = """
import sys
from pathlib import Path
from viewer.settings import load_preferences, load_state, profile_at
profile = profile_at(Path(sys.argv[1]))
preferences, found = load_preferences(profile)
load_state(profile)
print(preferences.theme, len(found), *sorted({"yaml", "platformdirs"} & set(sys.modules)))
"""


def test_a_start_needs_no_yaml(profile: Profile) -> None:
    def start() -> str:
        command = [sys.executable, "-c", STARTING, str(profile.folder)]
        return subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert start() == "system 0"
    write(profile, "theme: dark\nextra: 1\n")
    assert start() == "dark 1 yaml"
    assert start() == "dark 1"
    save_preferences(profile, CHOSEN)
    assert start() == "dark 1"


def test_a_folder_of_the_second_copy_has_to_be_a_path(profile: Profile) -> None:
    write(profile, "second_copy: [1]\n")
    preferences, findings = load_preferences(profile)
    assert preferences.second_copy == ""
    assert len(told(findings)) == 1


def test_two_windows_change_different_preferences(profile: Profile) -> None:
    save_preferences(profile, CHOSEN)
    theirs = CHOSEN._replace(theme="sepia", keys={**CHOSEN.keys, "go.back": ("Ctrl+B",)})
    assert change_preferences(profile, CHOSEN, theirs) == theirs
    keys = {"marks.bookmark": ("Ctrl+J",), "go.next": ()}
    mine = CHOSEN._replace(text_size=200, keys=keys, opened=("new", *CHOSEN.opened))
    both = mine._replace(theme="sepia", keys={**keys, "go.back": ("Ctrl+B",)})
    assert change_preferences(profile, CHOSEN, mine) == both
    assert load_preferences(profile) == (both, [])


def test_two_windows_open_and_remove_books(profile: Profile) -> None:
    known = Preferences(opened=("a", "b"))
    save_preferences(profile, known)
    change_preferences(profile, known, known._replace(opened=("c", "a", "b")))
    now = change_preferences(profile, known, known._replace(opened=("a",), removed=("d",)))
    assert (now.opened, now.removed) == (("a", "c"), ("d",))


def test_a_change_goes_into_a_profile_without_preferences(profile: Profile) -> None:
    wanted = Preferences(theme="dark")
    assert change_preferences(profile, Preferences(), wanted) == wanted
    assert load_preferences(profile) == (wanted, [])


def test_a_change_is_written_in_place_of_a_file_that_is_no_preferences(profile: Profile) -> None:
    write(profile, "[")
    wanted = CHOSEN._replace(theme="sepia")
    assert change_preferences(profile, CHOSEN, wanted) == wanted
    assert load_preferences(profile) == (wanted, [])
    assert len(list(profile.folder.glob("settings.yaml.damaged-*"))) == 1
