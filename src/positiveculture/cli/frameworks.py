"""The commands `frameworks`, `show` and `plugins`: what is installed, what a framework is, and what one topic says."""

import click

from positiveculture.cli.named import WordingChoice, framework_of, is_file, is_record
from positiveculture.cli.options import argument, command, documented, framework_name, in_words, wait
from positiveculture.cli.output import Output
from positiveculture.documents.framework import framework_document, topic_document
from positiveculture.documents.installed import frameworks_document, matching_document, plugins_document
from positiveculture.errors import Unknown
from positiveculture.formats.framework import framework_to_dict
from positiveculture.formats.installed import installed_to_dict, load_installed, plugins_to_list
from positiveculture.formats.topic import topics_to_dict
from positiveculture.formats.wording import missing_texts
from positiveculture.framework import Framework
from positiveculture.plugins.registry import registry


@command("frameworks")
@wait
@documented
def frameworks(wait: float, output: Output) -> None:
    """List the frameworks that are installed."""
    installed = load_installed(registry(), wait)
    output.show(lambda: frameworks_document(installed), lambda: installed_to_dict(installed))


@command("plugins")
@wait
@documented
def plugins(wait: float, output: Output) -> None:
    """List the plug-ins, and what became of each."""
    installed = load_installed(registry(), wait)
    output.show(lambda: plugins_document(installed), lambda: plugins_to_list(installed))


@command("show")
@framework_name
@argument("topic", metavar="[TOPIC]", required=False, about="A topic's id or printed number.")
@click.option("--service-model", metavar="MODEL", help="Statements in the words for this service model.")
@in_words
@documented
def show(framework: str, topic: str | None, service_model: str | None, wording: WordingChoice, output: Output) -> None:
    """Show a framework, or one of its topics.

    The beginning of an id is enough; where several frameworks begin with it, they are listed. Of an assessment, an
    action plan or a folder of assessments, it shows what was written down: their framework need not be installed.
    """
    if topic is None and is_record(framework):
        from positiveculture.documents.record import record_document
        from positiveculture.formats.record import known_titles, read_record, record_to_dict

        record = read_record(framework)
        output.show(lambda: record_document(record, known_titles(record)), lambda: record_to_dict(record))
        return
    names = () if is_file(framework) else registry().beginning_with(framework)
    if len(names) > 1 and topic is None:
        several = [registry().get(name) for name in names]
        output.show(
            lambda: matching_document(framework, several), lambda: [framework_to_dict(each) for each in several]
        )
        return
    worded = framework_of(names[0] if len(names) == 1 else framework, wording)
    if topic is None:
        wordings = wording.wordings(worded)
        missing = missing_texts(worded, *wordings) if wordings else ()
        output.show(lambda: framework_document(worded, len(missing)), lambda: framework_to_dict(worded))
        return
    one = worded.topic(topic)
    _refuse_unknown_model(worded, service_model)
    output.show(lambda: topic_document(worded, one, service_model), lambda: topics_to_dict(worded)[one.id])


def _refuse_unknown_model(framework: Framework, service_model: str | None) -> None:
    models = tuple(model.id for model in framework.service_models)
    if service_model is not None and service_model not in models:
        raise Unknown("service model", service_model, models)
