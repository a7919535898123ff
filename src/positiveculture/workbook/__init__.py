"""A spreadsheet to fill in, with live verdicts, and read back.  Needs the extra `workbook`."""

from positiveculture.workbook.parse import read_workbook
from positiveculture.workbook.writing import write_workbook

__all__ = ["read_workbook", "write_workbook"]
