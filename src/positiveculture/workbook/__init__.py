"""A spreadsheet to fill in, with live verdicts, and read back."""
