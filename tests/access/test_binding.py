"""Where the service may listen: on this machine, and elsewhere only when the settings say who may come."""

from __future__ import annotations

import pytest

from graphsvc.access.binding import check_binding
from graphsvc.config import AccessSettings, ServerSettings, Settings
from graphsvc.errors import BadInput

PUBLIC, NAMED = AccessSettings(public=True), AccessSettings(user_header="X-User")
ELSEWHERE = ("0.0.0.0", "::", "192.0.2.1", "2001:db8::1")  # noqa: S104 - none is bound


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_this_machine_needs_no_more(host: str) -> None:
    check_binding(Settings(server=ServerSettings(host=host)))


@pytest.mark.parametrize("host", ELSEWHERE)
def test_elsewhere_is_refused_and_what_to_set_is_named(host: str) -> None:
    with pytest.raises(BadInput) as caught:
        check_binding(Settings(server=ServerSettings(host=host)), "--host")
    assert (caught.value.parameter, caught.value.value) == ("--host", host)
    for said in ("public = true", "user_header", "[access]", "config.toml"):
        assert said in str(caught.value)


@pytest.mark.parametrize("host", ELSEWHERE)
@pytest.mark.parametrize("access", [PUBLIC, NAMED])
def test_elsewhere_is_let_be_when_the_settings_say_who_may_come(host: str, access: AccessSettings) -> None:
    check_binding(Settings(server=ServerSettings(host=host), access=access))
