"""Every file and link that a page names exists, so that a page cannot outlive what it describes."""

import re
from pathlib import Path

import pytest

from tests.project import PROJECT

PAGES = sorted({*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"), *(PROJECT / ".github").rglob("*.md")})
FOLDERS = "gateway|schema|resolvers|storage|queries|tests|bench|deploy|docs"
NAMED = re.compile(rf"`((?:{FOLDERS})/[\w./-]+|(?:{FOLDERS})|[\w-]+\.(?:md|toml|lock))`")
"""A path of the repository between backticks. Placeholders such as `storage/nouns/<noun>.py` do not match."""

EXAMPLES = {"pentagraph.toml", "loan_application.toml", "purchasing.toml", "judge_verdicts.toml"}
"""Names of files that readers write, or that lie in a folder that the sentence names."""


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = set(NAMED.findall(_text(page))) - EXAMPLES
    assert sorted(name for name in named if not (PROJECT / name).exists() and not (page.parent / name).exists()) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", _text(page), flags=re.DOTALL))
    broken = []
    for link in links:
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", _text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
