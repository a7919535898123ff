"""Reports of panels: made from files of replies or of what was published, and as JSON, which nothing reads back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from positiveculture.errors import FileTrouble, InvalidFile, InvalidPanel, NotScored, Problem
from positiveculture.field_types import require
from positiveculture.formats.kinds import kind_of
from positiveculture.formats.panel import comparison_to_dict, summary_to_dict
from positiveculture.formats.panel_files import LoadedPanel, each_once, load_panel
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import File, Readable
from positiveculture.formats.plain import notice, picked
from positiveculture.formats.release import read_release
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.panel.panel_report import PanelReport, released
from positiveculture.panel.protection import MINIMUM, Group
from positiveculture.panel.release import Release
from positiveculture.problems import Problems


def load_report(  # noqa: PLR0913 - what is asked for has a name each
    files: Sequence[Readable],
    *,
    load: Callable[[Sequence[Any]], LoadedPanel] = load_panel,
    framework: str | Framework | None = None,
    by: str | None = None,
    previous: Sequence[Readable] = (),
    since: Sequence[Readable] = (),
    min_respondents: int = MINIMUM,
    invited: Mapping[Group, int] | None = None,
    missing_allowed: int = 0,
    words: Callable[[Framework], Framework] = lambda framework: framework,
) -> PanelReport:
    """Return what the replies in some files say together: a new release, with those before.

    Args:
        files: Replies, as `load` takes them; or one release, which is shown as it was published: then only `since`,
            `framework` and `words` count.
        load: Loads replies.
        framework: What to read a release against; by default the installed framework that it names.
        by: What the groups go by, for a release to say.
        previous: Replies of the wave before, where nothing is published of it yet: it is released along with this one.
        since: Releases, in any order; one that is named twice counts once.
        min_respondents: As for `Panel.summary`, as are `invited` and `missing_allowed`.
        invited: How many were asked.
        missing_allowed: How many unanswered topics a score may have.
        words: Gives a framework other words.

    Raises:
        InvalidPanel: Every problem of every file of both waves at once, each with its file.
        InvalidRelease, FileTrouble, InvalidFile: A release cannot be read.
        NotScored: The framework has no topic with levels.
    """
    since = each_once(since)
    if is_release_alone(files):
        shown = words(read_release(files[0], framework=framework).summary.framework)
        release = read_release(files[0], framework=shown)
        published = tuple(read_release(path, framework=shown) for path in since)
        _require_before(_last_days(since, published), release.assessed_on[1])
        return PanelReport(release=release, since=published)
    now, before = _load(files, previous, load)
    if not any(topic.scale is not None for topic in now.framework.every_topic):
        raise NotScored(now.framework.title, now.framework.unscored)
    shown = words(now.framework)
    earlier = tuple(read_release(path, framework=shown) for path in since)
    days = _last_days(since, earlier)
    if before is not None:
        days.append((", ".join(map(str, previous)), _last_day(before)))
    _require_before(days, _last_day(now))
    for loaded, sizes in ((before, None), (now, invited)):
        if loaded is not None:
            summary = loaded.panel.summary(
                shown, min_respondents=min_respondents, invited=sizes, missing_allowed=missing_allowed
            )
            release = released(loaded.panel, summary, by=by, since=earlier)
            earlier = (*earlier, release)
    return PanelReport(
        release=earlier[-1],
        since=earlier[:-1],
        left_out=_texts(now.left_out),
        empty=_texts(now.empty),
        copies=_texts(now.copies),
        # Which replies are alike follows from answers, and no noise is in it.
        same=_texts(now.same) if min_respondents == 1 else (),
    )


def is_release_alone(files: Sequence[Readable]) -> bool:
    """Return whether one file is given, a release; one that cannot be read is reported as a reply that cannot."""
    try:
        return len(files) == 1 and kind_of(read_payload(files[0])) == "release"
    except (FileTrouble, InvalidFile):
        return False


def _load(
    files: Sequence[Readable], previous: Sequence[Readable], load: Callable[[Sequence[Readable]], LoadedPanel]
) -> tuple[LoadedPanel, LoadedPanel | None]:
    """Return this wave and the one before, where there is one; every problem of both at once."""
    waves: list[LoadedPanel] = []
    problems = Problems()
    for paths in filter(None, (files, previous)):
        try:
            waves.append(load(paths))
        except InvalidPanel as error:
            problems.collect(error)
    problems.refuse(InvalidPanel, gettext("the panel"), None)
    now, before = waves[0], waves[1] if len(waves) > 1 else None
    if before and (before.framework.id, before.framework.edition) != (now.framework.id, now.framework.edition):
        names = {"name": before.framework.id, "expected": now.framework.id}
        raise InvalidPanel(gettext("the panel"), (Problem("other-framework", ("previous",), names, "`--previous`"),))
    return now, before


def _last_day(wave: LoadedPanel) -> date:
    """Return the day on which a wave ends."""
    return max(each.assessed_on for each in wave.panel.assessments)


def _last_days(files: Iterable[Readable], releases: Iterable[Release]) -> list[tuple[str, date]]:
    """Return the name of each file, two of which may have the same, with the last day of the release in it."""
    return [(str(file), release.assessed_on[1]) for file, release in zip(files, releases, strict=True)]


def _require_before(waves: Iterable[tuple[str, date]], day: date) -> None:
    """Refuse waves before, each with its last day, that are later than the wave that ends on `day`."""
    problems = Problems()
    for name, last in waves:
        if last > day:
            words = {"day": last.isoformat(), "other": day.isoformat()}
            problems.add(Problem("wave-order", (name,), words, name))
    problems.refuse(InvalidPanel, gettext("the panel"), None)


def _texts(paths: Iterable[File]) -> tuple[str, ...]:
    return tuple(map(str, paths))


def panel_report_to_dict(report: PanelReport) -> dict[str, Any]:
    """Return what a panel says as `positiveculture panel --json` prints it.

    `{"framework", "edition", "minimum", "groups": [{"group", "replied", "response_rate", "topics", "themes"}],
    "services", "assessed_on": [first, last], "by", "protected", "most_disputed": [topics],
    "against_whole": [comparisons], "previous", "since", "left_out", "empty", "copies", "same"}`; `previous` is null, or
    `{"assessed_on", "protected", "groups", "changes": [comparisons]}` of the latest release before; `since` has the
    days of each.  A figure that is suppressed is `{"withheld": reason}`; `same` is empty where small
    numbers are protected; where the framework has a notice, it is under
    `notice`.
    """
    require(report, PanelReport)
    return summary_to_dict(report.summary) | {
        "services": report.services,
        "assessed_on": _days(report.release),
        **picked(report, "by", "protected"),
        "most_disputed": [each.topic.id for each in report.summary.most_disputed() if each.agreement < 1],
        "against_whole": [comparison_to_dict(each) for each in report.against_whole],
        "previous": _previous(report),
        "since": [_days(release) for release in report.since],
        **picked(report, "left_out", "empty", "copies", "same"),
        **notice(report.summary.framework),
    }


def _previous(report: PanelReport) -> dict[str, Any] | None:
    if report.before is None:
        return None
    return {
        "assessed_on": _days(report.before),
        "protected": report.protected,
        "groups": summary_to_dict(report.before.summary)["groups"],
        "changes": [comparison_to_dict(each) for each in report.since_before],
    }


def _days(release: Release) -> list[str]:
    return [day.isoformat() for day in release.assessed_on]
