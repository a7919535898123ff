"""Why a line of cells cannot be read, in words of our own."""

import csv

from positiveculture.gettext import gettext


def csv_reason(error: csv.Error) -> str:
    """Return why the standard library's reader, where it is strict, refuses a row."""
    words = str(error)
    if "limit" in words:
        most = csv.field_size_limit()
        return gettext("a cell is longer than {most} signs, the most that is read").format(most=most)
    if "expected after" in words:
        return gettext("something comes after a text in quotation marks, in the same cell")
    return gettext("a quotation mark is without its partner: there is one before a text, and one after it")
