"""Swagger UI in a real browser: it shows an API where its vendor publishes it, sends a request, and talks to nobody else."""

import os
import shutil
from collections.abc import Iterator

import pytest

from gateway.pages.assets import SWAGGER, fetched
from tests.gateway.running_server import demo_store, running_server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server over the demo."""
    missing = [] if CHROMIUM else ["Chromium"]
    missing += [] if fetched(SWAGGER) else ["Swagger UI's files (make assets)"]
    if missing:
        if os.environ.get("PENTAGRAPH_REQUIRE_CHROMIUM") == "1":
            pytest.fail(f"PENTAGRAPH_REQUIRE_CHROMIUM=1, but there is no {' and no '.join(missing)}")
        pytest.skip(f"Swagger UI was NOT tested: there is no {' and no '.join(missing)}")
    folder = tmp_path_factory.mktemp("swagger")
    with running_server(demo_store(folder), folder) as address:
        yield address


def test_swagger_shows_process_monitoring_tries_it_and_stays_on_its_server(server: str) -> None:
    from playwright.sync_api import sync_playwright

    requested: list[str] = []
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: requested.append(request.url))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{server}/analytics/docs")
        page.locator(".info .title").get_by_text("Analytics API").wait_for()
        operations = page.locator(".opblock").count()
        row = page.locator("#operations-process-monitoring-getAnalyticsApiV1IdentifiersList")
        row.locator(".opblock-summary").click()
        row.get_by_role("button", name="Execute").click()
        row.locator(".live-responses-table .response-col_status").get_by_text("200").wait_for()
        answer = row.locator(".live-responses-table").inner_text()
        if target := os.environ.get("PENTAGRAPH_SCREENSHOT"):
            page.screenshot(path=target)
        page.goto(f"{server}/docs")
        page.locator("#operations-tag-governance").wait_for()
        tags = page.locator(".opblock-tag").count()
        browser.close()
    assert operations == 14 + 3
    assert "finance/invoice-review" in answer
    assert tags == 6
    assert [url for url in requested if not url.startswith((server, "data:", "blob:"))] == []
    assert complaints == []
