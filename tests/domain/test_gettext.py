"""Every sentence to people goes through one function, and a catalogue changes it for those who ask for it."""

from threading import Thread

from positiveculture.gettext import gettext, use_catalogue


def test_english_is_the_source() -> None:
    """Without a catalogue, a template is itself."""
    assert gettext("{award} is needed first") == "{award} is needed first"


def test_a_catalogue_is_used_within_its_block_alone() -> None:
    """A catalogue holds for the block and its thread, and is gone after it."""
    elsewhere = []
    with use_catalogue(str.upper):
        thread = Thread(target=lambda: elsewhere.append(gettext("met")))
        thread.start()
        thread.join()
        assert gettext("met") == "MET"
    assert gettext("met") == "met"
    assert elsewhere == ["met"]
