"""Words for a redaction: which act allows it, cited as is usual in each language."""

import re
from collections.abc import Mapping

from viewer.book.language_tags import primary
from viewer.book.model import Texts, pick

_ACTS: dict[str, Texts] = {
    # Access to Information Act (R.S.C., 1985, c. A-1), Loi sur l'accès à l'information.
    "atia": {"en": "ATIA", "fr": "LAI"},
    # Privacy Act (R.S.C., 1985, c. P-21), Loi sur la protection des renseignements personnels.
    "pa": {"en": "Privacy Act", "fr": "LPRP"},
}

_WORDS: Texts = {"en": "Redacted", "fr": "Caviardé"}
_PARTS = re.compile(r"\(([^()]*)\)")


def redaction_label(data: Mapping[str, str], language: str) -> str:
    """Return what is shown for a redaction, for example ``Redacted – ATIA s. 21(1)(a)``.

    Args:
        data: ``act`` and ``provision`` of a redaction, either may be missing.
        language: Language of the text; French where it starts with ``fr``, else English.
    """
    code = "fr" if primary(language) == "fr" else "en"
    act = data.get("act", "")
    name = pick(_ACTS.get(act.lower(), {"en": act.upper()}), code)
    provision = data.get("provision", "")
    cited = _french(provision) if code == "fr" else f"s. {provision}"
    separator = ", " if code == "fr" else " "
    reason = separator.join(part for part in (name, cited if provision else "") if part)
    return f"{_WORDS[code]} – {reason}" if reason else _WORDS[code]


def _french(provision: str) -> str:
    """Return a provision as French law cites it: ``21(1)(a)`` as ``al. 21(1)a)``.

    Article, paragraphe, alinéa and sous-alinéa are named after the deepest part (Guide fédéral de
    jurilinguistique législative française, « Renvois »).
    """
    parts = _PARTS.findall(provision)
    section = provision.partition("(")[0]
    paragraph = f"({parts.pop(0)})" if parts and parts[0].isdigit() else ""
    letter = f"{parts.pop(0)})" if parts else ""
    rest = "".join(f"({part})" for part in parts)
    word = "s.-al." if rest else "al." if letter else "par." if paragraph else "art."
    return f"{word} {section}{paragraph}{letter}{rest}"
