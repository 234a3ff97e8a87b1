"""GraphiQL in a real browser: it opens, runs a query, shows the answer, and talks to nobody else."""

import os
import shutil
from collections.abc import Iterator

import pytest

from gateway.documents import documents
from gateway.pages.assets import fetched
from tests.gateway.running_server import demo_store, running_server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server over the demo."""
    missing = [] if CHROMIUM else ["Chromium"]
    missing += [] if fetched() else ["GraphiQL's files (make assets)"]
    if missing:
        if os.environ.get("PENTAGRAPH_REQUIRE_CHROMIUM") == "1":
            pytest.fail(f"PENTAGRAPH_REQUIRE_CHROMIUM=1, but there is no {' and no '.join(missing)}")
        pytest.skip(f"GraphiQL was NOT tested: there is no {' and no '.join(missing)}")
    folder = tmp_path_factory.mktemp("graphiql")
    with running_server(demo_store(folder), folder) as address:
        yield address


def test_graphiql_opens_runs_a_query_and_stays_on_its_server(server: str) -> None:
    from playwright.sync_api import sync_playwright

    requested: list[str] = []
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: requested.append(request.url))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{server}/graphiql")
        page.locator(".graphiql-explorer-root").get_by_text("processInstances", exact=True).first.wait_for()
        tabs = page.locator(".graphiql-tab").count()
        page.locator(".graphiql-execute-button").click()
        page.locator(".graphiql-response").get_by_text('"data"').wait_for()
        example = page.locator(".graphiql-response .CodeMirror").inner_text()
        page.get_by_label("Add tab").click()
        page.locator(".graphiql-query-editor .CodeMirror").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("{ processInstances(first: 1) { totalCount } }")
        page.locator(".graphiql-execute-button").click()
        page.locator(".graphiql-response").get_by_text('"totalCount"').wait_for()
        answer = page.locator(".graphiql-response .CodeMirror").inner_text()
        browser.close()
    assert '"errors"' not in example
    assert '"data"' in answer
    assert '"errors"' not in answer
    assert tabs == len([name for name in documents() if name.startswith("explore/")])
    assert [url for url in requested if not url.startswith(server)] == []
    assert complaints == []
