"""Annotations as W3C Web Annotations: nothing is lost, and foreign ones are understood."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.annotations.samples import EDITION, LATER, bookmark, passage
from viewer.annotations.anchoring import section_anchor
from viewer.annotations.evidence import has_unknown_context
from viewer.annotations.exchange import read_set
from viewer.annotations.model import Annotation, Motivation
from viewer.annotations.web_annotation import (
    ForeignError,
    from_web_annotation,
    source_of,
    to_web_annotation,
)
from viewer.book.anchor import Anchor

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
COUNT = st.integers(0, 2**31)


def through_json(annotation: Annotation, placements: list[Anchor]) -> tuple[Annotation, list[Any]]:
    return from_web_annotation(json.loads(json.dumps(to_web_annotation(annotation, placements))))


FULL = replace(
    bookmark("Who chairs it", replace(passage(), block="3f9c0a12de.2", last_block="77", end=3)),
    id="5f0c1d3e-8c0b-4b6e-9a55-0d6f6f7f4c11",
    motivation=Motivation.HIGHLIGHTING,
    note="# Note\n\n*Ask* the chair.",
    tags=("essential", "à lire"),
    colour="green",
    created="2023-09-01T12:00:00Z",
    modified="2023-09-02T12:00:00Z",
    revision=7,
)


def test_the_terms_are_those_of_the_model() -> None:
    made = to_web_annotation(FULL)
    assert made["type"] == "Annotation"
    assert made["id"] == f"urn:uuid:{FULL.id}"
    assert made["motivation"] == "highlighting"
    assert [body["purpose"] for body in made["body"]] == ["commenting", "tagging", "tagging"]
    target = made["target"]
    assert target["source"] == "briefing:key-relationships/border-five?lang=en#3f9c0a12de.2"
    assert target["edition"] == "2023-09"
    quoted, position = target["selector"]
    assert quoted == {
        "type": "TextQuoteSelector",
        "exact": "Border Five",
        "prefix": "The ",
        "suffix": " brings",
    }
    assert position == {"type": "TextPositionSelector", "start": 4, "end": 15}


@pytest.mark.parametrize(
    "annotation",
    [
        FULL,
        replace(FULL, deleted=True, deleted_at="2024-01-01T00:00:00Z"),
        replace(FULL, id="q-17"),
        replace(FULL, id="http://example.org/anno/1"),
        replace(FULL, anchor=section_anchor(EDITION, "mexico", "fr")),
        replace(FULL, anchor=replace(section_anchor(EDITION, "x y/ü", "fr"), suffix="Begins so")),
        replace(FULL, anchor=Anchor("", "", "", ""), deleted=True),
        replace(FULL, anchor=replace(passage(), block="", ordinal=-1, start=0, end=0)),
    ],
)
def test_nothing_is_lost_on_the_way(annotation: Annotation) -> None:
    placements = [replace(passage(ordinal=3), edition=LATER.edition)]
    assert through_json(annotation, placements) == (annotation, placements)


ANCHORS = st.builds(
    Anchor,
    book=st.just("b"),
    edition=TEXT,
    section=TEXT.filter(bool),
    language=st.sampled_from(["en", "fr"]),
    block=st.just("77"),
    ordinal=COUNT,
    start=COUNT,
    end=COUNT,
    quote=TEXT,
    prefix=TEXT,
    suffix=TEXT,
)


@given(
    st.builds(
        Annotation,
        id=st.uuids().map(str),
        motivation=st.sampled_from(Motivation),
        anchor=ANCHORS,
        title=TEXT,
        note=TEXT,
        tags=st.lists(TEXT.filter(bool), max_size=3).map(tuple),
        colour=TEXT,
        created=TEXT,
        modified=TEXT,
        revision=COUNT,
        deleted=st.booleans(),
        deleted_at=TEXT,
    )
)
def test_nothing_is_lost_whatever_it_holds(annotation: Annotation) -> None:
    assert through_json(annotation, [])[0] == annotation


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "target",
                    "source",
                    "selector",
                    "type",
                    "exact",
                    "prefix",
                    "body",
                    "value",
                    "tag",
                    "purpose",
                    "placements",
                    "revision",
                    "ordinal",
                    "lastBlock",
                    "end",
                    "start",
                    "motivation",
                    "deleted",
                    "edition",
                    "bodyValue",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(JSON, st.sampled_from(["", "some-book"]))
def test_anything_is_read_or_refused(value: object, book: str) -> None:
    with suppress(ForeignError):
        annotation, placements = from_web_annotation(value, book=book)
        assert annotation.id
        assert all(isinstance(one, Anchor) for one in placements)
        assert annotation.anchor.book or annotation.deleted


def foreign(**more: object) -> dict[str, Any]:
    target = {
        "source": "briefing:tides/spring?lang=en",
        "selector": {"type": "TextQuoteSelector", "exact": "new moon"},
    }
    return {"id": "a", "target": target, **more}


def test_a_quote_without_context_is_told_from_one_at_the_edge_of_its_paragraph() -> None:
    bare, _ = from_web_annotation(foreign())
    assert has_unknown_context(bare.anchor)
    assert through_json(bare, [])[0] == bare
    item = foreign()
    item["target"]["selector"]["prefix"] = ""
    assert not has_unknown_context(from_web_annotation(item)[0].anchor)


def test_bodies_of_other_programs_are_understood() -> None:
    item = foreign(
        body=[
            {"type": "TextualBody", "value": "first", "tag": "urgent"},
            "second",
            {"type": "TextualBody", "purpose": ["tagging"], "value": "x"},
            17,
        ]
    )
    annotation, _ = from_web_annotation(item)
    assert (annotation.note, annotation.tags) == ("first\n\nsecond", ("urgent", "x"))
    assert annotation.motivation is Motivation.COMMENTING
    plain, _ = from_web_annotation(foreign(bodyValue="short", motivation=["oa:x", "bookmarking"]))
    assert (plain.note, plain.motivation) == ("short", Motivation.BOOKMARKING)


def test_a_foreign_id_stays_as_it_is_and_a_missing_one_is_always_the_same() -> None:
    urn = "urn:uuid:5f0c1d3e-8c0b-4b6e-9a55-0d6f6f7f4c11"
    assert from_web_annotation(foreign(id=urn))[0].id == urn
    assert from_web_annotation(foreign(id=urn, revision=1))[0].id == urn.removeprefix("urn:uuid:")
    without = foreign(bodyValue="x")
    del without["id"]
    assert from_web_annotation(without)[0].id == from_web_annotation(dict(without))[0].id


def test_a_target_elsewhere_needs_a_book_and_a_quote() -> None:
    item = foreign()
    item["target"]["source"] = "https://example.org/page"
    with pytest.raises(ForeignError) as caught:
        from_web_annotation(item)
    assert caught.value.code == "import-foreign-target"
    annotation, _ = from_web_annotation(item, book="tides")
    assert (annotation.anchor.book, annotation.anchor.quote) == ("tides", "new moon")
    item["target"]["selector"] = []
    with pytest.raises(ForeignError) as caught:
        from_web_annotation(item, book="tides")
    assert caught.value.code == "import-without-place"


def test_addresses_are_escaped() -> None:
    anchor = Anchor("a b", "1", "ç/d?", "fr", block="x#y")
    assert source_of(anchor) == "briefing:a%20b/%C3%A7%2Fd%3F?lang=fr#x%23y"


_SOURCE = "briefing:kr/log?lang=en"
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("commenting"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("id", "type", "value", "purpose", "source", "selector", "exact")),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ("id", "motivation", "body", "bodyValue", "text", "tags", "title", "created")
        ),
        _VALUES,
    ),
    _VALUES | st.just(_SOURCE),
)
def test_whatever_stands_in_a_file_is_read_or_told(item: dict[str, Any], target: object) -> None:
    for wanted in (target, {"source": _SOURCE, "selector": target}):
        with suppress(ForeignError):
            from_web_annotation({**item, "target": wanted})


def test_what_an_export_of_hypothesis_holds_is_read() -> None:
    item = {
        "id": "abc",
        "uri": _SOURCE,
        "text": "why",
        "tags": ["été"],
        "target": [
            {
                "source": _SOURCE,
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p"},
                    {"type": "TextQuoteSelector", "exact": "the quote"},
                ],
            }
        ],
    }
    (read,) = read_set(json.dumps({"total": 1, "rows": [item]}).encode()).annotations
    assert (read.note, read.tags, read.anchor.quote) == ("why", ("été",), "the quote")
    assert read.motivation is Motivation.COMMENTING


def test_a_motivation_may_be_written_with_its_prefix() -> None:
    made, _ = from_web_annotation({"motivation": ["oa:bookmarking"], "target": _SOURCE})
    assert made.motivation is Motivation.BOOKMARKING
