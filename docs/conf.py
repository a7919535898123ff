"""How the documentation becomes a site: `nox -s docs`."""  # noqa: INP001 - a setting, not a package

from typing import Any

import positiveculture

project = "positiveculture"
author = "The positiveculture engineers"
release = version = positiveculture.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 4
smartquotes = False  # what is shown can be typed

html_theme = "furo"
html_title = f"positiveculture {release}"
html_show_copyright = False
html_copy_source = False

default_role = "code"  # docstrings have code in single backticks
autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
napoleon_numpy_docstring = False
napoleon_use_rtype = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88

#: The page of what the modules have besides the front door.
MODULES = "reference/modules"


def skipped(app: Any, _kind: str, name: str, value: object, skip: bool, _options: object) -> bool | None:
    """Leave out of the modules what is at the front door, where it is described."""
    at_the_front = app.env.docname == MODULES and name in dir(positiveculture)
    return True if skip or (at_the_front and getattr(positiveculture, name) is value) else None


#: Stands for a colon of an attribute's docstring while Google's style is read, which takes what is before for a type.
COLON = "\ue000"


def hide_colons(_app: Any, kind: str, _name: str, _value: object, _options: object, lines: list[str]) -> None:
    """Replace the colons of an attribute's docstring, before it is read."""
    if kind in ("attribute", "property", "data"):
        lines[:] = [line.replace(":", COLON) for line in lines]


def show_colons(_app: Any, _kind: str, _name: str, _value: object, _options: object, lines: list[str]) -> None:
    """Put them back, after it is read."""
    lines[:] = [line.replace(COLON, ":") for line in lines]


def setup(app: Any) -> None:
    """Take part in the making of the reference."""
    app.connect("autodoc-process-docstring", hide_colons, priority=400)
    app.connect("autodoc-process-docstring", show_colons, priority=600)
    app.connect("autodoc-skip-member", skipped)
