"""The answers of many people in a spreadsheet, as survey and forms tools export them, read into a panel."""

from positiveculture.formats.paths import Upload
from positiveculture.sheets.notes import encoding_notes, reading_notes
from positiveculture.sheets.options import SheetOptions
from positiveculture.sheets.replies import Replies, read_replies

__all__ = ["Replies", "SheetOptions", "Upload", "encoding_notes", "read_replies", "reading_notes"]
