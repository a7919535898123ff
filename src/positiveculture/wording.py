"""Other words for a framework, by id: a translation, easy read, the official text for who has a licence."""

from collections.abc import Mapping
from typing import Any

import attrs


@attrs.frozen(kw_only=True)
class Wording:
    """Other words for one edition of one framework, in one language; it may give words to a part of it only."""

    #: The framework's id.
    framework: str
    edition: str
    #: The language, as in "cy", "en" or "en-easy-read".
    language: str
    #: The words, by id, as a wording file has them.
    words: Mapping[str, Any] = attrs.field(factory=dict, hash=False)

    @property
    def name(self) -> str:
        """What it goes by among wordings: the framework's id and the language."""
        return f"{self.framework}--{self.language}"


@attrs.frozen
class Gap:
    """A text of a framework for which a wording has no words, so that the framework's own are shown."""

    #: Where it stands, for a person: ``topic "dignity", statement "4"``.
    place: str
    #: The framework's own words.
    text: str
