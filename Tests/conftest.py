"""What the tests of the running program share."""

import pytest


def pytest_addoption(parser):
    parser.addoption("--kills", type=int, default=10, help="how often test_nothing_lost kills the program")
    parser.addoption("--update-screenshots", action="store_true", help="test_looks agrees to what it sees, as you should have")
    parser.addoption("--seed", type=int, default=1, help="of its random moments")


@pytest.fixture
def start_app(tmp_path_factory):
    """start_app(SETTING=value, …) gives a running WebApp, ended after the test; its output is shown when the test failed."""
    from webapp import WebApp

    apps = []

    def start(**settings):
        apps.append(WebApp(tmp_path_factory.mktemp("app"), **settings))
        return apps[-1].start()

    yield start
    for app in apps:
        app.end()
    held = [line for app in apps for line in app.held_turns()]
    assert not held, held


@pytest.fixture
def provider():
    """A scripted text and image provider."""
    from scripted import ScriptedProvider

    provider = ScriptedProvider()
    yield provider
    provider.stop()


@pytest.fixture
def app(start_app, provider):
    """Text from the scripted provider, pictures from Studio."""
    return start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test", IMAGE_PROVIDER="studio")


@pytest.fixture(scope="session")
def mock_server():
    from mock import Mock

    mock = Mock()
    yield mock
    mock.stop()


@pytest.fixture
def mock(mock_server):
    mock_server.behave()
    return mock_server
