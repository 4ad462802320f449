"""The pages about signing in and one's own account, each mounted by hand behind its door."""

from django.urls import path

from alongside.foundation.access.doors import open_to_all, signed_in
from alongside.foundation.accounts.views import (
    account,
    drafts,
    hats,
    invitation,
    languages,
    locking,
    passkeys,
    role_chooser,
    second_factor,
    signing_in,
    windows,
)

sign_in = open_to_all(signing_in.sign_in)

urlpatterns = [
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/", sign_in, name="account_login"),  # the name under which allauth asks for it
    path("sign-in/key/", open_to_all(signing_in.key_options), name="sign-in-key"),
    path("sign-in/code/", open_to_all(signing_in.enter_code), name="mfa_authenticate"),
    path("sign-in/code/key/", open_to_all(signing_in.second_step_options), name="second-step-key"),
    path("sign-in/again/", open_to_all(signing_in.start_again), name="sign-in-again"),
    path("language/", open_to_all(languages.choose_language), name="language"),
    path("sign-out/", open_to_all(signing_in.sign_out), name="sign-out"),
    path("account/", signed_in(account.account), name="account"),
    path("account/role/", signed_in(hats.change), name="hat"),
    path("account/password/", signed_in(account.password), name="password"),
    path("account/preferences/", signed_in(account.preferences), name="preferences"),
    path("account/second-factor/", signed_in(second_factor.set_up), name="second-factor"),
    path(
        "account/second-factor/anew/",
        signed_in(second_factor.set_up_anew),
        name="second-factor-anew",
    ),
    path("account/keys/", signed_in(passkeys.passkeys), name="passkeys"),
    path("account/keys/add/", signed_in(passkeys.add), name="passkey-add"),
    path("account/keys/options/", signed_in(passkeys.new_key_options), name="passkey-options"),
    path("account/keys/<int:row>/remove/", signed_in(passkeys.remove), name="passkey-remove"),
    path("account/fresh/key/", signed_in(passkeys.fresh_options), name="fresh-key"),
    path("account/recovery-codes/", signed_in(second_factor.recovery_codes), name="recovery-codes"),
    path(
        "account/recovery-codes/new/",
        signed_in(second_factor.new_recovery_codes),
        name="recovery-codes-new",
    ),
    path("locked/", signed_in(locking.locked), name="locked"),
    path("account/windows/", signed_in(windows.windows), name="windows"),
    path("account/windows/end/", signed_in(windows.end), name="window-end"),
    path("account/pin/", signed_in(windows.pin), name="pin"),
    path("account/pin/forget/", signed_in(windows.drop_pin), name="pin-drop"),
    path("locked/key/", signed_in(locking.key_options), name="unlock-key"),
    path("locked/now/", signed_in(locking.lock_now), name="lock-now"),
    path("still-here/", signed_in(locking.still_here), name="still-here"),
    path("draft/keep/", signed_in(drafts.keep), name="draft-keep"),
    path("draft/drop/", signed_in(drafts.drop), name="draft-drop"),
    path("invitation/<str:token>/", open_to_all(invitation.invitation), name="invitation"),
    path("demo/", open_to_all(role_chooser.choose_role), name="demo"),
]
