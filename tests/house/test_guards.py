"""Guards of every answer and of the whole source: what a careless line could take away."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

import alongside

SOURCE = Path(alongside.__file__).parent
PROGRAMS = [page for page in SOURCE.rglob("*.py") if "tests" not in page.parts]
DANGEROUS = {"eval", "exec", "compile", "__import__", "mark_safe", "SafeString", "raw", "extra"}
DANGEROUS |= {"Markup", "pickle", "marshal", "shelve", "os.system", "os.popen", "yaml.load"}
# The drawing of a code for the phone and the icons: made of words of our own, never of a person's.
# What jinja.py marks was marked before it took the signs out that turn the order of writing.
OURS_ALONE = {"second_factor.py: mark_safe", "icons.py: Markup", "jinja.py: Markup"}


def test_what_is_never_called():
    """No code made from words, no pickles, no shell, no SQL by hand, no unescaped words."""
    for page in PROGRAMS:
        tree = ast.parse(page.read_text())
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = ast.unparse(call.func)
            short = name.rsplit(".", 1)[-1]
            where = f"{page.name}:{call.lineno}"
            constant = name == "Markup" and isinstance(call.args[0], ast.Constant)
            if constant or f"{page.name}: {short}" in OURS_ALONE:
                continue
            built_in = isinstance(call.func, ast.Name) or short in {"raw", "extra", "mark_safe"}
            assert not (built_in and short in DANGEROUS), f"{where} calls {name}"
            assert name not in DANGEROUS, f"{where} calls {name}"
            assert "shell" not in [word.arg for word in call.keywords], f"{where} uses a shell"
        imported = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
        names = {alias.name for node in imported for alias in node.names}
        found = names & DANGEROUS - {"Markup", "mark_safe"}
        assert not found, f"{page.name} imports {found}"


def test_nothing_is_drawn_unescaped():
    for template in SOURCE.rglob("jinja2/**/*.html"):
        words = template.read_text()
        assert "|safe" not in words.replace(" ", "") and "autoescape" not in words, template


@pytest.fixture
def as_if_https(settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    return Client()


@pytest.mark.parametrize("address", ["/sign-in/", "/nowhere/", "/health/alive/", "/"])
def test_every_answer_carries_its_guards(as_if_https, address):
    answer = as_if_https.get(address, secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "base-uri 'none'" in policy
    assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert "Access-Control-Allow-Origin" not in answer
    assert "Server" not in answer and "X-Powered-By" not in answer
    if answer.content:
        assert "charset=utf-8" in answer["Content-Type"] or "json" in answer["Content-Type"]


def test_settings_of_the_cookies_under_https():
    asked = (
        "from alongside.config import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        " s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_HTTPONLY, s.DEBUG,"
        " s.SECURE_HSTS_SECONDS)"
    )
    bare = {k: v for k, v in os.environ.items() if not k.startswith("ALONGSIDE_")}
    given = {**bare, "PYTHONPATH": str(SOURCE.parent)}
    python = [sys.executable, "-c", asked]
    read = subprocess.run(python, env=given, capture_output=True, text=True, check=True).stdout
    said = ["__Host-session", "__Host-csrf", "True", "True", "Lax", "True", "False", "31536000"]
    assert read.split() == said


def test_cookies_are_small_and_for_the_server_alone(client):
    client.get("/sign-in/")
    for name, cookie in client.cookies.items():
        assert cookie["httponly"] and cookie["samesite"] == "Lax", name
        assert len(name) + len(cookie.value) < 4096


FROM_ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}
FOLLOWED = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.mark.parametrize(
    ("method", "told", "status"),
    [
        ("get", FOLLOWED, 200),
        ("get", {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}, 403),
        ("get", {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403),
        ("get", {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}, 403),
        ("post", FOLLOWED, 403),
    ],
)
def test_another_sites_page_may_link_here_and_nothing_else(client, method, told, status):
    answer = getattr(client, method)("/sign-in/", headers={**FROM_ELSEWHERE, **told})
    assert answer.status_code == status


def test_a_form_without_a_token_of_ours_does_nothing(ada, signed_in_client):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in_client(ada).cookies
    assert browser.post(reverse("intake:add"), {"source": "phone"}).status_code == 403


@pytest.mark.parametrize("address", ["/.git/HEAD", "/static/", "/static/../settings.py", "/admin/"])
def test_no_folder_no_source_and_no_back_door_is_served(client, address):
    assert client.get(address).status_code in {302, 404}
    assert "Index of" not in client.get(address, follow=True).content.decode()


@pytest.mark.parametrize(
    "password",
    ["Alongside2026!", "victim support 1", "northgate-1234", "adaokafor2026", "password1234"],
)
def test_a_password_that_others_would_try_is_refused(settings, ada, password):
    settings.SERVICE_NAME = "Northgate Support"
    with pytest.raises(ValidationError):
        validate_password(password, ada)


@pytest.mark.parametrize(
    "password",
    ["copper kettle seven lanes", "x" * 20 + "ñ🙂" * 30, "UPPERANDLOWER", "supporting a tall oak"],
)
def test_any_characters_and_any_length_make_a_password(ada, password):
    validate_password(password, ada)


def test_the_password_is_checked_to_the_letter(ada):
    ada.set_password("Copper kettle seven lanes ñ ")
    assert ada.check_password("Copper kettle seven lanes ñ ")
    for other in ("copper kettle seven lanes ñ ", "Copper kettle seven lanes ñ"):
        assert not ada.check_password(other)


def test_the_sign_in_page_lets_a_password_manager_work(client):
    page = client.get("/sign-in/").content.decode()
    field = re.search(r"<input[^>]*type=\"password\"[^>]*>", page)[0]
    assert "current-password" in field and "onpaste" not in field
