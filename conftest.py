"""The people in every test: Ada supports Sam, Ben works next door, Mona supervises Ada."""

import pytest
from django.test import Client
from tests.harness.wipe import keep_the_trail_append_only_in_tests

pytest_plugins = ["tests.browser.plugin", "tests.harness.template"]
keep_the_trail_append_only_in_tests()


@pytest.fixture(autouse=True, scope="session")
def organisation_key():
    """A key for the whole run, where the settings look for it."""
    from django.conf import settings

    from alongside.foundation.vault.providers import KeyFile

    settings.DATA.mkdir(parents=True, exist_ok=True)
    if not settings.KEY_FILE.exists():
        KeyFile(settings.KEY_FILE).make()


@pytest.fixture(autouse=True)
def nothing_left_over(settings, tmp_path):
    """No key, no checkpoint and no count of lines from the test before."""
    from alongside.foundation.audit.checkpoints import meter
    from alongside.foundation.vault.ring import ring

    ring.clear()
    settings.CHECKPOINTS = tmp_path / "checkpoints"
    meter.lines = 0


def pytest_collection_modifyitems(items):
    for item in items:
        in_a_browser = "screen" in item.fixturenames
        if not in_a_browser and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(databases="__all__"))


@pytest.fixture
def operator(db):
    from alongside.foundation.accounts.commands import the_operator

    return the_operator()


@pytest.fixture
def northgate(operator, mona):
    from alongside.organisation.workforce.commands import add_team

    return add_team("Northgate", supervisor=mona, by=operator)


@pytest.fixture
def eastside(operator, maja):
    from alongside.organisation.workforce.commands import add_team

    return add_team("Eastside", supervisor=maja, by=operator)


def on_staff(code, name, role, team=None):
    """A member of staff; the fixture of her team puts her into it."""

    @pytest.fixture(name=code)
    def user(request, operator):
        from alongside.foundation.accounts.commands import add_user
        from alongside.organisation.workforce.commands import join_team

        email = f"{code}@example.org"
        staff = add_user(email=email, name=name, role=role, by=operator)
        if team:
            join_team(staff, request.getfixturevalue(team), by=operator)
        return staff

    return user


def signed_in(code):
    """A browser in which she has passed both factors."""

    @pytest.fixture(name=f"as_{code}")
    def browser(request):
        return sign_in(Client(), request.getfixturevalue(code))

    return browser


@pytest.fixture
def signed_in_client():
    """For a user whose password the test has set: a browser that has passed both factors."""
    return lambda user: sign_in(Client(), user)


def sign_in(client, user):
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

    from alongside.foundation.accounts import shift

    client.force_login(user)
    session = client.session
    shift.begin(session)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


ada, as_ada = on_staff("ada", "Ada Okafor", "support_worker", "northgate"), signed_in("ada")
ben, as_ben = on_staff("ben", "Ben Castle", "support_worker", "eastside"), signed_in("ben")
vera, as_vera = on_staff("vera", "Vera Lind", "volunteer", "northgate"), signed_in("vera")
cora, as_cora = on_staff("cora", "Cora Vance", "counsellor", "northgate"), signed_in("cora")
mona, as_mona = on_staff("mona", "Mona Farrell", "senior_worker"), signed_in("mona")
maja, as_maja = on_staff("maja", "Maja Lindqvist", "manager"), signed_in("maja")
otto, as_otto = on_staff("otto", "Otto Brandt", "administrator"), signed_in("otto")


@pytest.fixture
def nadia(otto, mona):
    """She works next door and is rung at night; `nadia.sheet` holds her codes."""
    from alongside.organisation.workforce.outsiders.commands import (
        agree_to_outsider,
        appoint_outsider,
        make_sheet,
    )

    told = {"name": "Nadia Rossi", "organisation": "Next Door", "phone": "020 7946 0000"}
    return make_sheet(agree_to_outsider(appoint_outsider(**told, by=otto), by=mona), by=otto)


@pytest.fixture
def sam(ada):
    from alongside.casework.people.commands import add_person

    return add_person(known_as="Sam", given_names="Samira", family_name="Haddad", by=ada)


@pytest.fixture
def sams_case(sam, ada, mona):
    from alongside.casework.cases.commands import allocate, open_case

    case = open_case(sam, danger="high", by=mona)
    allocate(case, worker=ada, by=mona)
    return case


@pytest.fixture
def sam_again(ben):
    """Sam came once more, through Eastside, and nobody knew her again."""
    from alongside.casework.people.commands import add_person

    return add_person(known_as="Sami", given_names="Samira", family_name="Hadad", by=ben)


@pytest.fixture
def other_case(sam_again, ben, maja):
    from alongside.casework.cases.commands import allocate, open_case

    case = open_case(sam_again, danger="standard", by=maja)
    allocate(case, worker=ben, by=maja)
    return case


@pytest.fixture
def one_person(sam, sam_again, sams_case, other_case, maja):
    """Both records are one person from here on; answers with them as they stand then."""
    from tests.harness.one_person import bring_together

    bring_together(sam, sam_again, by=maja)
    for case, person in ((sams_case, sam), (other_case, sam_again)):
        case.person = person
    return sam, sam_again
