"""Crosswalks are found as frameworks are: by entry points, from either side, joined where several say something."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest
from shelf import CQC, WALES, WIGAN, Shelf, module, shelf

from positiveculture import Registry, UnknownFramework, get_framework, use_registry
from positiveculture.errors import FrameworkLoadError, InvalidCrosswalk, UnknownCrosswalk
from positiveculture.formats.crosswalk import crosswalk_names, find_crosswalk

__all__ = ["shelf"]

NAME = f"{WIGAN}--{WALES}"


def without(*distributions: str) -> AbstractContextManager[Registry]:
    """Allow no plug-in of these distributions, nor the library's own crosswalks; its frameworks are given."""
    frameworks = [get_framework(id_) for id_ in (WIGAN, WALES, CQC)]
    denied = Registry(deny=["positiveculture", *distributions])
    return use_registry(denied.with_frameworks(*frameworks, replace=True))


@pytest.fixture
def ours_alone() -> Iterator[None]:
    """Allow the plug-ins of the test alone."""
    with without():
        yield


alone = pytest.mark.usefixtures("ours_alone")


def harbour(shelf: Shelf, text: str, name: str = NAME) -> None:
    """Install the harbour's plug-in."""
    shelf.install("harbour-links", {name: "harbour_links:crosswalk"}, harbour_links=text)


@alone
def test_an_installed_one_is_found_from_both_sides(shelf: Shelf) -> None:
    """What a plug-in declares is there under its name, and turned round where it is asked for the other way."""
    harbour(shelf, module())
    found = find_crosswalk(WIGAN, WALES)

    assert crosswalk_names() == (NAME,)
    assert [(link.source_topic, link.target_topic) for link in found.links] == [("dignity", "culture-as-a-whole")]
    assert found.inverse == find_crosswalk(WALES, WIGAN)


@alone
def test_an_object_does_as_well_as_a_callable(shelf: Shelf) -> None:
    """An entry point may name the crosswalk itself."""
    harbour(shelf, module() + "\ncrosswalk = crosswalk()\n")

    assert len(find_crosswalk(WIGAN, WALES).links) == 1


def test_several_sources_combine(shelf: Shelf) -> None:
    """Plug-ins that declare one pair, also the other way round, are no conflict: their links are joined."""
    harbour(shelf, module())
    shelf.install(
        "haven-links",
        {f"{WALES}--{WIGAN}": "haven_links:crosswalk"},
        haven_links=module("improving-the-service", returned="found.inverse"),
    )
    found = find_crosswalk(WIGAN, WALES)
    theirs = [link.target_topic for link in found.links if link.source == "The Harbour Trust, 2026"]

    assert theirs == ["culture-as-a-whole", "improving-the-service"]
    assert len(found.links) == 33 + 2


@alone
def test_unknown_ones_name_what_there_is(shelf: Shelf) -> None:
    """Where nothing joins two frameworks, the error says so and names what there is; nothing is made up in between."""
    harbour(shelf, module())

    with pytest.raises(UnknownCrosswalk) as caught:
        find_crosswalk(WALES, CQC)
    assert f'no crosswalk "{WALES}--{CQC}"; there are: "{NAME}"' == str(caught.value)
    with pytest.raises(UnknownFramework):
        find_crosswalk("nowhere", CQC)


@alone
def test_other_editions_are_not_taken(shelf: Shelf) -> None:
    """A crosswalk of another edition is no crosswalk of this one."""
    harbour(shelf, module(edition="2031"))

    with pytest.raises(UnknownCrosswalk, match="there is none of the editions 2017 and 2025"):
        find_crosswalk(WIGAN, WALES)


@alone
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            module("cultur-as-a-whole"),
            'link "dignity" to "cultur-as-a-whole", `there`: no topic "cultur-as-a-whole"; did',
        ),
        (
            module(returned="found.inverse"),
            'is called "wales-positive-cultures--wigan-progress"; the entry point must have the same name',
        ),
        (module(returned="3"), "harbour_links:crosswalk gave int, not a Crosswalk"),
        (module(returned="found | found.inverse"), "cannot be combined with one from"),
        (module(returned='Crosswalk(None, found.target, "")'), "`from`: must be an Endpoint, not null"),
        (module(returned="Crosswalk(found.source, found.target, 5)"), "`links`: must be a list, not 5"),
        (
            module(returned='Crosswalk(found.source, found.target, [Link("dignity", "x", "akin", "Why.", "Who.")])'),
            '`relation`: no "akin"; there are: "exact"',
        ),
    ],
)
def test_what_does_not_hold_together_is_refused(shelf: Shelf, text: str, told: str) -> None:
    """A crosswalk that does not fit is refused, with its plug-in's name and the place."""
    harbour(shelf, text)

    with pytest.raises(InvalidCrosswalk) as caught:
        find_crosswalk(WIGAN, WALES)
    assert f'crosswalk "{NAME}" from harbour-links 1.0 (harbour_links:crosswalk) has 1 problem:' in str(caught.value)
    assert told in str(caught.value)


def test_a_broken_plug_in_hurts_only_who_names_it(shelf: Shelf) -> None:
    """A plug-in that fails is told by name, and other pairs are had all the same."""
    harbour(shelf, "1 / 0")

    assert len(find_crosswalk(WALES, CQC).links) == 28
    with pytest.raises(FrameworkLoadError) as caught:
        find_crosswalk(WIGAN, WALES)
    assert str(caught.value).startswith(
        f'crosswalk "{NAME}" from harbour-links 1.0 (harbour_links:crosswalk) could not'
    )
    assert "ZeroDivisionError" in str(caught.value)


def test_what_is_not_allowed_is_not_loaded(shelf: Shelf) -> None:
    """The registry in use decides which distributions may be loaded, for crosswalks as for frameworks."""
    harbour(shelf, "raise SystemExit('loaded')")

    with without("harbour_links"), pytest.raises(UnknownCrosswalk):
        find_crosswalk(WIGAN, WALES)
    with without("harbour-links"):
        assert crosswalk_names() == ()
