"""Names for contents: what has the same digest is the same."""

try:
    # What hashlib hands out where OpenSSL has no say. To import hashlib loads all of OpenSSL, which
    # takes longer than the program takes to read its book.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def digest(content: bytes) -> str:
    """Return 32 hexadecimal digits of BLAKE2b (RFC 7693) over ``content``."""
    return blake2b(content, digest_size=16).hexdigest()
