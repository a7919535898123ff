"""What came of a check: what was checked, whether a framework conforms, and what its author should know."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from positiveculture.assessment import Assessment
from positiveculture.documents.about import framework_fact
from positiveculture.documents.blocks import Block, Document, Heading, Item, Listing, Paragraph
from positiveculture.documents.common_blocks import known_facts, section
from positiveculture.documents.english import capitalised, day, plural
from positiveculture.field_types import with_types
from positiveculture.formats.check import Checked
from positiveculture.formats.files import file_kind
from positiveculture.formats.wording import MissingText, count_texts
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.linting import RuleWarning
from positiveculture.linting.pinning import Pinning
from positiveculture.plan import ActionPlan

#: The check that warns of what is listed in full below it.
LINTED = "rules_as_meant"


@with_types
def check_document(checked: Checked) -> Document:
    """Return what came of a check of something that is valid.

    Args:
        checked: What came of it, with what was read; of a framework, the warnings and the conformance checks too.
    """
    conformance, framework = checked.conformance, checked.framework
    facts = [] if framework is None else [framework_fact(framework)]
    facts.append((gettext("Holds"), _holds(checked)))
    blocks: list[Block] = []
    if isinstance(checked.content, ActionPlan) and framework is not None:
        blocks += [Paragraph(_sentence(each)) for each in checked.content.advice(framework)]
    if conformance is not None:
        facts.append((gettext("Conformance"), _counted(conformance, checked.examples)))
        blocks += _results(conformance)
    if checked.missing is not None:
        blocks += _missing(checked.missing)
    if framework is not None and checked.warnings:
        blocks += _warnings(framework, checked.warnings)
    if framework is not None and checked.pinning is not None:
        blocks += _unpinned(framework, checked.pinning)
    return Document(_title(checked), [known_facts(facts), *blocks])


def conformance_page(code: str, name: str, sections: Iterable[tuple[str, str]]) -> Document:
    """Return the page of a conformance check: its code, its id, and each section with its label, or without one."""
    title = gettext("{code}: {name}").format(code=code, name=name)
    return Document(title, [Paragraph(f"{label} {text}".strip()) for label, text in sections])


def _title(checked: Checked) -> str:
    """Return what was checked, what kind of thing it is, and that it is valid; or that it does not conform."""
    if checked.conformance is not None and not checked.conformance["ok"]:
        return gettext("{name}: a framework that does not conform").format(name=checked.name)
    return gettext(file_kind(checked.kind or "framework").valid).format(name=checked.name)


def _holds(checked: Checked) -> str:
    """Return in words how much there is in something that was read."""
    if checked.missing is not None and checked.framework is not None:
        texts = count_texts(checked.framework)
        return gettext("words for {count} of {texts} texts").format(count=texts - len(checked.missing), texts=texts)
    words = gettext(", ").join(plural(*each) for each in file_kind(checked.kind or "framework").counts(checked.content))
    if isinstance(checked.content, Assessment):
        return gettext("{responses} on {day}").format(responses=words, day=day(checked.content.assessed_on))
    return words


def _counted(conformance: Mapping[str, Any], examples: int) -> str:
    """Return how many conformance checks passed, do not apply, or rest on one that failed."""
    counts = Counter(result["status"] for result in conformance["results"])
    judged, inapplicable, blocked = conformance["judged"], counts["inapplicable"], counts["blocked"]
    passed = counts["passed"]
    parts = [plural(judged, "{passed} of {count} check passed", "{passed} of {count} checks passed", passed=passed)]
    if inapplicable:
        parts.append(plural(inapplicable, "{count} does not apply", "{count} do not apply"))
    if blocked:
        parts.append(plural(blocked, "{count} rests on one that failed", "{count} rest on one that failed"))
    words = gettext("level {level}: {counts}; {examples} examples of each law")
    return words.format(level=conformance["level"], counts=", ".join(parts), examples=examples)


def _results(conformance: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the checks that fail, those that were not run and why, and those that only warn."""
    failed, left, advisory = (
        [result for result in conformance["results"] if result["status"] == status]
        for status in ("failed", "not-run", "advisory")
    )
    yield from section(gettext("Checks that fail"), map(_failed, failed))
    if left:
        yield Paragraph(gettext("Not run: {checks}.").format(checks=", ".join(result["id"] for result in left)))
        yield Paragraph(gettext("Why: {reason}").format(reason=left[0]["reason"]))
    for result in advisory:
        if result["id"] != LINTED:
            yield Paragraph(gettext("Advice: {message}").format(message=result["message"].splitlines()[0]))


def _failed(result: Mapping[str, Any]) -> Item:
    first, *others = result["message"].splitlines()
    return Item(first, map(str.strip, others))


def _missing(missing: Iterable[MissingText]) -> Iterator[Block]:
    """Yield the texts that a wording does not have."""
    items = [gettext("{place}: {text}").format(place=gap.place, text=gap.text) for gap in missing]
    if not items:
        yield Paragraph(gettext("It has words for every text."))
        return
    yield Heading(gettext("Without words in it"))
    words = plural(
        len(items),
        "{count} text is shown in the framework's own words.",
        "{count} texts are shown in the framework's own words.",
    )
    yield Paragraph(words)
    yield Listing(items)


def _warnings(framework: Framework, warnings: tuple[RuleWarning, ...]) -> Iterator[Block]:
    """Yield the warnings under the award that each is about, with the smallest example of each."""
    yield Heading(gettext("What the award rules may not mean"))
    words = plural(
        len(warnings),
        "{count} warning, judged with all answered and nothing set aside: advice, no error.",
        "{count} warnings, judged with all answered and nothing set aside: advice, no errors.",
    )
    yield Paragraph(words)
    places = [*((award.id, award.title) for award in framework.awards), (None, gettext("Topics"))]
    for place, title in places:
        about = (_warning(framework, warning) for warning in warnings if warning.award == place)
        yield from section(title, about, 3)


def _warning(framework: Framework, warning: RuleWarning) -> Item:
    text = warning.text if warning.clause else capitalised(warning.text)
    sentence = gettext("{text} ({kind}).").format(text=text, kind=warning.kind)
    beneath = [sentence] if warning.clause else []
    if warning.example is not None:
        beneath.append(gettext("Smallest example: {example}").format(example=warning.example.describe(framework)))
    return Item(capitalised(warning.clause) if warning.clause else sentence, beneath)


def _unpinned(framework: Framework, pinning: Pinning) -> Iterator[Block]:
    """Yield what no reference case pins, under the award that it is about."""
    if framework.cases and not pinning.unpinned and not pinning.cut:
        return
    yield Heading(gettext("What no reference case pins"))
    if not framework.cases:
        yield Paragraph(gettext("It has no reference cases: nobody has shown that the rules say what the source says."))
    if pinning.unpinned:
        words = gettext(
            "{count} of {of} ways to be one step off would be noticed by no reference case; --draft-cases FILE.toml "
            "drafts some that would."
        )
        yield Paragraph(words.format(count=len(pinning.unpinned), of=pinning.of))
    if pinning.cut:
        yield Paragraph(gettext("The rules are too large to look at every way to be one step off: there may be more."))
    words = gettext("{clause}: {change}")
    for award in framework.awards:
        about = (each for each in pinning.unpinned if each.award == award.id)
        changes = (words.format(clause=capitalised(each.clause), change=each.change) for each in about)
        yield from section(award.title, changes, 3)


def _sentence(words: str) -> str:
    return gettext("{words}.").format(words=capitalised(words))
