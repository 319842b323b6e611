"""Words that carry no meaning of their own, by language, folded as they are when looked up."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP = {
    "en": _words("a an and are as at be by for from in is of on or that the to was were with"),
    # Single letters are what an apostrophe left.
    "fr": _words(
        """a au aux c ce ces cette d dans de des du en est et il ils j l la le les leur leurs m n
        ne ou par pour qu que qui s sa se ses sur t un une"""
    ),
}
"""Words that are not indexed at all: a few that stand in almost every section.

Nothing here is also a name or a word of the trade: "US", "IT", "may", "can", "not", "été", "pas",
"son" are indexed.
"""

OPTIONAL = {
    "en": _words(
        """about did do does find had has have how i list me my our please show tell their there
        these this those we what when where which who whom whose why you your"""
    ),
    "fr": _words(
        """ai as avez avons combien comment elle elles je laquelle lequel lesquelles lesquels mes
        mon montre nos notre nous on ont pourquoi quand quel quelle quelles quels quoi sont svp
        trouve vos votre vous y"""
    ),
}
"""Words that are indexed but don't have to match: a query is often a question."""

QUESTION = {
    "en": _words("how what when where which who whom whose why"),
    "fr": _words(
        """combien comment laquelle lequel ou pourquoi quand que quel quelle quelles quels qui
        quoi"""
    ),
}
"""First words that make a query a question."""

IN_QUESTIONS = {
    "en": _words("can could it may might must should will would"),
    "fr": _words("doit doivent peut peuvent t"),
}
"""Words that don't have to match in a question: "how can we travel" doesn't ask for "can"."""
