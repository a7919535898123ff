"""Writes the schemas anew, made from the model as it is: run this where the model has changed, and read the diff."""

from pathlib import Path

import positiveculture
from positiveculture.files import json_text, write_text
from positiveculture.schemas import KINDS
from positiveculture.schemas.making import made

if __name__ == "__main__":
    for kind in KINDS:
        place = Path(positiveculture.__file__).parent / "schemas" / f"{kind}.json"
        write_text(json_text(made(kind)), place, overwrite=True)
