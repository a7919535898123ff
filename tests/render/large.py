"""Frameworks larger than any that we know of, and what is shown of them."""

from datetime import date

from positiveculture.assessment import Assessment
from positiveculture.awards import Award
from positiveculture.documents.blocks import Document
from positiveculture.documents.report import report_document
from positiveculture.framework import Framework, Source
from positiveculture.outcome import evaluate
from positiveculture.report import Report
from positiveculture.responses import Rating
from positiveculture.rules.kinds import All, AtLeast
from positiveculture.topics import Level, Scale, Topic

SCALE = Scale(id="steps", levels=[Level(number, f"Step {number}") for number in range(1, 6)])


def large_report(topics: int, awards: int) -> Document:
    """Return a report with an earlier one in it, where each award asks something of each topic."""
    asked = [
        Topic(id=f"topic-{number}", title=f"Topic number {number} of the standard", scale=SCALE)
        for number in range(1, topics + 1)
    ]
    framework = Framework(
        id="large",
        edition="1",
        title="A large framework",
        source=Source(title="A standard", publisher="Nobody", rights="None"),
        topics=asked,
        awards=[
            Award(
                id=f"award-{rank}",
                title=f"Award {rank}",
                rule=All([AtLeast(topic.id, 2 + (rank + place) % 4) for place, topic in enumerate(asked)]),
                rank=rank,
            )
            for rank in range(1, awards + 1)
        ],
    )
    earlier, now = (
        Assessment(
            framework="large",
            edition="1",
            service="Elm House",
            assessed_on=date(year, 3, 31),
            responses={topic.id: Rating(1 + (step * place) % 5) for place, topic in enumerate(asked)},
        )
        for year, step in ((2025, 2), (2026, 3))
    )
    return report_document(Report(evaluate(framework, now), earlier))
