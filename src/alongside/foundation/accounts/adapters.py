"""How we differ from allauth: nobody signs up, every refusal reads the same, secrets are sealed."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts import shift
from alongside.foundation.accounts.addresses import is_page_of_ours
from alongside.foundation.accounts.guessing.devices import remember_device
from alongside.foundation.accounts.guessing.throttle import Try, client_address
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.windows.device import DEVICE, device_in
from alongside.foundation.audit.trail import note
from alongside.foundation.vault.words import open_words, seal_words

REFUSED = _("That did not work. Check both.")
ASKED_SHARED = "this_computer_is_shared"
WRONG_CODE = _("That code did not work. Wait for the next one and try that.")
SECRET = "second factor"  # noqa: S105  (what it is sealed for, not the secret)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = dict.fromkeys(DefaultAccountAdapter.error_messages, REFUSED) | {
        "incorrect_code": WRONG_CODE
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self.attempt = Try(request, "password", credentials["email"])
        self.attempt.claim()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Somebody whose access has ended is answered like somebody unknown."""
        user = super().authenticate(request, **credentials)
        if user is None or not user.is_active:
            structlog.get_logger().info("sign-in refused")
            return None
        self.attempt.succeeded()
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        shared = bool(request.session.pop(ASKED_SHARED, False))
        super().login(request, user)
        shift.begin(request.session, shared=shared)
        request.session[DEVICE] = device_in(request.headers.get("User-Agent", ""))

    def post_login(self, request: HttpRequest, user: User, **login: Any) -> HttpResponse:
        response = super().post_login(request, user, **login)
        if not shift.is_shared(request.session):
            remember_device(request, response, user.email)
        note("user.signed_in", subject=user, by=user)
        return response

    def is_safe_url(self, url: str) -> bool:
        return is_page_of_ours(url)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say it in our own words."""


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return seal_words(text, purpose=SECRET)

    def decrypt(self, encrypted_text: str) -> str:
        return open_words(encrypted_text, purpose=SECRET)

    def get_totp_issuer(self) -> str:
        return settings.SERVICE_NAME
