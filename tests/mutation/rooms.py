"""The rooms whose mutants are counted: what is mutated in each, and which tests have to notice."""

import attrs

from positiveculture.topics import many


@attrs.frozen
class Room:
    """A part of the domain, with the laws and the examples that bear on it."""

    name: str
    #: What is mutated: globs below `src/positiveculture`.
    files: tuple[str, ...] = attrs.field(converter=many)
    #: What has to notice: paths below `tests`.
    tests: tuple[str, ...] = attrs.field(converter=many)
    #: The least share of mutants that has to be killed, in per cent.
    least: int = 95


ROOMS = (
    Room(
        "rules",
        ["rules/*"],
        [
            "domain/test_blockers.py",
            "domain/test_faults.py",
            "domain/test_framework.py",
            "domain/test_nodes.py",
            "domain/test_outcome.py",
            "domain/test_principles.py",
            "domain/test_rules.py",
            "laws/test_completions.py",
            "laws/test_program.py::test_a_program_fits_its_schema",
            "laws/test_program.py::test_a_program_of_a_later_version_is_refused",
            "laws/test_program.py::test_the_naive_judge_agrees",
            "laws/test_program.py::test_own_progress_leaves_out_lower_awards",
            "laws/test_progress.py::test_on_small_frameworks",
            "laws/test_sentences.py",
        ],
    ),
    Room(
        "outcome",
        ["outcome.py", "means.py"],
        [
            "domain/test_floor.py",
            "domain/test_means.py",
            "domain/test_outcome.py",
            "domain/test_records.py::test_an_outcome_tells_what_is_carried_over",
            "laws/test_completions.py",
            "laws/test_program.py::test_own_progress_leaves_out_lower_awards",
            "laws/test_progress.py::test_on_small_frameworks",
        ],
    ),
    Room(
        "migration",
        ["migration/*"],
        ["domain/test_migration.py", "edges/test_migration_files.py", "laws/test_migrations.py"],
    ),
    Room("crosswalk", ["crosswalk.py"], ["domain/test_crosswalk.py", "laws/test_crosswalks.py"]),
    Room(
        "routes",
        ["routes/*"],
        [
            "domain/test_route.py",
            "laws/test_routes.py::test_routes_are_the_cheapest",
            "laws/test_routes.py::test_large_rules_end[awards that hold every lower one]",
            "laws/test_routes.py::test_large_rules_end[some of many levels of one topic]",
            "laws/test_solver.py",
        ],
    ),
    Room(
        "panel",
        ["panel/*"],
        [
            "domain/test_panel.py",
            "domain/test_panel_told.py",
            "domain/test_protection.py",
            "domain/test_noise.py",
            "domain/test_publication.py",
            "laws/test_counting.py",
        ],
    ),
)

#: One small module, every mutant of which is known to be killed: a quick look whether the machinery works.
SMOKE = Room(
    "smoke",
    ["rules/blockers.py"],
    ["domain/test_blockers.py", "domain/test_outcome.py", "domain/test_rules.py"],
    least=100,
)
