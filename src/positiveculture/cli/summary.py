"""The command `summary`: the summary of actions, where every topic stands and its next statement."""

from collections.abc import Iterator

from positiveculture.award_requirements import topics_by_award
from positiveculture.cli import words
from positiveculture.cli.assess import header
from positiveculture.cli.blocks import Block, beneath, heading, line, numbered
from positiveculture.cli.options import as_json, command, judged
from positiveculture.cli.output import show
from positiveculture.formats.next_statements import next_statements_to_dict
from positiveculture.outcome import Outcome
from positiveculture.topics import Topic


@command("summary")
@judged
@as_json
def summary(outcome: Outcome, as_json: bool) -> None:
    """Show the next statement of every topic."""
    show(next_statements_to_dict(outcome), screen(outcome), as_json)


def screen(outcome: Outcome) -> Iterator[Block]:
    """Yield the summary of actions: where every topic stands, and its next statement, in groups by award."""
    yield from header(outcome)
    for group, topics in topics_by_award(outcome.framework):
        yield heading(words.title(group))
        for topic in topics:
            yield numbered(topic.number, line(words.title(topic.title), style="bold"))
            yield beneath(topic.number, line(_action(outcome, topic)))


def _action(outcome: Outcome, topic: Topic) -> str:
    level = outcome.assessment.levels.get(topic.id)
    if topic.id in outcome.assessment.not_applicable:
        return "set aside as not applicable"
    if topic.scale is None:
        return "reflected on" if topic.id in outcome.assessment.responses else "not reflected on yet"
    if level is None:
        return "not answered yet"
    better = topic.better(level)
    if better is None:
        return f"at {level}, the {'best' if topic.reverse_scored else 'top'}: keep it there"
    statement = outcome.next_statement(topic)
    model = outcome.assessment.service_model
    towards = f": {words.title(statement.words(model))}" if statement else ""
    return f"at {level}; next, {better}{towards}"
