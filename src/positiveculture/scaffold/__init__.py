"""A new plug-in, written whole: a package that can be installed, checked and tested as it is."""

import re
from importlib.resources import files

from positiveculture.formats.paths import PathLike
from positiveculture.formats.schemas import schema_text
from positiveculture.formats.toml import toml_value
from positiveculture.formats.writing import write_folder
from positiveculture.scaffold.names import check_line, check_name, package_of
from positiveculture.scaffold.written import Written

#: What is written, and the text that it is made of. The package itself holds no Python: it is data.
FILES = {
    "pyproject.toml": "pyproject.toml.txt",
    "README.md": "README.md.txt",
    "LICENSE": "LICENSE.txt",
    ".gitignore": "gitignore.txt",
    "src/{{package}}/framework.toml": "framework.toml.txt",
    "src/{{package}}/wording.en.toml": "wording.en.toml.txt",
    "tests/test_conformance.py": "test_conformance.py.txt",
}
SCHEMAS = ("framework", "wording")

#: What Markdown might take for something else than a sign.
MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+.!|~&-])")
PLACE = re.compile(r"\{\{(\w+)\}\}")


def new_framework(
    id_: str, folder: PathLike | None = None, *, title: str | None = None, publisher: str | None = None
) -> Written:
    """Write a plug-in for a framework that is data: whole, or not at all.

    Args:
        id_: The framework's id; the distribution is called so too, and its package with underscores for hyphens.
        folder: Where to write it; by default a folder of that name in this one. It may not be there yet.
        title: What people call the framework; by default made of the id.
        publisher: Who publishes it.

    Raises:
        UnusableName: The id, the title or the publisher cannot be used.
        FileTrouble: The folder exists, or cannot be written.
    """
    check_name(id_)
    words = {
        "title": id_.replace("-", " ").capitalize() if title is None else title,
        "publisher": "Say who publishes it" if publisher is None else publisher,
    }
    for what, text in words.items():
        check_line(what, text)
    texts = _texts(id_, {what: text.strip() for what, text in words.items()})
    place = id_ if folder is None else folder
    write_folder(texts, place)
    return Written(id_, package_of(id_), str(place), tuple(texts))


def _texts(id_: str, words: dict[str, str]) -> dict[str, str]:
    """Return the text of each file, by its name from the folder down."""
    from positiveculture import __version__  # noqa: PLC0415 - looked up in the metadata

    description = f"{words['title']}: a framework for positiveculture."
    known = {"id": id_, "package": package_of(id_), "version": __version__, "description_toml": toml_value(description)}
    for name, text in words.items():
        known |= {
            f"{name}_toml": toml_value(text),
            f"{name}_markdown": MARKDOWN.sub(r"\\\1", text),
            f"{name}_line": text,
        }
    shelf = files(__name__)
    texts = {_filled(to, known): _filled((shelf / of).read_text("utf-8"), known) for to, of in FILES.items()}
    return texts | {f"schemas/{kind}.json": schema_text(kind) for kind in SCHEMAS}


def _filled(text: str, known: dict[str, str]) -> str:
    return PLACE.sub(lambda place: known[place[1]], text)


__all__ = ["Written", "new_framework"]
