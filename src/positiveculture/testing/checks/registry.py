"""Whether a framework can be loaded by its name, and what it does to a process that asks for it."""

from functools import partial

from positiveculture.gettext import gettext
from positiveculture.plugins.registry import registry
from positiveculture.testing.kit.check import Check, CheckGroup, framework_of, naming
from positiveculture.testing.kit.probe import changes, differing, marks
from positiveculture.testing.kit.subject import Subject

check = partial(Check, group=CheckGroup.REGISTRY, of_subject=True)


def named(subject: Subject) -> str:
    """Say why a check of what has a name does not apply."""
    return "" if subject.name is not None else gettext("the framework is given, not asked for by a name")


def _installed(subject: Subject) -> str:
    if subject.name is not None and subject.framework is not None and not subject.installed:
        return gettext("the framework is handed to the registry, not installed")
    return named(subject)


def _loadable(subject: Subject) -> str:
    return "" if subject.name is not None or subject.make is not None else named(subject)


def _made(subject: Subject) -> str:
    """Say why nothing can be loaded a second time."""
    if subject.make is not None and subject.framework is not None:
        return ""
    return _installed(subject)


def _declared(subject: Subject) -> str | None:
    if subject.sources or subject.framework is not None:
        return None
    return gettext("no installed distribution declares it: {trouble}").format(trouble=subject.trouble)


def _one_claimant(subject: Subject) -> str | None:
    if len(subject.sources) <= 1:
        return None
    return gettext("claimed by {sources}").format(sources="; ".join(map(str, subject.sources)))


def _loads(subject: Subject) -> str | None:
    if subject.framework is None:
        return subject.trouble
    return None if not subject.installed else subject.traces.trouble or None


def _provenance(subject: Subject) -> str | None:
    source = subject.sources[0]
    unknown = [name for name in ("distribution", "version") if getattr(source, name) in ("", "?")]
    return (
        gettext("the {unknown} of {target} cannot be told").format(
            unknown=gettext(" and the ").join(map(gettext, unknown)), target=source.target
        )
        if unknown
        else None
    )


def _listing(subject: Subject) -> str | None:
    target = subject.sources[0].target
    return (
        gettext("{target} was imported by a process that only listed the names").format(target=target)
        if subject.traces.listed
        else None
    )


def _quiet(subject: Subject) -> str | None:
    printed = subject.traces.printed
    return gettext("it printed {printed}").format(printed=repr(printed[:200])) if printed else None


def _light(subject: Subject) -> str | None:
    return naming(gettext("it imported {tools}"), tools=subject.traces.tools)


def _tidy(subject: Subject) -> str | None:
    return naming(gettext("it changed {changed}"), changed=map(gettext, subject.traces.changed))


def _repeatable(subject: Subject) -> str | None:
    unlike = subject.traces.unlike if subject.make is None else changes(framework_of(subject), subject.make())
    return naming(gettext("loaded twice, it differs in {unlike}"), unlike=unlike)


def _kept(subject: Subject) -> str | None:
    if subject.make is None:
        moved = subject.traces.moved
    else:
        was = marks(framework_of(subject))
        subject.make()
        moved = differing(was, marks(framework_of(subject)))
    return naming(gettext("loading it again changed {moved} of the one handed out before"), moved=moved)


def _everywhere(subject: Subject) -> str | None:
    return naming(gettext("two processes get different values of {elsewhere}"), elsewhere=subject.traces.elsewhere)


def _aliases(subject: Subject) -> str | None:
    names = set(registry().names())
    taken = [alias for alias in framework_of(subject).aliases if alias in names]
    return naming(gettext("it goes by {taken} too, which a framework has as its name"), taken=taken)


#: A check of what is installed, where it can be loaded.
loaded = partial(check, applies=_installed, needs=("registry_loads",))

