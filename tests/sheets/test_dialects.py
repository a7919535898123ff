"""How a file of separated values is written is found out from the whole of it, however large it is."""

from io import BytesIO

import pytest

from positiveculture.errors import InvalidFile
from positiveculture.sheets.delimited import Dialect, find_dialect


@pytest.mark.parametrize(
    ("data", "said", "expected"),
    [
        (b"a;b\n1;2\n", {}, Dialect("utf-8", ";")),
        (b"a,b;c\n1,2\n\n3,4\n", {}, Dialect("utf-8", ",")),
        (b"a\n1\n", {}, Dialect("utf-8", ",")),
        (b'a,b;c\n1,"2"x;3\n', {}, Dialect("utf-8", ";")),
        (b"a\n1,2\n1;2\n1\t2\n1|2\n", {}, Dialect("utf-8", ",")),
        (b'A title above\n\n"1, a","2, b"\n4,5\n', {}, Dialect("utf-8", ",")),
        (b'One, column\n"a; b"\n4\n', {}, Dialect("utf-8", ",")),
        (b"sep=|\na|b\n", {}, Dialect("utf-8", "|", declared=True)),
        ("é,b\n".encode("cp1252"), {}, Dialect("cp1252", ",")),
        ("é,b\n".encode("cp1252"), {"encoding": "latin1"}, Dialect("iso8859-1", ",")),
        ("é,b\n".encode("utf-16"), {}, Dialect("utf-16", ",")),
        (b"a,b;c\n1,2;3\n", {"separator": "semicolon"}, Dialect("utf-8", ";")),
    ],
)
def test_what_is_found(data: bytes, said: dict[str, str], expected: Dialect) -> None:
    """Encoding and separator are what the file says, else what fits all of it, else what is said."""
    assert find_dialect(BytesIO(data), **said) == expected


def test_two_encodings_in_one_file() -> None:
    """Two files of two encodings that were put together are refused, with a line of each."""
    two = "a,b\né,1\n".encode() + "é,2\n".encode("cp1252")

    with pytest.raises(InvalidFile, match="line 2 is in UTF-8, and line 3 is not"):
        find_dialect(BytesIO(two))
    assert find_dialect(BytesIO(two), encoding="cp1252").encoding == "cp1252"
