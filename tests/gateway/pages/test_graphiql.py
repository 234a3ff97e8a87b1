"""GraphiQL in a real browser: examples, queries, the explorer, API keys; no request goes to another server."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gateway.documents import documents
from gateway.pages.assets import CDN, fetched
from storage.accounts.keys import create_key
from storage.database.opening import open_database
from tests.gateway.running_server import demo_store, running_server

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """URL of a store with the demo, and its folder."""
    missing = [] if CHROMIUM else ["Chromium"]
    missing += [] if fetched() else ["GraphiQL's files (make assets)"]
    if missing:
        if os.environ.get("PENTAGRAPH_REQUIRE_CHROMIUM") == "1":
            pytest.fail(f"PENTAGRAPH_REQUIRE_CHROMIUM=1, but there is no {' and no '.join(missing)}")
        pytest.skip(f"GraphiQL was NOT tested: there is no {' and no '.join(missing)}")
    folder = tmp_path_factory.mktemp("graphiql")
    return demo_store(folder), folder


@pytest.fixture
def guarded(store: tuple[str, Path], tmp_path: Path) -> tuple[str, str]:
    """URL of a demo of the test's own, and a key of it: a key in the store of the other tests would end reading without one."""
    url = demo_store(tmp_path)

    async def created() -> str:
        database = await open_database(url)
        try:
            _, text = await create_key(database, "demo", "browser", ["graph:read", "logs:read", "nhi:read"])
            return text
        finally:
            await database.close()

    return url, asyncio.run(created())


@pytest.fixture(scope="module")
def server(store: tuple[str, Path]) -> Iterator[str]:
    """Address of a server over the demo, which needs no key."""
    with running_server(*store) as address:
        yield address


@pytest.fixture
def complaints() -> list[str]:
    """Errors that the page logged or raised."""
    return []


@pytest.fixture
def page(complaints: list[str]) -> Iterator["Page"]:
    """A page of a new browser, 1280 by 800 pixels."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        browser.close()


def answer(page: "Page", containing: str = '"data"') -> str:
    """The answer of the query in the editor."""
    page.locator(".graphiql-execute-button").click()
    page.locator(".graphiql-response").get_by_text(containing).first.wait_for()
    return page.locator(".graphiql-response .CodeMirror").inner_text()


def test_graphiql_opens_runs_a_query_and_stays_on_its_server(server: str, page: "Page", complaints: list[str]) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(f"{server}/graphiql")
    page.locator(".graphiql-query-editor").get_by_text("IncidentsAndIdentities").wait_for()
    example = answer(page)
    page.get_by_label("Add tab").click()
    page.locator(".graphiql-query-editor .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("{ processInstances(first: 1) { totalCount } }")
    own = answer(page, '"totalCount"')
    assert '"errors"' not in example
    assert '"data"' in own
    assert '"errors"' not in own
    assert [url for url in requested if not url.startswith(server)] == []
    assert complaints == []


def test_each_example_opens_from_the_list_and_can_be_opened_again(server: str, page: "Page", complaints: list[str]) -> None:
    page.goto(f"{server}/graphiql")
    buttons = page.locator(".examples button")
    buttons.first.wait_for()
    assert buttons.count() == len([name for name in documents() if name.startswith("explore/")])
    editor = page.locator(".graphiql-query-editor")
    page.locator(".examples").get_by_role("button", name="Heatmap").click()
    editor.get_by_text("query Heatmap").wait_for()
    editor.locator(".CodeMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("# mine")
    page.locator(".examples").get_by_role("button", name="Spend").click()
    editor.get_by_text("query Spend").wait_for()
    assert page.locator(".graphiql-tab").count() == 2
    page.locator(".examples").get_by_role("button", name="Heatmap").click()
    editor.get_by_text("query Heatmap").wait_for()
    assert page.locator(".graphiql-tab").count() == 2
    assert complaints == []


def test_the_explorer_opens_at_its_beginning_and_the_query_is_wide(server: str, page: "Page") -> None:
    page.goto(f"{server}/graphiql")
    page.get_by_role("button", name="GraphiQL Explorer").click()
    page.locator(".graphiql-explorer-root").get_by_text("processInstances", exact=True).first.wait_for()
    assert page.locator(".graphiql-plugin").evaluate("element => element.scrollTop") == 0
    box = page.locator(".graphiql-query-editor .CodeMirror").bounding_box()
    assert box
    assert box["width"] > 390


def test_a_visitor_without_a_key_can_give_one(guarded: tuple[str, str], tmp_path: Path, page: "Page") -> None:
    url, key = guarded
    with running_server(url, tmp_path, demo="false") as address:
        page.goto(f"{address}/graphiql")
        field = page.get_by_label("API key")
        field.fill("wrong")
        field.press("Enter")
        page.get_by_text("The server does not accept this API key.").wait_for()
        field.fill(key)
        field.press("Enter")
        page.locator(".graphiql-query-editor").get_by_text("IncidentsAndIdentities").wait_for()
        assert '"errors"' not in answer(page)
        assert field.is_hidden()


def test_a_page_whose_files_cannot_be_loaded_says_what_to_do(server: str, page: "Page") -> None:
    from gateway.pages import html

    page.route(f"{CDN}/**", lambda route: route.abort())
    page.route(f"{server}/graphiql", lambda route: route.fulfill(body=html.graphiql({}, local=False), content_type="text/html"))
    page.goto(f"{server}/graphiql")
    page.get_by_text("Cannot load").wait_for()
    assert "pentagraph assets" in page.locator("#graphiql").inner_text()
