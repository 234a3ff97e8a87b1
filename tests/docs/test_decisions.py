"""Every decision has the form of docs/decisions/template.md and a row in the index."""

import re
from pathlib import Path

import pytest

from tests.project import PROJECT

FOLDER = PROJECT / "docs" / "decisions"
DECISIONS = sorted(FOLDER.glob("[0-9]*.md"))
FORM = re.compile(
    r"# (?P<number>\d{4})\. (?P<title>\S.*)\n\n"
    r"- Status: (?P<status>Accepted|(?:Partly superseded|Superseded) by \d{4})\n"
    r"- Date: (?P<date>\d{4}-\d{2}-\d{2})\n\n"
    r"## Context\n\n.+?\n\n## Decision\n\n.+?\n\n## Consequences\n\n.+?(?:\n\n## Alternatives\n\n.+?)?\n",
    re.DOTALL,
)
HEADINGS = ["Context", "Decision", "Consequences"]


def _form(path: Path) -> re.Match[str]:
    form = FORM.fullmatch(path.read_text(encoding="utf-8"))
    assert form is not None, f"{path.name} does not have the form of docs/decisions/template.md"
    return form


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_the_form_of_the_template(path: Path) -> None:
    assert _form(path)["number"] == path.name[:4]
    headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings in (HEADINGS, [*HEADINGS, "Alternatives"])


def test_the_index_lists_every_decision_in_order() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = [line for line in index.splitlines() if re.match(r"\| \d{4} \|", line)]
    forms = [(path.name, _form(path)) for path in DECISIONS]
    assert rows == [
        f"| {form['number']} | [{form['title']}]({name}) | {form['status']} | {form['date']} |" for name, form in forms
    ]


def test_a_number_belongs_to_one_decision_and_a_superseding_one_exists() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert len(numbers) == len(set(numbers))
    superseding = [number for path in DECISIONS for number in re.findall(r"\d{4}", _form(path)["status"])]
    assert set(superseding) <= set(numbers)
