"""What the names that a command is given mean: frameworks, records, what these are judged by, and in which words."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from positiveculture.cli.inputs import NameOrInput
from positiveculture.errors import FileTrouble, UnknownWording
from positiveculture.formats.assessment import Assessment, read_assessment
from positiveculture.formats.framework import read_framework
from positiveculture.formats.kinds import kind_of
from positiveculture.formats.parsing import PARSERS, read_payload
from positiveculture.formats.paths import Readable, StandardInput, suffix_of
from positiveculture.framework import Framework
from positiveculture.framework_checks import FRAMEWORK_ID
from positiveculture.outcome import Outcome, evaluate
from positiveculture.plugins.registry import get_framework

if TYPE_CHECKING:
    from positiveculture.formats.wording import Wording
    from positiveculture.plan import ActionPlan


@attrs.frozen
class WordingChoice:
    """In which words a framework is shown; by default in its own."""

    language: str | None = None
    file: Readable | None = None

    def apply(self, framework: Framework, file: str | None = None) -> Framework:
        """Return `framework` in these words; where it was read from `file`, a wording may lie in the same folder.

        Raises:
            UnknownWording, InvalidWording, FileTrouble, InvalidFile, RegistryError: No such words exist, or they
                cannot be read.
        """
        if self == WordingChoice():
            return framework
        from positiveculture.formats.wording import apply_wording

        if file is not None and self.language and _has_wording(file, self.language):
            framework = read_framework(file, language=self.language)
        return apply_wording(framework, *self.wordings(framework))

    def wordings(self, framework: Framework) -> "tuple[Wording, ...]":
        """Return the wordings to apply to `framework`: those of the language that are found, then that of the file."""
        from positiveculture.formats.wording import find_wordings, read_wording

        in_language: tuple[Wording, ...] = ()
        if self.language:
            try:
                in_language = find_wordings(framework, self.language)
            except UnknownWording:
                if framework.language.lower() != self.language.lower() and self.file is None:
                    raise
        return (*in_language, *([read_wording(self.file)] if self.file else []))


def _has_wording(framework: str, language: str) -> bool:
    try:
        return Path(framework).with_name(f"wording.{language}.toml").exists()
    except (OSError, ValueError) as error:
        raise FileTrouble(framework, str(error)) from error


@attrs.frozen(slots=False)
class FrameworkChoice:
    """What records are judged by, an id or a file, else each by its own edition; and in which words it is shown."""

    name: NameOrInput | None
    wording: WordingChoice = WordingChoice()

    @cached_property
    def named(self) -> str | Framework | None:
        """What records are read against: of an id alone the id, for each record has its own edition of it."""
        if self.name is None:
            return None
        framework = framework_of(self.name, self.wording)
        by_id = isinstance(self.name, str) and not is_file(self.name) and "@" not in self.name
        return framework.id if by_id else framework

    def of(self, record: "Assessment | ActionPlan") -> Framework:
        """Return what a record is judged by, in the words that are chosen."""
        return self.worded(self.named if isinstance(self.named, Framework) else edition_of(record))

    def worded(self, framework: Framework) -> Framework:
        """Return a framework in the words that are chosen."""
        return framework if framework is self.named else self.wording.apply(framework)

    def outcome(self, file: Readable) -> Outcome:
        """Return the outcome of the assessment in a file."""
        assessment = read_assessment(file, framework=self.named)
        return evaluate(self.of(assessment), assessment)

    def framework_and_assessment(self, name: NameOrInput) -> tuple[Framework, Assessment | None]:
        """Return the framework of that name or file; or that of an assessment in that file, and the assessment."""
        if not is_file(name) or kind_of(read_payload(name)) == "framework":
            return framework_of(name, self.wording), None
        assessment = read_assessment(name, framework=self.named)
        return self.of(assessment), assessment


def edition_of(record: "Assessment | ActionPlan") -> Framework:
    """Return the installed edition that a record names."""
    return get_framework(record.framework, edition=record.edition)


def framework_of(name: NameOrInput, wording: WordingChoice = WordingChoice()) -> Framework:
    """Return the framework in a file, or the installed `id` or `id@edition`, in the words that are chosen."""
    if isinstance(name, StandardInput):
        return wording.apply(read_framework(name))
    id_, _, edition = name.partition("@")
    if edition and FRAMEWORK_ID.fullmatch(id_) and Path(name).suffix not in PARSERS:
        return wording.apply(get_framework(id_, edition=edition))
    return wording.apply(read_framework(name), name) if is_file(name) else wording.apply(get_framework(name))


def is_record(name: NameOrInput) -> bool:
    """Return whether `name` is a folder, or the file of an assessment or an action plan."""
    if not is_file(name) or suffix_of(name) not in PARSERS:
        return isinstance(name, str) and is_file(name) and Path(name).is_dir()
    return kind_of(read_payload(name)) in ("assessment", "action plan")


def is_file(name: NameOrInput) -> bool:
    """Return whether `name` is meant as a file: a framework's id has no dot and no slash."""
    return isinstance(name, StandardInput) or any(sign in name for sign in "./\\")
