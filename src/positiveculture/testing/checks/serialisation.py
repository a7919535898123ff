"""Whether a framework can be written down, read back and handed to another process, and stay the same."""

import pickle
import tempfile
from functools import partial
from pathlib import Path

from positiveculture.formats.framework import framework_from_dict, framework_to_dict, read_framework, write_framework
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.testing.kit.check import Check, CheckGroup, naming
from positiveculture.testing.kit.probe import changes

check = partial(Check, group=CheckGroup.SERIALISATION)


def _payload(framework: Framework) -> str | None:
    changed = changes(framework, framework_from_dict(framework_to_dict(framework)))
    return naming(gettext("read back from plain values, it differs in {changed}"), changed=changed)


def _files(framework: Framework) -> str | None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("framework.toml", "framework.json"):
            path = Path(folder, name)
            try:
                write_framework(framework, path)
                changed = changes(framework, read_framework(path))
            except (ValueError, OSError) as error:
                return str(error).replace(f"{folder}/", "")
            if changed:
                return gettext("read back from {name}, it differs in {changed}").format(
                    name=name, changed=", ".join(changed)
                )
    return None


def _pickle(framework: Framework) -> str | None:
    changed = changes(framework, pickle.loads(pickle.dumps(framework)))  # noqa: S301 - our own bytes, just written
    return naming(gettext("pickled and read back, it differs in {changed}"), changed=changed)


SERIALISATION = (
    check(
        id="files_payload",
        code="PC-F001",
        truth="Turned into plain values and read back, it is equal.",
        why="Files, screens and other programs get it as plain values.",
        fix="Use texts that can be written down: half a character, as a wrong decoding leaves behind, cannot.",
        judge=_payload,
        needs=("structure_plain", "structure_spec", "rules_closed"),
    ),
    check(
        id="files_text",
        code="PC-F002",
        truth="Written as TOML and as JSON and read back, it is equal.",
        why="People keep a copy, change it, and lay their own words over it.",
        fix="Keep it below 8 MiB, and parts and rules nested less than a few dozen deep: more is not read.",
        judge=_files,
        needs=("files_payload",),
    ),
    check(
        id="files_pickle",
        code="PC-F003",
        truth="Pickled and read back, it is equal.",
        why="Programs that judge many assessments at once hand frameworks to other processes.",
        fix="Put nothing into it but the library's own values: no function, no view of a mapping, no open file.",
        judge=_pickle,
        needs=("structure_plain", "rules_closed"),
    ),
)
