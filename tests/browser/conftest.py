"""The browser of the browser tests: the one that `run.py test` found, with nothing that calls home."""

from typing import Any

import pytest

from suite import FLAGS, browser_required, find_browser


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    browser = find_browser()
    if browser is None:
        why = "No Chromium, Chrome or Edge here; name one with CHROMIUM=/path/to/it"
        if browser_required():
            pytest.fail(why)
        pytest.skip(why)
    return {**browser_type_launch_args, "executable_path": browser, "args": list(FLAGS)}
