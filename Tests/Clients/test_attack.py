"""Mutated requests over every route. `Tests/Support/attack.py` does the same by hand, with as many as one likes."""

from attack import FakeProvider, attack, settings
from mutations import routes

# Ten times what it takes after a million.
MEMORY_MEGABYTES = 400


def test_mutated_requests_over_all_routes_do_no_harm(start_app):
    provider = FakeProvider()
    try:
        app = start_app(**settings(provider))
        findings, statuses, reached, _, peak = attack(app, 5000)
        assert not findings, [(what, count, findings.first.get(what)) for what, count in findings.items()]
        assert app.is_healthy()
    finally:
        provider.stop()
    assert set(reached) == {" ".join(route) for route in routes()}
    # It went everywhere: served, redirected, refused.
    assert {200, 206, 303, 304, 400, 403, 404, 405, 412, 413, 416} <= set(statuses)
    assert peak < MEMORY_MEGABYTES
