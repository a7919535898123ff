"""How a document is handed over: to a file, never over one that is there unasked, or to standard output."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from positiveculture.cli.checking import SUFFIXES
from positiveculture.cli.terminal import json_document, show_document, show_line, toml_document
from positiveculture.errors import FileTrouble
from positiveculture.formats.writing import write_text


@attrs.frozen
class Taker:
    """Where a document is wanted."""

    #: None: standard output.
    out: Path | None
    force: bool
    as_json: bool

    def take(self, payload: dict[str, Any], text: str, notes: Sequence[str] = ()) -> None:
        """Hand over a document: `payload` where JSON is wanted, else `text`, which is TOML that says the same.

        Raises:
            FileTrouble: The file cannot be written, or is there already.
        """
        if self.out is not None:
            self._write(self.out, payload, text)
        if self.as_json:
            show_document(json_document(payload))
        elif self.out is None:
            show_document(toml_document(text))
        else:
            for line in (f"{self.out} is written.", *(f"Note: {note}." for note in notes)):
                show_line(line)

    def _write(self, out: Path, payload: dict[str, Any], text: str) -> None:
        if out.suffix.lower() not in SUFFIXES:
            raise FileTrouble(str(out), "is neither .toml nor .json, so its kind is not known")
        if out.exists() and not self.force:
            raise FileTrouble(str(out), "is there already; overwrite it with --force")
        document = json_document(payload) if out.suffix.lower() == ".json" else toml_document(text)
        write_text(document, out, overwrite=self.force)
