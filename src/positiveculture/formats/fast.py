"""The quick reading of an assessment in which nothing is wrong, as most are.

It refuses what the strict converter refuses, but cannot say where, so whatever it refuses is read again by that one.
Only a fault needs the place of each value, and keeping account of it costs time.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from operator import eq
from typing import Any, get_args

from cattrs import Converter

from positiveculture.assessment import Assessment
from positiveculture.formats.converter import is_tuple
from positiveculture.formats.responses import response
from positiveculture.formats.values import day, text, whole
from positiveculture.framework import Framework
from positiveculture.responses import Responses, are_bare


def quickly(payload: Any, framework: Framework) -> Assessment | None:
    """Return the assessment if nothing is wrong with it and its topics are named by their ids; else None."""
    try:
        assessment: Assessment = read(payload, Assessment)
        assessment.over(framework)  # checks it, and remembers that it was, so that judging it need not check again
    except Exception:  # noqa: BLE001 - whatever it is, the strict converter tells it, or takes it
        return None
    else:
        return assessment


def _responses(table: Any, _: type) -> Responses:
    if not isinstance(table, dict):
        raise TypeError
    if are_bare(table):
        return Responses(table)
    return Responses({topic: said if type(said) is int else response(said, quick) for topic, said in table.items()})


def _text_if_any(value: Any, _: Any) -> str | None:
    return None if value is None else text(value, str)


def _list_of(shape: Any) -> Callable[[Any, Any], tuple[Any, ...]]:
    entry, *_ = get_args(shape)
    structure = quick.get_structure_hook(entry)

    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise TypeError
        return tuple([structure(each, entry) for each in value])

    return read


quick = Converter(forbid_extra_keys=True, detailed_validation=False)
for plain, reads in ((int, whole), (str, text), (date, day)):
    quick.register_structure_hook(plain, reads)
quick.register_structure_hook_func(partial(eq, str | None), _text_if_any)
quick.register_structure_hook_factory(is_tuple, _list_of)
quick.register_structure_hook(Responses, _responses)
read = quick.get_structure_hook(Assessment)
