"""Documents as plain text, for e-mails, logs and whoever has nothing else."""

from positiveculture.documents.blocks import Document
from positiveculture.field_types import with_types
from positiveculture.render.layout import layout
from positiveculture.render.prepared import prepare


@with_types
def text(document: Document, *, width: int = 80) -> str:
    """Return `document` as plain text, in lines of at most `width` cells."""
    lines = ("".join(span.text for span in line).rstrip() for line in layout(prepare(document), width))
    return "".join(f"{line}\n" for line in lines)
