"""Two other engines with the same texts: SQLite's FTS5 and, where it is installed, tantivy."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import Stemmer

from viewer.book.book import Book
from viewer.search.backend import Untyped

LIMIT = 20
Row = tuple[str, str, str]
"""Id, title and text of a section."""


def rows_of(books: Sequence[Book]) -> Iterator[Row]:
    """Yield the sections of books as plain text."""
    for book in books:
        for identifier in book.order:
            for language in book.languages_of(identifier):
                title = book.section(identifier).title.get(language, "")
                blocks = book.text(identifier, language).blocks
                yield identifier, title, "\n".join(block.text for block in blocks)


class Fts5:
    """SQLite FTS5 with stems, without accents, with an index of short beginnings."""

    name = "SQLite FTS5"

    def __init__(self, path: Path, books: Sequence[Book]) -> None:
        fresh = not path.exists()
        self._database = sqlite3.connect(path)
        if fresh:
            self._database.execute(
                "CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, body, "
                "tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3 4')"
            )
            self._database.executemany("INSERT INTO texts VALUES (?, ?, ?)", rows_of(books))
            self._database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
            self._database.commit()

    def key(self, text: str) -> int:
        """Search for what is being typed: the best sections with a passage; return how many."""
        words = [f'"{word}"' for word in text.split()]
        if not words:
            return 0
        beginning = "" if text.endswith(" ") else "*"
        found = self._database.execute(
            "SELECT id, title, snippet(texts, 2, '[', ']', '…', 32) FROM texts "
            "WHERE texts MATCH ? ORDER BY rank LIMIT ?",
            (" ".join(words) + beginning, LIMIT),
        )
        return len(found.fetchall())

    def close(self) -> None:
        """Close the database."""
        self._database.close()


class Tantivy:
    """tantivy with English stems; the last word by its beginning."""

    name = "tantivy"

    def __init__(self, path: Path, books: Sequence[Book]) -> None:
        import tantivy

        self._tantivy: Untyped = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
        self._schema = builder.build()
        fresh = not path.exists()
        path.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(self._schema, path=str(path))
        if fresh:
            writer = index.writer(heap_size=200_000_000, num_threads=1)
            for identifier, title, body in rows_of(books):
                writer.add_document(tantivy.Document(id=identifier, title=title, body=body))
            writer.commit()
            writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()
        self._stem = Stemmer.Stemmer("english").stemWord

    def key(self, text: str) -> int:
        """Search for what is being typed: the best sections with a passage; return how many."""
        words = text.lower().split()
        if not words:
            return 0
        finished = words if text.endswith(" ") else words[:-1]
        parts = [self._either(self._term, self._stem(word)) for word in finished]
        if len(finished) < len(words):
            parts.append(self._either(self._beginning, words[-1]))
        must = self._tantivy.Occur.Must
        query = self._tantivy.Query.boolean_query([(must, part) for part in parts])
        found = self._searcher.search(query, LIMIT).hits
        generator = self._tantivy.SnippetGenerator.create(
            self._searcher, query, self._schema, "body"
        )
        shown = 0
        for _, address in found:
            document = self._searcher.doc(address)
            generator.snippet_from_doc(document).to_html()
            shown += bool(document.get_first("title") is not None)
        return shown

    def _either(self, make: Callable[[str, str], Untyped], value: str) -> Untyped:
        should = self._tantivy.Occur.Should
        return self._tantivy.Query.boolean_query(
            [(should, make(field, value)) for field in ("title", "body")]
        )

    def _term(self, field: str, value: str) -> Untyped:
        return self._tantivy.Query.term_query(self._schema, field, value)

    def _beginning(self, field: str, value: str) -> Untyped:
        plain = "".join(letter if letter.isalnum() else f"\\{letter}" for letter in value)
        return self._tantivy.Query.regex_query(self._schema, field, f"{plain}.*")

    def close(self) -> None:
        """Nothing has to be closed."""
