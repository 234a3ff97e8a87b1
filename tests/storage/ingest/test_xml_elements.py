"""Damage in XML costs the element in which it is, and no other."""

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.ingest.xml_document import Legible
from storage.ingest.xml_elements import Damage, elements
from storage.nouns.record import Refused

ATTRIBUTE = '<string key="concept:name" value="{}"/>'
EVENT = "<event>" + ATTRIBUTE + "</event>\n"


class Slow(io.BytesIO):
    """Gives a few bytes at a time."""

    size = 7

    def peek(self, _: int = 0, /) -> bytes:
        return self.getvalue()[:1024]

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(min(self.size, size or self.size))


def walked(text: str, encoding: str = "utf-8") -> tuple[dict[str | None, list[str]], list[Damage]]:
    """The names of the events of each trace by its name, and the damage."""
    traces: dict[str | None, list[str]] = {}
    damage: list[Damage] = []
    for each in elements(Legible(Slow(text.encode(encoding))), "log", "trace", "event"):  # type: ignore[arg-type]
        if isinstance(each, Damage):
            damage.append(each)
            continue
        names = [child.get("value") for child in each if child.get("key") == "concept:name"]
        events = [child[0].get("value") or "" for child in each if "event" in str(child.tag) and len(child)]
        traces.setdefault(names[0] if names else "", []).extend(events)
    return traces, damage


def log(*traces: str, root: str = "<log>") -> str:
    return f"{root}\n{''.join(traces)}</log>"


def trace(name: str, *events: str) -> str:
    return f"<trace>{ATTRIBUTE.format(name)}\n{''.join(events)}</trace>\n"


def event(name: str) -> str:
    return EVENT.format(name)


DEEP = "<list key='l'>" * 300 + "</list>" * 300
DAMAGED = [
    "<event><string key='a' value='b'</event>\n",
    "<event><string key='a' value='b></event>\n",
    "<event><string key='a' value=b/></event>\n",
    "<event><string key='a' value='b'></event>\n",
    "<event></string></event>\n",
    "<event><string key='a' value='1 < 2'/></event>\n",
    "<event><string key='a' value='b' a/></event>\n",
    "<event>&unknown;</event>\n",
    "<event",
    "<event>\n",
    f"<event>{DEEP}</event>\n",
    "<event><!-- -- --></event></event>\n",
]


@pytest.mark.parametrize("damaged", DAMAGED)
@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize(
    "root", ["<log>", '<?xml version="1.0" encoding="iso-8859-1"?><log xmlns="http://x" xmlns:q="http://q" a="b">']
)
def test_a_damaged_event_costs_no_other(damaged: str, size: int, root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Slow, "size", size)
    text = log(trace("c1", event("A")), trace("c2", event("B"), damaged, event("C")), trace("c3", event("D")), root=root)
    traces, damage = walked(text)
    read = {name: [each for each in events if each != "b"] for name, events in traces.items()}
    assert read == {"c1": ["A"], "c2": ["B", "C"], "c3": ["D"]}
    assert damage
    assert all(each.line in (6, 7, 8) for each in damage)


@pytest.mark.parametrize(
    "damaged", ["<trace", "<trace>", "<trace><string key='a' value='b'", f"<trace>{DEEP}</trace>", "</event>"]
)
def test_a_damaged_trace_costs_no_other(damaged: str) -> None:
    traces, damage = walked(log(trace("c1", event("A")), damaged, trace("c3", event("D"))))
    assert {name: events for name, events in traces.items() if name} == {"c1": ["A"], "c3": ["D"]}
    assert damage


def test_a_trace_without_its_end_keeps_its_events() -> None:
    text = log(trace("c1", event("A"), event("B")).replace("</trace>", ""), trace("c2", event("C")))
    traces, damage = walked(text)
    assert traces == {"c1": ["A", "B"], "c2": ["C"]}
    assert damage == [Damage(6, "<trace> inside <trace>, which has no end")]


def test_an_attribute_of_a_trace_without_its_end_does_not_hide_the_events() -> None:
    traces, damage = walked(log(trace("c1", "<string key='x' value='y'>", event("A"), event("B")), trace("c2", event("C"))))
    assert traces == {"c1": ["A", "B"], "c2": ["C"]}
    assert len(damage) == 1


def test_tags_in_comments_are_no_places_to_go_on() -> None:
    hidden = f"<!-- {trace('no', event('X'))} --><![CDATA[{trace('no', event('Y'))}]]>"
    traces, _ = walked(log(trace("c1", event("A"), "<event><x", hidden, event("B")), hidden, trace("c2", hidden, event("C"))))
    assert traces == {"c1": ["A", "B"], "c2": ["C"]}


def test_the_rest_of_a_file_that_is_cut_is_said_to_be_lost() -> None:
    text = log(trace("c1", event("A")), trace("c2", event("B"), event("C")))
    traces, damage = walked(text[: text.index("C") + 1])
    assert traces == {"c1": ["A"], "c2": ["B"]}
    assert [each.line for each in damage] == [7]
    assert "42 bytes were not read, up to the end of the file" in damage[0].reason


def test_damage_before_the_root_is_refused() -> None:
    with pytest.raises(Refused, match="not well-formed XML"):
        walked("<log a=b><trace></trace></log>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_text_of_any_encoding_is_read_on(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?><log>'
    text = log(trace("Zoë", event("Ä"), "<event><x", event("Ö")), trace("c2", event("C")), root=declared)
    # A file in UTF-16 is recoded before it is read as XML.
    traces, damage = walked(text, "utf-8" if encoding == "utf-16" else encoding)
    assert traces == {"Zoë": ["Ä", "Ö"], "c2": ["C"]}
    assert len(damage) == 1


def _cuts() -> Iterator[str]:
    whole = event("M")
    yield from (whole[:cut] + whole[cut + 1 :] for cut in range(1, len(whole) - 1))


@given(st.data())
def test_no_missing_character_of_an_event_changes_another(data: st.DataObject) -> None:
    damaged = data.draw(st.sampled_from(list(_cuts())))
    text = log(trace("c1", event("A")), trace("c2", event("B"), damaged, event("C")), trace("c3", event("D")))
    traces, _ = walked(text)
    assert traces["c1"] == ["A"]
    assert traces["c3"] == ["D"]
    assert [each for each in traces["c2"] if each in ("B", "C")] == ["B", "C"]
