"""Whether a framework is made of what it should be made of, beyond what `Framework` itself refuses."""

from collections.abc import Iterator
from functools import partial
from types import UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from positiveculture.framework import SPEC, Framework
from positiveculture.gettext import gettext
from positiveculture.rules.kinds import Rule
from positiveculture.testing.kit.check import Check, CheckGroup, naming

check = partial(Check, group=CheckGroup.STRUCTURE)

#: How many faults of one kind a failure shows.
MOST = 5

RULE = get_args(Rule)


def _plain(framework: Framework) -> str | None:
    found = list(_strangers(framework, Framework, "framework"))
    return "\n".join(found[:MOST]) or None


def _strangers(value: object, shape: Any, place: str) -> Iterator[str]:
    """Yield each value inside `value` that is not of the very kind that its field says."""
    if get_origin(shape) in (Union, UnionType):
        shapes = get_args(shape)
        shape = next((one for one in shapes if type(value) is (get_origin(one) or one)), None)
        if shape is None and set(shapes) == set(RULE):
            return  # a rule of another kind has a check of its own
        if shape is None:
            yield gettext("{place} is {name}: {value}").format(
                place=place, name=type(value).__name__, value=repr(value)[:60]
            )
            return
    if get_origin(shape) is tuple:
        if type(value) is not tuple:
            yield gettext("{place} is {name}: {value}").format(
                place=place, name=type(value).__name__, value=repr(value)[:60]
            )
            return
        first, *more = get_args(shape)
        for number, entry in enumerate(value):
            yield from _strangers(entry, first if more == [...] else [first, *more][number], f"{place}[{number}]")
    elif type(value) is not shape:
        yield gettext("{place} is {name}, not {shape}: {value}").format(
            place=place, name=type(value).__name__, shape=getattr(shape, "__name__", shape), value=repr(value)[:60]
        )
    elif attrs.has(shape):
        for field in attrs.fields(shape):
            if field.init:
                yield from _strangers(getattr(value, field.name), field.type, f"{place}.{field.name}")


def _spec(framework: Framework) -> str | None:
    spec = framework.spec
    words = gettext("it has spec {spec}; this library speaks {known}")
    return None if spec == SPEC else words.format(spec=repr(spec), known=SPEC)


def _grouped(framework: Framework) -> str | None:
    used = {topic.principle for topic in framework.every_topic}
    empty = [principle.id for principle in framework.principles if principle.id not in used]
    return naming(gettext("no topic stands under {empty}"), empty=empty[:MOST])


def _links(framework: Framework) -> str | None:
    links = {"source": framework.source.url, **{each.id: each.url for each in framework.references}}
    wrong = [f"{name}: {url!r}" for name, url in links.items() if url and not _is_address(url)]
    return "\n".join(wrong[:MOST]) or None


def _is_address(url: str) -> bool:
    scheme, _, rest = url.partition("://")
    return scheme in ("http", "https") and "." in rest and not any(sign.isspace() for sign in url)


STRUCTURE = (
    check(
        id="structure_plain",
        code="PC-S001",
        truth="Everything in it is a plain value of the very kind that its field says.",
        why="A number that is text, a text that is its own class or a framework with methods of its own reads "
        "differently, cannot be written down, or changes what others rely on. Nothing of ours is inherited from.",
        fix="Hand over the library's own classes, with whole numbers, texts and tuples in them. Convert what comes "
        "from elsewhere with int() and str().",
        judge=_plain,
    ),
    check(
        id="structure_spec",
        code="PC-S002",
        truth="It is written for a plug-in API that this library speaks.",
        why="The registry refuses any other, so a framework that works while it is handed over by hand would not be "
        "found once it is installed.",
        fix="Leave `spec` out, or upgrade positiveculture.",
        judge=_spec,
        needs=("structure_plain",),
    ),
    check(
        id="structure_grouped",
        code="PC-S003",
        truth="Every principle has a topic.",
        why="Readers are shown a heading with nothing under it, most often since a topic names another principle.",
        fix="Set `principle` of the topics that belong there, or take the principle out.",
        judge=_grouped,
    ),
    check(
        id="structure_links",
        code="PC-S004",
        truth="What stands as a link is the address of a page.",
        why="Reports and screens make links of them.",
        fix="Give the whole address, beginning with https://, or leave `url` out.",
        judge=_links,
        needs=("structure_plain",),
    ),
)
