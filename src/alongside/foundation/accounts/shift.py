"""A shift: one sign-in, from its start to its end, with locks in between, kept in the session."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from alongside.foundation.clock import now

STARTED, ACTIVE, LOCKED, BY_CHOICE = "shift_started", "shift_active", "shift_locked", "by_choice"
FRESH = "second_factor_shown"
STAMPED_EVERY = 60  # seconds
FRESH_FOR = 10 * 60


def begin(session: SessionBase) -> None:
    """Called at each full sign-in."""
    session[STARTED] = session[ACTIVE] = session[FRESH] = _seconds()
    session.pop(LOCKED, None)


def second_factor_shown(session: SessionBase) -> None:
    """A moment ago, in this window; from here on it has a new id."""
    session[FRESH] = _seconds()
    session.cycle_key()


def is_fresh(session: SessionBase) -> bool:
    """Whether that was within the last minutes; a clock that was put back makes nothing fresh."""
    return 0 <= _seconds() - session.get(FRESH, 0) < FRESH_FOR


def is_over(session: SessionBase) -> bool:
    """A session that never began properly counts as over."""
    return _seconds() - session.get(STARTED, 0) >= settings.SHIFT


def is_locked(session: SessionBase) -> bool:
    """Locked by hand, or because nothing was done for a while."""
    if not session.get(LOCKED) and _seconds() - session.get(ACTIVE, 0) >= settings.LOCK_AFTER:
        lock(session)
    return bool(session.get(LOCKED))


def is_closed(session: SessionBase) -> bool:
    """Locked or over: no page may be shown."""
    return is_over(session) or is_locked(session)


def lock(session: SessionBase) -> None:
    """From now on only the way back in is open."""
    session[LOCKED] = True


def unlock(session: SessionBase) -> None:
    """Back in, under a new session id."""
    session.pop(LOCKED, None)
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
