"""What the system, the database and the YAML parser say of a failure, to be translated.

They know English only, and their words stand in our sentences as ``{reason}``. What isn't listed
stays as they say it; on Windows the system speaks the reader's language by itself.
"""

from viewer.messages.marking import mark

REASONS = (
    # The system (strerror).
    mark("Bad file descriptor"),
    mark("Device or resource busy"),
    mark("Disk quota exceeded"),
    mark("File exists"),
    mark("File name too long"),
    mark("Input/output error"),
    mark("Is a directory"),
    mark("No space left on device"),
    mark("No such file or directory"),
    mark("Not a directory"),
    mark("Operation not permitted"),
    mark("Permission denied"),
    mark("Read-only file system"),
    mark("Too many levels of symbolic links"),
    mark("Too many open files"),
    # SQLite.
    mark("attempt to write a readonly database"),
    mark("database disk image is malformed"),
    mark("database is locked"),
    mark("database or disk is full"),
    mark("disk I/O error"),
    mark("file is not a database"),
    mark("unable to open database file"),
    # The YAML parser (libyaml).
    mark("block sequence entries are not allowed in this context"),
    mark("control characters are not allowed"),
    mark("could not find expected ':'"),
    mark("did not find expected ',' or ']'"),
    mark("did not find expected ',' or '}'"),
    mark("did not find expected '-' indicator"),
    mark("did not find expected <document start>"),
    mark("did not find expected alphabetic or numeric character"),
    mark("did not find expected comment or line break"),
    mark("did not find expected hexdecimal number"),
    mark("did not find expected key"),
    mark("did not find expected node content"),
    mark("did not find expected whitespace or line break"),
    mark("found a tab character that violates indentation"),
    mark("found a tab character where an indentation space is expected"),
    mark("found character that cannot start any token"),
    mark("found undefined tag handle"),
    mark("found unexpected ':'"),
    mark("found unexpected document indicator"),
    mark("found unexpected end of stream"),
    mark("found unknown escape character"),
    mark("invalid Unicode character"),
    mark("mapping keys are not allowed in this context"),
    mark("mapping values are not allowed in this context"),
    # Our own child process.
    mark("the child process ended early"),
)
