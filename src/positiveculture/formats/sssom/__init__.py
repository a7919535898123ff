"""Crosswalks as SSSOM tables, the format in which mappings between vocabularies are exchanged.

A table is tab-separated text below a block of metadata lines that begin with `#`.  It may be opened in a spreadsheet,
and may come from anywhere.  So:

- a cell that a spreadsheet would take for a formula gets an apostrophe in front, which is taken off again on reading;
- a cell with a tab, a line end or a quotation mark is in quotation marks, as every reader of such tables knows it;
- what is read is refused with its line and column, every problem at once.
"""

from positiveculture.formats.sssom.parser import from_sssom, read_sssom
from positiveculture.formats.sssom.vocabulary import UNSPECIFIED
from positiveculture.formats.sssom.writer import to_sssom

__all__ = ["UNSPECIFIED", "from_sssom", "read_sssom", "to_sssom"]
