"""Writes the schemas anew, made from the model as it is: run this where the model has changed, and read the diff."""

from pathlib import Path

from schema_model import MAKERS, make_schema

import positiveculture
from positiveculture.formats.writing import json_text, write_text

if __name__ == "__main__":
    for kind in MAKERS:
        place = Path(positiveculture.__file__).parent / "formats" / "schemas" / f"{kind}.json"
        write_text(json_text(make_schema(kind)), place, overwrite=True)
