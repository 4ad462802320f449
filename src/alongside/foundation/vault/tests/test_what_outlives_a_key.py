"""Everything that is derived from the organisation's secret, by name: a change of key leaves each
as it was, and nothing new is derived without standing in this list."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from fido2.webauthn import Aaguid, AttestedCredentialData

import alongside
from alongside.foundation.accounts.passkeys.kept import opened, sealed
from alongside.foundation.accounts.windows.commands import set_pin
from alongside.foundation.accounts.windows.queries import handle_of, has_pin
from alongside.foundation.imports.commands import keep_upload
from alongside.foundation.imports.contents import contents_of, pieces_of
from alongside.foundation.imports.tables import read_table
from alongside.foundation.vault.models import DataKey
from alongside.foundation.vault.organisation import subkey, token
from alongside.foundation.vault.rewrapping import rewrap
from alongside.foundation.vault.tests.test_rewrap import (
    a_key_of_its_own,  # noqa: F401  a fixture that every test here uses
    as_if_just_started,
    left_under,
)
from alongside.foundation.vault.words import open_bytes, seal_bytes
from alongside.foundation.vault.wrapping import fingerprint

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
SOURCE = Path(alongside.__file__).parent
WORDS = {  # words and bytes that lie sealed, each for one purpose
    "foundation/accounts/adapters.py": {"second factor"},
    "foundation/accounts/passkeys/kept.py": {"second factor"},
    "foundation/accounts/windows/sealed_session.py": {"session"},
}
TOKENS = {  # digests that have to be the same again, and the keys of chain and signature
    "casework/desk/feed/commands.py": {"calendar feed"},
    "casework/desk/feed/queries.py": {"calendar entry", "calendar feed"},
    "casework/intake/importing.py": {"referral", "referral brought again"},
    "casework/people/opposing.py": {"contact point"},
    "exchange/commands.py": {"exchange body", "idempotency", "referral"},
    "exchange/limits.py": {"exchange"},
    "exchange/tokens.py": {"feed key"},
    "foundation/accounts/guessing/devices.py": {"device"},
    "foundation/accounts/forms.py": {"code"},
    "foundation/accounts/guessing/throttle.py": {"throttle"},
    "foundation/accounts/windows/pins.py": {"pin device"},
    "foundation/accounts/windows/queries.py": {"window"},
    "foundation/audit/chain.py": {"trail"},
    "foundation/audit/once.py": {"deed"},
    "foundation/vault/index/ciphers.py": {"search index"},
    "foundation/vault/organisation.py": {"checkpoint signature"},
    "organisation/workforce/outsiders/codes.py": {"outsider code"},
}
PASSED_ON = {"foundation/vault/organisation.py", "foundation/vault/words.py"}  # by their callers
CIPHERS = {  # whoever seals or signs, and what the key of it hangs on
    "foundation/vault/box.py": "the recovery key, on paper",
    "foundation/vault/index/ciphers.py": "the lasting secret",
    "foundation/vault/keys.py": "a data key",
    "foundation/vault/organisation.py": "the lasting secret",
    "foundation/vault/passing.py": "a key in memory alone, gone with the upload",
    "foundation/vault/recovery.py": "the recovery key, on paper",
    "foundation/vault/ring.py": "a data key",
    "foundation/vault/sealed.py": "a data key",
    "foundation/vault/words.py": "the lasting secret",
    "foundation/vault/wrapping.py": "the organisation's key itself",
}
# Whoever touches the organisation's key itself: to wrap, to carry it into a backup, to look at it.
AT_THE_KEY = {"foundation/vault", "foundation/backups/taking.py", "config/setup.py"}
AT_THE_KEY |= {"casework/erasures/commands.py"}  # its fingerprint, for the certificate
VAULT = "alongside.foundation.vault"


def programs():
    for page in SOURCE.rglob("*.py"):
        if "tests" not in page.parts and "migrations" not in page.parts:
            yield str(page.relative_to(SOURCE)), ast.parse(page.read_text())


def imported(tree, module, names):
    """What a page calls these names of a module."""
    found = (n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == module)
    return {a.asname or a.name for n in found for a in n.names if a.name in names}


def purpose_in(call, page):
    told = next((word.value for word in call.keywords if word.arg == "purpose"), None)
    told = told or call.args[0]
    if isinstance(told, ast.Constant):
        return told.value
    module = import_module("alongside." + page.removesuffix(".py").replace("/", "."))
    return getattr(module, told.id) if isinstance(told, ast.Name) and told.id.isupper() else None


def purposes(module, names, *, own=()):
    """By page: what it derives for, and None where that cannot be seen."""
    found = {}
    for page, tree in programs():
        called = imported(tree, module, names) | (set(names) if page in own else set())
        calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
        told = {purpose_in(c, page) for c in calls if ast.unparse(c.func) in called}
        told -= {None} if page in PASSED_ON else set()
        if told:
            found[page] = told
    return found


def test_everything_sealed_for_a_purpose_is_listed():
    names = ("seal_words", "seal_bytes", "open_words", "open_bytes")
    assert purposes(f"{VAULT}.words", names) == WORDS


def test_everything_derived_for_a_purpose_is_listed():
    derived = purposes(f"{VAULT}.organisation", ("token", "subkey"), own=PASSED_ON)
    assert derived == TOKENS


def test_nobody_goes_round_the_list():
    for page, tree in programs():
        whole = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        modules = imported(tree, VAULT, {"organisation", "words", "wrapping"})
        assert not modules and not {name for name in whole if name.startswith(VAULT)}, page
        secret = {"lasting_secret", "_signing_key", "derived"}
        assert not imported(tree, f"{VAULT}.organisation", secret), page


def test_every_cipher_is_listed():
    found = {page for page, _ in programs() if "cryptography" in (SOURCE / page).read_text()}
    assert found == set(CIPHERS)


def test_the_organisations_key_is_touched_where_it_is_listed():
    for page, tree in programs():
        found = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        touches = any(n.module in {f"{VAULT}.wrapping", f"{VAULT}.providers"} for n in found)
        reads = {a.name for n in found if n.module == f"{VAULT}.wrapping" for a in n.names}
        at_home = any(page.startswith(place) for place in AT_THE_KEY)
        assert not touches or at_home or not reads, page


@pytest.mark.parametrize("purpose", sorted(set.union(*TOKENS.values())))
def test_each_is_derived_as_before(purpose):
    before = (token(purpose, "Sam"), subkey(purpose))
    rewrap()
    as_if_just_started()
    assert (token(purpose, "Sam"), subkey(purpose)) == before


@pytest.mark.parametrize("purpose", sorted(set.union(*WORDS.values())))
def test_each_opens_as_before(purpose):
    sealed_before = seal_bytes(b"a secret", purpose=purpose)
    rewrap()
    as_if_just_started()
    assert open_bytes(sealed_before, purpose=purpose) == b"a secret"


def test_a_passkey_a_pin_and_a_window_are_known_again(ada):
    row = Authenticator(user=ada, type=Authenticator.Type.WEBAUTHN, data={})
    credential = AttestedCredentialData.create(Aaguid(bytes(16)), b"key", {1: 2, 3: -7})
    told = {"name": "Blue key", "count": 4, "alone": True, "roaming": True}
    row.data = sealed(row, credential=bytes(credential).hex(), **told)
    row.save()
    set_pin("the desk's device", "802571", by=ada)
    window = handle_of("a session")
    rewrap()
    as_if_just_started()
    passkey = opened(Authenticator.objects.get(pk=row.pk))
    assert (passkey.name, passkey.count, passkey.credential) == ("Blue key", 4, credential)
    assert has_pin(ada, "the desk's device") and handle_of("a session") == window


def test_a_file_that_waits_in_pieces_is_taken_in_afterwards(mona, tmp_path):
    path = tmp_path / "feed.csv"
    path.write_text("Reference,Name\n" + "".join(f"R{n},Sam {n}\n" for n in range(600)))
    table = read_table(path)
    upload = keep_upload("referrals", table, contents_of(table), feed="Police", by=mona)
    before, halfway = fingerprint(), next(pieces_of(upload))
    rewrap()
    as_if_just_started()
    assert left_under(before) == 0 and DataKey.objects.get(owner=upload.pk).wrapped
    again = [row for _, rows in pieces_of(type(upload).objects.get(pk=upload.pk)) for row in rows]
    assert len(again) == 600 and again[: len(halfway[1])] == halfway[1]
