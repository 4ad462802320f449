"""The ways back through a lock: PIN or password, both steps where that is asked, or a key."""

from typing import cast

from django.forms import Form
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from alongside.foundation.accounts import shift
from alongside.foundation.accounts.forms import OwnPasswordForm
from alongside.foundation.accounts.guessing.devices import known_device
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.passkeys.ceremony import KeyRefused
from alongside.foundation.accounts.passkeys.fresh import KEY_REFUSED
from alongside.foundation.accounts.passkeys.queries import passkeys_of
from alongside.foundation.accounts.passkeys.shown import answer_in, shown_by
from alongside.foundation.accounts.windows.commands import opens
from alongside.foundation.accounts.windows.forms import PinForm, WholeForm
from alongside.foundation.accounts.windows.queries import has_pin

UNLOCK = "unlock"


class Way:
    """What this lock asks for, and whether what was given opens it."""

    def __init__(self, request: HttpRequest):
        self.request, self.user = request, cast(User, request.user)
        self.one_press = shift.chosen_in_the_demo(request.session)
        self.said = ""

    @cached_property
    def whole(self) -> bool:
        return shift.wants_the_whole(self.request.session)

    @cached_property
    def pin(self) -> bool:
        return not self.whole and has_pin(self.user, self._device)

    @cached_property
    def keys(self) -> bool:
        shared = shift.is_shared(self.request.session)
        return any(key.roaming or not shared for key in passkeys_of(self.user))

    @cached_property
    def form(self) -> Form:
        """The password, or both steps."""
        posted = self.request.POST or None
        given = posted if posted and "password" in posted else None
        if self.whole:
            return WholeForm(given, request=self.request, user=self.user)
        return OwnPasswordForm(given, request=self.request)

    @cached_property
    def pin_form(self) -> PinForm:
        return PinForm()

    def opens(self) -> bool:
        """By whatever was given."""
        if self.one_press:
            return True
        if self.request.POST.get("credential"):
            return self._key_opens()
        if "pin" in self.request.POST:
            return self._pin_opens()
        return self.form.is_valid()

    def _key_opens(self):
        try:
            shown = shown_by(self.request, answer_in(self.request), UNLOCK, self.user)
        except KeyRefused:
            self.said = KEY_REFUSED
            return False
        carried = shown.key.roaming or not shift.is_shared(self.request.session)
        self.said = "" if carried else KEY_REFUSED
        return carried

    def _pin_opens(self):
        if self.pin and opens(self._device, self.request.POST["pin"], by=self.user):
            return True
        if self.pin and has_pin(self.user, self._device):
            self.said = _("That PIN did not work. Try again.")
            return False
        # Too many tries, or none was set: whoever is there shows both steps.
        shift.ask_for_the_whole(self.request.session)
        self.__dict__.pop("whole", None), self.__dict__.pop("pin", None)
        self.said = _("That PIN is forgotten now. Password and second step open the lock.")
        return False

    @cached_property
    def _device(self):
        return known_device(self.request, self.user.email)
