"""Every form that a document can be written in, by the suffix of the file; a form is imported when it is asked for."""

from importlib import import_module

from positiveculture.documents.blocks import Document
from positiveculture.errors import Unknown
from positiveculture.field_types import with_types

#: The suffix of a file: the module that makes it, and its function.
FORMS = {
    ".txt": ("text", "text"),
    ".md": ("markdown", "markdown"),
    ".html": ("html", "html"),
    ".pdf": ("pdf", "pdf"),
    ".docx": ("word", "word"),
}


@with_types
def render(document: Document, suffix: str) -> bytes:
    """Return `document` in the form of a file with this suffix, one of `FORMS`; text is UTF-8.

    Raises:
        MissingExtra: The form needs a package that is not installed.
        Unknown: There is no such form.
    """
    if suffix not in FORMS:
        raise Unknown("form", suffix, tuple(FORMS))
    module, name = FORMS[suffix]
    made: str | bytes = getattr(import_module(f"positiveculture.render.{module}"), name)(document)
    return made.encode() if isinstance(made, str) else made
