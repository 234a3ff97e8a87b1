"""Names of origins can be stored, whatever a file is called."""

from storage.writing.origin import Channel, Origin


def test_names_can_be_stored() -> None:
    origin = Origin("acme", Channel.LOAD, "key \0", "log \udcff.json")
    assert (origin.sender, origin.source) == ("key \ufffd", "log \ufffd.json")
    assert Origin("acme", Channel.LOAD).source is None
