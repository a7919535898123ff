"""A kind of file that the package does not have, pledges on a wall, and what to add where, as the docs say."""

import shutil
from pathlib import Path

import positiveculture

#: The values, in a module of their own.
VALUES = '''"""Pledges: what people say they will do, each on a card."""

import attrs

from positiveculture.errors import InvalidPledges, Problem
from positiveculture.field_types import check_fields
from positiveculture.problems import Problems
from positiveculture.sentences import called
from positiveculture.topics import many


@attrs.frozen(kw_only=True)
class Pledge:
    """What one person says they will do."""

    who: str
    what: str


@attrs.frozen(kw_only=True)
class Wall:
    """All pledges of one service."""

    service: str
    pledges: tuple[Pledge, ...] = attrs.field(converter=many)

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong with it."""
        found = Problems()
        check_fields(self, found)
        return found.located(self)

    def validate(self) -> None:
        """Refuse what is wrong with it."""
        if problems := self.problems():
            raise InvalidPledges(called("pledges of", self.service), problems)
'''

#: How they are read and written: the one row, and the four functions of every noun.
FORMAT = '''"""Pledges, read and written."""

from typing import Any

from positiveculture.errors import InvalidPledges
from positiveculture.formats.converter import converter, fields, register
from positiveculture.formats.fields import mapping, numbered
from positiveculture.formats.files import FileKind
from positiveculture.formats.paths import PathLike, Readable
from positiveculture.pledges import Pledge, Wall
from positiveculture.problems import Problems
from positiveculture.sentences import called

__all__ = ["Pledge", "Wall", "pledges_from_dict", "pledges_to_dict", "read_pledges", "write_pledges"]

register(Pledge)
register(Wall)


def pledges_from_dict(payload: object) -> Wall:
    """Return the pledges that `payload` describes."""
    problems = Problems()
    table = mapping(payload, "wall of pledges", InvalidPledges)
    pledges = numbered(Pledge, table.get("pledges"), problems, "pledges").values()
    read = fields(Wall, table, problems, read=("pledges",))
    problems.refuse(InvalidPledges, called("pledges of", table.get("service")), table)
    return Wall(**read, pledges=pledges)


def pledges_to_dict(wall: Wall) -> dict[str, Any]:
    """Return `wall` as JSON holds it."""
    return PLEDGES.to_dict(wall)


def _payload(wall: Wall) -> dict[str, Any]:
    wall.validate()
    return dict(converter.unstructure(wall))


PLEDGES = FileKind(
    name="wall of pledges",
    cls=Wall,
    error=InvalidPledges,
    from_dict=pledges_from_dict,
    payload=_payload,
    valid="{name}: a valid wall of pledges",
    contents={"pledges": ("{count} pledge", "{count} pledges")},
)


def read_pledges(path: Readable) -> Wall:
    """Return the pledges in a file."""
    return PLEDGES.read(path)


def write_pledges(wall: Wall, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `wall` to a TOML or JSON file."""
    PLEDGES.write(wall, path, overwrite=overwrite)
'''

#: Its error, and its row: file, what stands there, and what is put before it.
INSERTED = (
    (
        "errors.py",
        "class InvalidFeedback(Invalid):",
        'class InvalidPledges(Invalid):\n    """Pledges with something wrong."""\n\n\n',
    ),
    ("formats/kinds.py", '    "release",\n', '    "wall of pledges",\n'),
    ("formats/kinds.py", '    "release": KindKeys(', '    "wall of pledges": KindKeys("pledges", ("pledges",)),\n'),
)


def copied(folder: Path) -> Path:
    """Return a copy of the package in `folder`."""
    package = folder / "positiveculture"
    shutil.copytree(Path(positiveculture.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    return package


def insert(package: Path, file: str, before: str, text: str) -> None:
    """Put a text into a file of the package, before a text that is there."""
    whole = (package / file).read_text("utf-8")
    assert before in whole
    (package / file).write_text(whole.replace(before, text + before, 1), encoding="utf-8")


def add_pledges(package: Path) -> set[str]:
    """Add the kind of file to a copy of the package; return each file that this touches."""
    (package / "pledges.py").write_text(VALUES, encoding="utf-8")
    (package / "formats" / "pledges.py").write_text(FORMAT, encoding="utf-8")
    for inserted in INSERTED:
        insert(package, *inserted)
    return {"pledges.py", "formats/pledges.py", *(file for file, *_ in INSERTED)}
