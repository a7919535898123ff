"""What was written."""

from typing import Any

import attrs


@attrs.frozen
class Written:
    """A plug-in that was written."""

    #: The framework's id, which is the distribution's name as well.
    id: str
    package: str
    folder: str
    #: Every file, from the folder down.
    files: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, as `new-framework --json` prints it: `{"id", "package", "folder", "files"}`."""
        return attrs.asdict(self)
