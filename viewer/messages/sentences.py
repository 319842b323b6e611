"""The words of messages: one entry a code, in alphabetical order.

Parameters stand in braces; ``viewer.messages.sentence`` fills them in.
"""

from viewer.messages.marking import mark as _

SENTENCES: dict[str, str] = {
    "annotation-conflict": _(
        "“{title}” was changed in another window meanwhile, so this change was not saved."
    ),
    "annotation-exists": _("This was not saved: there is an annotation with the id {id} already."),
    "annotation-unknown": _("There is no annotation with the id {id}."),
    "attributes-without-block": _(
        "These attributes belong to nothing; put the line right above the block they are for."
    ),
    "backslash-in-path": _("The path “{path}” has a backslash; write / between folders."),
    "bad-address": _(
        "“{address}” isn’t the address of a place in a book; it would be briefing:BOOK/SECTION."
    ),
    "bad-date": _(
        "“{value}” isn’t a date for {key}; write 2026-11-24, or 2026-11-24T08:00:00-05:00."
    ),
    "bad-id": _("“{id}” can’t be an id; use small letters, digits and hyphens, 80 at most."),
    "bad-language": _(
        "“{language}” isn’t a language code; write en, fr or another BCP 47 code, in quotes."
    ),
    "bad-link": _("The link “{link}” names no section; write section:ID or section:ID#heading."),
    "bad-path": _("“{path}” isn’t a path; write one relative to the book’s folder."),
    "bad-revision": _("The revision must be a whole number from 1 up."),
    "batch-not-utf-8": _("This line isn’t UTF-8 text; save the file as UTF-8."),
    "bidi-override": _("A hidden character here makes text read backwards; remove it."),
    "book-missing": _(
        "“{title}” isn’t where it was. Your marks in it ({count}) are safe and can be read under "
        "My marks."
    ),
    "book-not-found": _("There is no book “{name}” among your books."),
    "book-without-id": _(
        "The book has no usable id, so it can’t be opened; give it one of small letters, digits "
        "and hyphens."
    ),
    "bookmark-unplaced": _(
        "The text that “{title}” marks isn’t in this section any more; the section is shown from "
        "its start."
    ),
    "cell-span-filled": _("“{attribute}” ends before a filled cell; leave covered cells empty."),
    "cell-span-header": _("“{attribute}” ends with the header rows; correct it."),
    "cell-span-outside": _("“{attribute}” ends with the table, which is smaller; correct it."),
    "cell-span-wrong": _("“{attribute}” is ignored; write a whole number from 1 to 1,000."),
    "classification-above-book": _(
        "This section is marked {level}, above the book’s own {book}; raise the book or move the "
        "section."
    ),
    "concept-without-id": _("This concept of the glossary has no id; give it one."),
    "concept-without-label": _("The concept “{id}” has no label; write one in each language."),
    "control-character": _("The character {character} can’t be shown and was replaced; remove it."),
    "copy-not-saved": _("The copy could not be saved: {reason}."),
    "date-without-zone": _(
        "The time “{value}” for {key} has no zone and was taken for UTC; add one, such as -05:00."
    ),
    "different-structure": _(
        "From here on the text in {language_name} is built differently from the one in "
        "{other_name} ({place}); compare them."
    ),
    "duplicate-footnote": _("There are two footnotes “{label}”; give each its own label."),
    "duplicate-heading-id": _("Another heading already has the id “{id}”; give each its own."),
    "duplicate-id": _("The id “{id}” is already used on line {first}; give each its own."),
    "duplicate-key": _("“{key}” stands here a second time and is ignored; remove one."),
    "duplicate-language": _("The language “{language}” stands here twice; remove one."),
    "empty-link": _("This link leads nowhere; write an address in its brackets."),
    "empty-text": _("This text is empty; write it, or remove it from book.yaml."),
    "empty-value": _("There is nothing after “{key}”; write its value, or remove the line."),
    "errand-failed": _("This could not be done: {reason}. Help › Show log tells more."),
    "export-not-written": _("This was not written: {reason}. Choose another place."),
    "file-too-large": _("“{path}” is larger than {limit} MB and isn’t read; make it smaller."),
    "format-not-yet": _("Sections can’t be printed as {format} yet; use text or json."),
    "glossary-not-mapping": _(
        "The glossary must start with “concepts:”; list its concepts below it, each after a hyphen."
    ),
    "header-rows-wrong": _("“{attribute}” is ignored; write the number of header rows, 1 to 10."),
    "hidden-in-link": _("The link “{link}” holds hidden characters; remove them."),
    "image-outside-book": _(
        "The image “{path}” isn’t in the book and won’t be shown; copy it into the book’s folder."
    ),
    "image-without-text": _(
        "The image “{path}” has no description for those who can’t see it; write one in its "
        "square brackets."
    ),
    "import-broken": _(
        "The file is broken here; {count} annotations could be read, the rest is left out."
    ),
    "import-foreign-target": _(
        "Entry {entry} is about “{source}”, which is no book here; say which with --book."
    ),
    "import-no-annotation": _("Entry {entry} isn’t an annotation and was left out."),
    "import-nothing": _(
        "There are no annotations in this file; choose one that was exported, or an AnnotationSet."
    ),
    "import-twice": _("Entry {entry} has the id {id} of one before it and was left out."),
    "import-without-place": _(
        "Entry {entry} tells neither a section nor a quote, so it was left out."
    ),
    "index-failed": _(
        "Search in “{book}” could not be prepared; titles can still be searched. Start the "
        "program again to try once more."
    ),
    "invalid-utf8": _("This file isn’t UTF-8 from here on; save it as UTF-8."),
    "keep-other-file": _("This file holds something else than notes; choose another name."),
    "keep-unwritable": _("Notes can’t be kept there either; choose another folder."),
    "language-not-in-book": _(
        "The book has no text in “{language}”; its languages are {languages}."
    ),
    "link-scheme": _(
        "The link “{link}” can’t be followed from a book; use section:, https:, mailto: or a "
        "file of the book."
    ),
    "locked-damaged": _(
        "This locked file is damaged, so it can’t be opened; copy it here once more."
    ),
    "locked-needs-passphrase": _("This file is locked; give the passphrase it was locked with."),
    "locked-refused": _(
        "The file can’t be opened with this passphrase; type it again, or copy the file once more."
    ),
    "malformed-redaction": _(
        "This redaction is written wrongly, so all that it may hide is hidden; write {{.redacted "
        'act=… provision="…"}}.'
    ),
    "manifest-not-mapping": _(
        "The manifest must be a list of keys with values, such as “id: my-book”."
    ),
    "missing-file": _("The file “{path}” isn’t there; add it, or correct its name."),
    "missing-key": _("“{key}” is missing; add it."),
    "missing-title": _("The section “{id}” has no title; write one in each language."),
    "missing-translation": _("“{key}” is missing in {language_name}; add it."),
    "nested-too-deep": _(
        "Lists and quotes are nested more than {limit} levels deep here; what lies deeper is "
        "shown as plain text."
    ),
    "no-contents": _("The book has no sections; list them under “contents”."),
    "no-display": _(
        "There is no display to open a window on. The commands work without one: see “briefing "
        "--help”."
    ),
    "no-manifest": _(
        "There is no book.yaml in “{path}”, so it isn’t a briefing book; choose the folder that "
        "holds one."
    ),
    "no-such-folder": _(
        "The folder “{path}” isn’t there; check its name, or connect the drive it is on."
    ),
    "no-text": _("The section “{id}” has no text in {language_name}; read it in another language."),
    "not-a-file": _("“{path}” isn’t an ordinary file and isn’t read; put a file in its place."),
    "not-a-folder": _("“{path}” isn’t a folder; choose the folder that holds book.yaml."),
    "output-failed": _("The result could not be written: {reason}."),
    "passage-not-found": _(
        "The passage that the link means isn’t in this edition; here is the section that had it."
    ),
    "path-leaves-book": _(
        "The path “{path}” leads out of the book and isn’t followed; copy the file into the "
        "book’s folder."
    ),
    "profile-newer": _(
        "This file was made by a newer version of the program; install that version here first."
    ),
    "profile-not-packed": _("Your data could not be read, so nothing was written: {reason}."),
    "profile-unreadable": _(
        "This isn’t a file with a profile, or it is damaged; make it again on the other computer."
    ),
    "qt-library-missing": _(
        "The window needs the system library {library}, which is missing. “briefing --help” "
        "lists what works without it."
    ),
    "query-or-batch": _("Give either words to search for, or --batch with a file of queries."),
    "redaction-without-reason": _('This redaction doesn’t say why; add act=… and provision="…".'),
    "search-beginning": _("“{word}” was taken for the beginning of a word."),
    "search-common-words": _(
        "These words stand almost everywhere, so they can’t be searched; add another word."
    ),
    "search-corrected": _("“{typed}” was not found; “{used}” was searched for."),
    "search-did-you-mean": _("Did you mean “{suggestion}” (sections: {count})?"),
    "search-edition": _("Searched in edition {edition}, not in the current ones."),
    "search-edition-preparing": _(
        "Edition {edition} is being prepared for searching; its results follow."
    ),
    "search-failed": _(
        "The search could not be done ({reason}). Try other words; the log says more."
    ),
    "search-filter-unknown": _("Nothing in these books fits the filter “{filter}”."),
    "search-guide-alone": _("Only this guide was searched, since it is open."),
    "search-index-damaged": _(
        "The search index of “{title}” is damaged or was made by somebody else, so it isn’t "
        "opened; it has to be built again."
    ),
    "search-index-disk-full": _(
        "There is no room for the search index in {folder}; free some space, then try again."
    ),
    "search-index-failed": _("The search index could not be built: {reason}."),
    "search-index-lost": _(
        "A search index was changed or removed while it was in use; it has to be built again."
    ),
    "search-index-missing": _("“{title}” can’t be searched yet: it has no search index."),
    "search-index-outdated": _(
        "“{title}” was changed again and again while it was being prepared for searching. Save it, "
        "then start the program again."
    ),
    "search-index-unwritable": _(
        "The search index can’t be written in {folder}; check the permissions of that folder."
    ),
    "search-most-words": _("No section has all these words; here are those with most of them."),
    "search-most-words-too": _(
        "Few sections have all words of this question; those with most of them follow."
    ),
    "search-nearest": _("The nearest that is found: “{suggestion}” (sections: {count})."),
    "search-no-words": _("There is no word in this to find."),
    "search-only-exclusions": _("Only words to leave out were given; add a word to find."),
    "search-only-filters": _("Only filters were given; add a word to find."),
    "search-other-books": _("The other books have this (sections: {count})."),
    "search-other-names": _("Other names were looked for too: {names}."),
    "search-query-shortened": _("The query is too long; only its beginning was searched for."),
    "search-unknown-words": _("Nowhere in these books: {words}."),
    "search-without-filters": _("Without the filters, it is found (sections: {count})."),
    "search-words-alone": _("The words alone are found (sections: {count})."),
    "second-copy-failed": _(
        "The second copy of your notes could not be made in {folder}: {reason}."
    ),
    "second-copy-missing": _(
        "The folder of the second copy, {folder}, isn’t there; it is made when the folder is back."
    ),
    "section-empty": _(
        "The section “{section}” has neither a text nor sections below it; write one, or remove it."
    ),
    "section-in-one-language": _(
        "The section “{section}” has a text in one language only: there is nothing to align."
    ),
    "section-not-found": _("This book has no section “{section}”."),
    "section-without-id": _("This section has no id; give it one and never change it."),
    "section-without-text": _(
        "The section “{section}” has no text of its own, only sections below it."
    ),
    "settings-no-list": _(
        "“{name}” must be a list of paths, each on a line of its own after a dash; it is ignored."
    ),
    "settings-not-saved": _("The preferences could not be saved: {reason}."),
    "settings-set-aside": _(
        "The preferences could not be read, so they were started anew. The old file is kept as "
        "{kept}."
    ),
    "settings-twice": _("“{name}” stands here a second time; the last one counts."),
    "settings-unknown": _("“{name}” is not a setting of this program; it is kept, but ignored."),
    "settings-unreadable": _(
        "The preferences can’t be read ({reason}), so the usual ones are used. Correct the file, "
        "or delete it."
    ),
    "settings-wrong-value": _(
        "“{name}” can’t be “{value}”; “{default}” is used. Possible: {expected}."
    ),
    "shown-in-other-language": _(
        "The section “{section}” has no text in {wanted_name}; it is shown in {language_name}."
    ),
    "store-busy": _(
        "Another program is writing to your notes, so this was not saved. Try again in a moment."
    ),
    "store-copy-opened": _(
        "Your notes could not be read at {time}. The copy of {copy} was opened; nothing was "
        "deleted. The old file is kept as {kept}."
    ),
    "store-damaged": _(
        "Your notes could not be read just now, so nothing was saved. Start the program again: "
        "it will repair what it can."
    ),
    "store-disk-full": _("This was not saved: the disk is full. Make room, then try again."),
    "store-failed": _("This was not saved: {reason}."),
    "store-missing": _(
        "The file of your notes was not there at {time}. The copy of {copy} was opened."
    ),
    "store-newer": _(
        "Your notes were written by a newer version of this program. They can be read here, but "
        "not changed."
    ),
    "store-read-only": _("Notes can’t be saved here (the folder is read-only)."),
    "store-repaired": _(
        "Your notes were damaged, noticed at {time}. Read from the damaged file: {recovered}; of "
        "these with text that may have changed: {altered}. The damaged file is kept as {kept}."
    ),
    "store-replaced": _(
        "This was not saved: the file of your notes was moved or replaced while the program was "
        "running. Start the program again."
    ),
    "store-started-anew": _(
        "Your notes could not be read at {time}, and there is no copy of them. A new file was "
        "started; the old one is kept as {kept}."
    ),
    "store-unreachable": _(
        "Your notes can’t be read at the moment ({reason}). Nothing was changed. Start the "
        "program again when they can be reached."
    ),
    "store-unreachable-copy": _(
        "Your notes can’t be read at the moment ({reason}). The copy of {copy} is shown, and "
        "can’t be changed."
    ),
    "stray-container-end": _(
        "This ::: closes nothing; remove it, or add the line that opens the container."
    ),
    "table-extra-cells": _(
        "This row has more cells than the table’s {columns} columns, and the last are not shown; "
        "correct it."
    ),
    "text-in-redaction": _(
        "There is text in a redaction; it isn’t shown, but remove it from the file before the "
        "book leaves your hands."
    ),
    "text-used-twice": _(
        "“{path}” is the text of another section or language too; give each its own file."
    ),
    "too-complex": _(
        "This text is nested too deeply to be read; simplify its brackets, quotes and lists."
    ),
    "too-much-markup": _(
        "This paragraph has so much markup that it is shown as plain text; divide it."
    ),
    "typed-without-batch": _("“--typed” replays a file of queries: it needs “--batch”."),
    "unclosed-code": _("This code is never closed; add ``` on a line of its own after it."),
    "unclosed-container": _(
        "This “{name}” is never closed; add ::: on a line of its own after it."
    ),
    "unclosed-redaction": _(
        "This redaction is never closed, so all after it is hidden; add ::: on a line of its own."
    ),
    "undo-changed-since": _(
        "This can’t be taken back any more: another window changed the same mark since."
    ),
    "unexpected-error": _("Something unexpected went wrong: {problem}."),
    "unexpected-error-logged": _(
        "Something unexpected went wrong; what happened is in the log {log}."
    ),
    "unknown-attribute": _(
        "The attribute “{name}” isn’t known and is ignored; remove it, or check its spelling."
    ),
    "unknown-classification": _(
        "The classification “{value}” isn’t known, so this counts as top secret; use one of "
        "{known}."
    ),
    "unknown-container": _(
        "“{name}” isn’t a call-out, so its text is shown as normal; use note, caution, "
        "key-message or question."
    ),
    "unknown-footnote": _(
        "There is no footnote “{label}”; add a line that starts with “[^{label}]:”."
    ),
    "unknown-format": _(
        "Format {value} of the book isn’t known here (only {known} is); get a newer version of "
        "the program."
    ),
    "unknown-heading": _(
        "The link “{link}” leads to a heading that isn’t there; correct the part after #."
    ),
    "unknown-key": _(
        "“{key}” isn’t known here and is ignored; check its spelling and its indentation."
    ),
    "unknown-language": _(
        "“{language}” of {key} isn’t one of the book’s languages and is ignored; add it to "
        "languages."
    ),
    "unknown-section": _("There is no section “{id}” in “{book}”."),
    "unknown-section-link": _(
        "The link “{link}” leads to a section that isn’t in the book; correct its id."
    ),
    "unreadable-file": _("“{path}” can’t be read ({reason}); check its permissions."),
    "unused-file": _("Nothing in the book uses “{path}”; remove it, or link to it."),
    "unused-footnote": _(
        "Nothing refers to the footnote “{label}”; put [^{label}] where it belongs."
    ),
    "window-not-opened": _(
        "No further window could be opened; close other programs and try again."
    ),
    "wrong-key": _("A key must be a plain word; write “word: value”."),
    "wrong-type-boolean": _("“{key}” must be true or false."),
    "wrong-type-entry": _(
        "Each entry of “{key}” must have keys of its own; write “id: …” after its hyphen, and the "
        "others below."
    ),
    "wrong-type-list": _(
        "“{key}” must be a list; write each entry on a line after a hyphen, or all in [ ]."
    ),
    "wrong-type-mapping": _(
        "“{key}” must have keys of its own; write, for example, {{en: …, fr: …}}."
    ),
    "wrong-type-number": _("“{key}” must be a number; write it without quotes."),
    "wrong-type-text": _("“{key}” must be a text; put it in quotes."),
    "yaml-alias": _("Aliases (*name) aren’t allowed in a book; write the value out."),
    "yaml-documents": _("A second document starts here; keep only one in the file."),
    "yaml-empty": _("The file is empty; write the book’s keys in it."),
    "yaml-syntax": _(
        "This isn’t valid YAML ({reason}); check quotes, colons and indentation here."
    ),
    "yaml-tab": _("This line starts with a tab; indent it with spaces."),
    "yaml-too-deep": _("The file is nested more than {limit} levels deep; make it flatter."),
}
