"""The answers of many people in a spreadsheet, as survey and forms tools export them, read into a panel."""

from positiveculture.formats.paths import Upload
from positiveculture.sheets.notes import reading_notes
from positiveculture.sheets.replies import Replies, SheetOptions, read_replies
from positiveculture.sheets.tables import SheetTable, read_sheet_table

__all__ = ["Replies", "SheetOptions", "SheetTable", "Upload", "read_replies", "read_sheet_table", "reading_notes"]
