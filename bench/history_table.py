"""The tables of the benchmark over years, in Markdown."""

from collections.abc import Sequence

from bench.history_question import Question
from bench.history_rounds import AGGREGATES, OURS, RAW, WITHOUT, Times, typical
from bench.history_store import Store

Found = Sequence[tuple[Store, Times]]


def answers(found: Found, questions: Sequence[Question]) -> str:
    """Milliseconds of each question in each store; `raw / it` is how many times as fast as raw SQL Pentagraph is, `growth`
    how many times as slow it is as in the smallest store of the same database."""
    lines = [
        "| | | database | tasks | raw SQL, ms | PostGraphile, ms | no roll-ups, ms | Pentagraph, ms |"
        " raw / it | target | growth | raw's |",
        "|---|---|---|" + "--:|" * 9,
    ]
    for question in questions:
        for store, times in found:
            lines.append(_row(question, store, times, found))
    return "\n".join(lines)


def _row(question: Question, store: Store, times: Times, found: Found) -> str:
    raw, ours = (typical(times, question.name, name) for name in (RAW, OURS.name))
    smallest, before = min((each for each in found if each[0].database == store.database), key=lambda each: each[0].weight.tasks)
    assert raw
    assert ours
    cells = [question.name.upper(), question.title, store.database, f"{store.weight.tasks:,}", _shown(raw)]
    cells += [_shown(typical(times, question.name, name)) for name in (AGGREGATES.name, WITHOUT.name)]
    cells += [_shown(ours), f"{raw / ours:,.0f}", f"{1 / question.aim:.0f}" if question.aim else ""]
    for name, now in ((OURS.name, ours), (RAW, raw)):
        then = typical(before, question.name, name)
        cells.append("" if store is smallest or not then else f"{now / then:.1f}")
    return f"| {' | '.join(cells)} |"


def _shown(milliseconds: float | None) -> str:
    if milliseconds is None:
        return ""
    return f"{milliseconds:,.1f}" if milliseconds < 100 else f"{milliseconds:,.0f}"


def weights(stores: Sequence[Store]) -> str:
    """Build time and disk space of roll-ups."""
    lines = [
        "| database | tasks | building, s | rows and indexes, MB | of it by end | roll-ups, MB | roll-ups / rows |",
        "|---|" + "--:|" * 6,
    ]
    for store in stores:
        weight = store.weight
        sizes = [f"{size / 1e6:,.0f}" for size in (weight.rows, weight.by_end, weight.rollups)]
        cells = [store.database, f"{weight.tasks:,}", f"{weight.built:,.0f}", *sizes, f"{weight.rollups / weight.rows:.2f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
