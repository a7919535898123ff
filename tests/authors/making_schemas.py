"""Writes the schemas anew, made from the model as it is: run this where the model has changed, and read the diff."""

from pathlib import Path

import positiveculture
from positiveculture.formats.schemas import KINDS
from positiveculture.formats.schemas.model import make_schema
from positiveculture.formats.writing import json_text, write_text

if __name__ == "__main__":
    for kind in KINDS:
        place = Path(positiveculture.__file__).parent / "formats" / "schemas" / f"{kind}.json"
        write_text(json_text(make_schema(kind)), place, overwrite=True)
