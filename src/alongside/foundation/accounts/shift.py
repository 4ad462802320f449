"""A shift: one sign-in, from its start to its end, with locks in between, kept in the session."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from alongside.foundation.accounts.models import SignInRules
from alongside.foundation.clock import now

STARTED, ACTIVE, LOCKED, BY_CHOICE = "shift_started", "shift_active", "shift_locked", "by_choice"
FRESH, SHARED, CALL_UNTIL = "second_factor_shown", "shared", "on_the_phone_until"
LASTS, LOCKS_AFTER, WHOLE = "shift_lasts", "locks_after", "whole_sign_in"
STAMPED_EVERY = 60  # seconds
SHARED_LOCKS_AFTER = 5 * 60
A_CALL = 30 * 60
FRESH_FOR = 10 * 60
CLOCKS_DIFFER = 5 * 60  # between machines; a time further ahead says that the clock was put back


def begin(session: SessionBase, *, shared: bool = False) -> None:
    """Called at each full sign-in. The organisation's rules of this moment hold to its end."""
    rules = SignInRules.standing()
    session[STARTED] = session[ACTIVE] = session[FRESH] = _seconds()
    session[LASTS] = rules.shift_hours * 60 * 60
    session[SHARED] = shared
    session[LOCKS_AFTER] = SHARED_LOCKS_AFTER if shared else rules.lock_minutes * 60
    for left_over in (LOCKED, WHOLE, CALL_UNTIL):
        session.pop(left_over, None)


def second_factor_shown(session: SessionBase) -> None:
    """A moment ago, in this window; from here on it has a new id."""
    session[FRESH] = _seconds()
    session.cycle_key()


def is_fresh(session: SessionBase) -> bool:
    """Whether that was within the last minutes; a clock that was put back makes nothing fresh."""
    return 0 <= _seconds() - session.get(FRESH, 0) < FRESH_FOR


def is_over(session: SessionBase | dict[str, Any]) -> bool:
    """A session that never began properly counts as over, and so does one from the future."""
    since = _seconds() - session.get(STARTED, 0)
    return not -CLOCKS_DIFFER <= since < session.get(LASTS, 0)


def is_locked(session: SessionBase) -> bool:
    """Locked by hand, or because nothing was done for a while and nobody is on the phone."""
    ahead = session.get(ACTIVE, 0) - _seconds() > CLOCKS_DIFFER
    if not session.get(LOCKED) and (ahead or _seconds() >= _locks_at(session)):
        lock(session)
    return bool(session.get(LOCKED))


def lock_after(session: SessionBase | dict[str, Any]) -> int:
    """Seconds without use."""
    return session.get(LOCKS_AFTER, SHARED_LOCKS_AFTER)


def _locks_at(session):
    unused = session.get(ACTIVE, 0) + lock_after(session)
    return max(unused, session.get(CALL_UNTIL, 0))


def on_the_phone(session: SessionBase) -> None:
    """She said so: talking is not idling. The window stays open for A_CALL from now."""
    session[CALL_UNTIL] = _seconds() + A_CALL


def call_left(session: SessionBase | dict[str, Any]) -> int:
    """Seconds for which the window stays open because of a call."""
    return max(0, session.get(CALL_UNTIL, 0) - _seconds())


def is_shared(session: SessionBase) -> bool:
    """On a computer that others use too; a session that does not say counts as one."""
    return session.get(SHARED, True)


def ask_for_the_whole(session: SessionBase) -> None:
    """After wrong PINs: from now on this lock opens to password and second step only."""
    session[WHOLE] = True


def wants_the_whole(session: SessionBase) -> bool:
    """Whether the lock asks for both steps."""
    return is_shared(session) or bool(session.get(WHOLE))


def is_closed(session: SessionBase) -> bool:
    """Locked or over: no page may be shown."""
    return is_over(session) or is_locked(session)


def lock(session: SessionBase) -> None:
    """From now on only the way back in is open; a call it was kept open for is over."""
    session[LOCKED] = True
    session.pop(CALL_UNTIL, None)


def unlock(session: SessionBase) -> None:
    """Back in, under a new session id."""
    session.pop(LOCKED, None)
    session.pop(WHOLE, None)
    session[ACTIVE] = _seconds()
    session.cycle_key()


def was_active(session: SessionBase) -> None:
    """Written down at most once a minute, so that reading pages does not write all the time."""
    if _seconds() - session.get(ACTIVE, 0) >= STAMPED_EVERY:
        session[ACTIVE] = _seconds()


def chosen_in_the_demo(session: SessionBase) -> bool:
    """Signed in by the demo's role chooser; outside the demo that counts for nothing."""
    return settings.DEMO and bool(session.get(BY_CHOICE))


def _seconds():
    return int(now().timestamp())
