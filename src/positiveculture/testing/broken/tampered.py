"""Frameworks that were changed after they were made, past the lock that frozen values have."""

from types import MappingProxyType
from typing import Any

from positiveculture.awards import Award
from positiveculture.framework import Framework
from positiveculture.rules.kinds import All, AnyOf, AtLeast, Evidenced
from positiveculture.testing.broken.specimen import LADDER, Specimen, sound, topic
from positiveculture.topics import Level, Scale


def _changed(framework: Framework, field: str, value: Any) -> Framework:
    object.__setattr__(framework, field, value)
    return framework


def _lowered() -> Framework:
    framework = sound()
    _ = framework.compiled  # what it is judged by is laid out before it is changed
    return _changed(framework, "awards", (Award(id="bronze", title="Bronze", rule=AtLeast("t1", 2), rank=0),))


def _asks_more() -> Framework:
    rule = AnyOf([AtLeast("t1", 3), AtLeast("t2", 3)])
    framework = sound(awards=[Award(id="bronze", title="Bronze", rule=rule)])
    more = sound(awards=[Award(id="bronze", title="Bronze", rule=All([rule, Evidenced(["t1"])]))])
    return _changed(framework, "compiled", more.compiled)


def _longer() -> Framework:
    framework = sound()
    scales: Any = framework.scope.scales
    scales["t1"] = Scale("tide", [Level(0, "Step 0"), *LADDER.levels])
    return framework


def _added() -> Framework:
    framework = sound(awards=[])
    return _changed(framework, "topics", (*framework.topics, topic("t3")))


def _viewed() -> Framework:
    framework = sound()
    return _changed(framework, "topics_by_id", MappingProxyType(dict(framework.topics_by_id)))


TAMPERED = (
    Specimen("files_payload", "half a character", lambda: _changed(sound(), "notes", ("Caf\udce9",))),
    Specimen("rules_boundary", "a rule that was lowered in place", _lowered),
    Specimen("rules_route_sure", "a rule that was replaced where verdicts look it up", _asks_more),
    Specimen("rules_route_shortest", "a scale that was made longer in place", _longer),
    Specimen("plans_draft", "a topic that was added in place", _added),
    Specimen("files_pickle", "a table that was wrapped in a view", _viewed),
)