REGISTRY = (
    check(
        id="registry_declared",
        code="PC-G001",
        truth="An installed distribution declares the framework under its own name.",
        why="The library finds frameworks by the entry points of what is installed, and by nothing else.",
        fix='Declare it in pyproject.toml under [project.entry-points."positiveculture.frameworks"], its id as the '
        "name, and install the distribution again: entry points are read from what is installed, not from the source.",
        judge=_declared,
        applies=named,
    ),
    check(
        id="registry_one_claimant",
        code="PC-G002",
        truth="One distribution alone claims the name.",
        why="Where two claim it, neither may win by luck, so nobody can have it without choosing one by hand.",
        fix="Uninstall one of them, or give one another id. An edition of its own has the name `id@edition`.",
        judge=_one_claimant,
        applies=_installed,
        needs=("registry_declared",),
    ),
    check(
        id="registry_loads",
        code="PC-G003",
        truth="It can be loaded, and is a framework that holds together.",
        why="What fails to load is missing for everybody who names it.",
        fix="The failure says what went wrong: a module that is not there, a package that it needs, or every problem "
        "of the framework with its place. The entry point's value is a function without arguments that returns a "
        "Framework, or a Framework, whose id is the entry point's name.",
        judge=_loads,
        applies=_loadable,
        needs=("registry_declared", "registry_one_claimant"),
    ),
    loaded(
        id="registry_provenance",
        code="PC-G004",
        truth="It can be told which distribution it comes from, and in which version.",
        why="Every error about a framework, and `positiveculture plugins`, names them: people know whom to ask.",
        fix="Give the distribution a name and a version in its metadata, and install it anew where that is damaged.",
        judge=_provenance,
    ),
    loaded(
        id="registry_listing",
        code="PC-G005",
        truth="To list the names of the frameworks imports nothing of it.",
        why="Whoever lists a thousand frameworks to use one should not pay for, or be hurt by, the others.",
        fix="Look for a .pth file, a sitecustomize or an import hook that imports the plug-in when Python starts.",
        judge=_listing,
    ),
    loaded(
        id="registry_quiet",
        code="PC-G006",
        truth="Loading it prints nothing.",
        why="Its users print JSON and reports; a stray line breaks them.",
        fix="Take out prints, progress bars and warnings. What people have to know belongs into `notice` or `notes`.",
        judge=_quiet,
    ),
    loaded(
        id="registry_light",
        code="PC-G007",
        truth="Loading it imports no test tools.",
        why="pytest and Hypothesis cost a tenth of a second and more, and are not installed where it is used.",
        fix="Import them in the tests alone. `positiveculture.testing` is for tests too.",
        judge=_light,
    ),
    loaded(
        id="registry_tidy",
        code="PC-G008",
        truth="Loading it leaves the process as it was.",
        why="A framework that changes the working folder, the environment, sys.path, the locale or the warning "
        "filters changes what every other part of the program does.",
        fix="Build the framework from data alone. Read files by the place of the module, not of the process.",
        judge=_tidy,
    ),
    check(
        id="registry_repeatable",
        code="PC-G009",
        truth="Loaded twice, it is equal.",
        why="Two registries of one process would judge by different frameworks.",
        fix="Take nothing from a clock, a counter, the network or chance. An edition is a fact, and stands in data.",
        judge=_repeatable,
        applies=_made,
        needs=("registry_loads",),
    ),
    check(
        id="registry_kept",
        code="PC-G010",
        truth="What was handed out is never changed afterwards.",
        why="What people hold would change under them. Frameworks are frozen, and meant to be.",
        fix="Never use object.__setattr__ on a framework. Make another one with attrs.evolve.",
        judge=_kept,
        applies=_made,
        needs=("registry_loads",),
    ),
    check(
        id="registry_everywhere",
        code="PC-G011",
        truth="It is the same in every process.",
        why="Python orders sets of text differently in each process: so would the topics, the reports and the routes.",
        fix="Use lists and tuples, and sort what comes from a set or from a folder.",
        judge=_everywhere,
        applies=_installed,
        needs=("registry_loads", "registry_repeatable"),
    ),
    loaded(
        id="registry_aliases",
        code="PC-G012",
        truth="No other name that it goes by is a framework's name.",
        why="A name always finds the framework of that name, so the alias would never find this one.",
        fix="Take it out of `aliases`; its own id needs none.",
        judge=_aliases,
    ),
)
