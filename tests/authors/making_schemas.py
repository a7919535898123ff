"""Writes the schemas anew, made from the model as it is: run this where the model has changed, and read the diff."""

from pathlib import Path

from schema_model import MAKERS, schema_as_shipped

import positiveculture
from positiveculture.formats.writing import write_text

if __name__ == "__main__":
    for kind in MAKERS:
        place = Path(positiveculture.__file__).parent / "formats" / "schemas" / f"{kind}.json"
        write_text(schema_as_shipped(kind), place, overwrite=True)
