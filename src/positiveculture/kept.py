"""What a record has of an earlier edition that has no place in its own: kept with it, and judged by nothing."""

import attrs

from positiveculture.awards import response_pairs, text_pairs
from positiveculture.problems import Problems
from positiveculture.response_checks import report_responses
from positiveculture.responses import Response, Responses


@attrs.frozen(kw_only=True)
class Kept:
    """What an assessment recorded against an earlier edition that has no place in this one."""

    #: The earlier edition.
    edition: str
    #: The topics of that edition whose responses have no place as they were, each with its response.
    responses: tuple[tuple[str, Response], ...] = attrs.field(default=(), converter=response_pairs)
    #: The title of each of these topics.
    titles: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=text_pairs)
    #: The mode of use, and the service model, where this edition has none of that id.
    mode: str | None = None
    service_model: str | None = None

    def report_problems(self, problems: Problems, *path: str | int) -> None:
        """Report what would fit no edition, of what is kept at `path`."""
        collected = Problems()
        report_responses(Responses(dict(self.responses)), None, None, collected, typed=True)
        problems.collect(collected, *path)
