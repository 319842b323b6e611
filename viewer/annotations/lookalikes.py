"""Passages of an edition that read like one that was marked, in its section and elsewhere."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from viewer.annotations.edition_text import EditionText, SectionPassages
from viewer.annotations.evidence import Candidate, Sought, judge, judge_at_home
from viewer.annotations.likeness import (
    LEAST,
    Words,
    likeness,
    nearest_stretch,
    word_distance,
    words_of,
)

MOST_HOME = 6
MOST_AWAY = 3
"""Blocks that are compared closely, in the section that was marked and elsewhere."""

SHARED_HOME = 0.3
SHARED_AWAY = 0.45
"""Share of a quote's words, by weight, that such a block must have."""

COMMON = 0.05
"""Share of all blocks in which a word may stand to lead to a block elsewhere."""

ADDED = 40
"""Words that a sentence may get on either side, in per cent of its words."""

_COMMON_LEAST = 20

_SENTENCE_SIGNS = frozenset(".!?:;\n")
_BETWEEN = re.compile(r"\W*")


class Lookalikes:
    """Looks for similar passages of one edition, in one language."""

    def __init__(self, text: EditionText) -> None:
        """Look in ``text``, which is prepared for all quotes that are sought."""
        self._text = text
        self._index = text.index

    def like(self, sought: Sought, home: SectionPassages | None) -> Iterator[Candidate]:
        """Yield passages like the one ``sought``; ``home`` is its section in this edition."""
        quote = words_of(sought.quote).words
        weights = {word: self._index.weight(word) for word in quote}
        across = sought.quote_blocks - 1
        for section, ordinal in self._likely(weights, home):
            first = max(0, ordinal - across)
            last = min(ordinal + across, len(section.text.blocks) - 1)
            words = section.words_in(first, last)
            text = section.joined.folded
            start, after = _whole_sentences(sought, text, quote, words)
            alike = likeness(quote, words.words[start:after], weights) if start < after else 0
            if alike >= LEAST:
                span = words.spans[start][0], words.spans[after - 1][1]
                span = _with_punctuation(sought.quote, text, span)
                judged = judge_at_home if section is home else judge
                yield judged(sought, section.joined, section.number, span, alike)

    def _likely(
        self, weights: Mapping[str, float], home: SectionPassages | None
    ) -> Iterator[tuple[SectionPassages, int]]:
        """Yield blocks that share enough words, those with the most first."""
        total = sum(weights.values())
        if home is not None:
            shares = {
                (home.number, ordinal): sum(weights[word] for word in words & weights.keys())
                for ordinal, words in enumerate(home.block_words)
            }
            for _, ordinal in _best(shares, SHARED_HOME * total, MOST_HOME):
                yield home, ordinal
        away = self._shares(weights)
        for number, ordinal in _best(away, SHARED_AWAY * total, MOST_AWAY):
            section = self._text.sections[number]
            if section is not home:
                yield section, ordinal

    def _shares(self, weights: Mapping[str, float]) -> dict[tuple[int, int], float]:
        """Return the weight of the words that blocks share, for blocks with an uncommon one."""
        shares: dict[tuple[int, int], float] = defaultdict(float)
        limit = max(_COMMON_LEAST, self._index.blocks * COMMON)
        for word, weight in weights.items():
            blocks = self._index.postings.get(word, ())
            if len(blocks) <= limit:
                for block in blocks:
                    shares[block] += weight
        return shares


def _best(
    shares: Mapping[tuple[int, int], float], least: float, most: int
) -> list[tuple[int, int]]:
    enough = [block for block, share in shares.items() if share >= least]
    return sorted(enough, key=lambda block: -shares[block])[:most]


def _whole_sentences(
    sought: Sought, text: str, quote: Sequence[str], words: Words
) -> tuple[int, int]:
    """Return the first word of the nearest stretch, and the one after its last.

    Where the quote began (or ended) a sentence, the stretch is drawn out to where one does, unless
    that adds many words: of a sentence that was reworded at its end, or got another clause, all is
    meant.
    """
    first, after = nearest_stretch(quote, words.words)
    if first >= after:
        return first, after
    most = word_distance(quote, words.words[first:after]) + max(1, len(quote) * ADDED // 100)
    if _is_end(sought.before or ""):
        start = next((at for at in range(first, -1, -1) if _starts(text, words, at)), first)
        if word_distance(quote, words.words[start:after]) <= most:
            first = start
    if _is_end(sought.quote[words_of(sought.quote).spans[-1][1] :] + (sought.after or "")):
        size = len(words.words)
        end = next((at for at in range(after, size + 1) if _starts(text, words, at)), after)
        if word_distance(quote, words.words[first:end]) <= most:
            after = end
    return first, after


def _is_end(beside: str) -> bool:
    """Tell whether a sentence ends in what stands beside a word, up to the next one."""
    between = _BETWEEN.match(beside)
    return not beside or (between is not None and bool(_SENTENCE_SIGNS & set(between[0])))


def _starts(text: str, words: Words, at: int) -> bool:
    """Tell whether a sentence starts with a word, or ends before it."""
    if at in {0, len(words.spans)}:
        return True
    return _is_end(text[words.spans[at - 1][1] : words.spans[at][0]])


def _with_punctuation(quote: str, text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Take in what stands before the first and after the last word of the quote, where it does."""
    spans = words_of(quote).spans
    start, end = span
    head, tail = quote[: spans[0][0]], quote[spans[-1][1] :]
    if head and text.endswith(head, 0, start):
        start -= len(head)
    if tail and text.startswith(tail, end):
        end += len(tail)
    return start, end
