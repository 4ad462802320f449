"""Sam is said to have died, and lives; months later he comes back and tells nothing twice."""

from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.casework.support.promises.commands import make_promise
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now, stand_at, today


@pytest.fixture
def comes(visitor, signed_in_client):
    """A fresh window, as each day begins with one."""
    return lambda user: visitor(signed_in_client(user))


def test_one_switch_stops_everything_and_a_mistake_brings_it_back(visitor, as_ada, ada, sams_case):
    of = {"contact": uuid4(), "words": "Ring the council"}
    make_promise(sams_case, **of, due=today(), by=ada)
    case = f"/cases/{sams_case.pk}"
    worker = visitor(as_ada).goes_to("/today/").sees("Ring the council")
    worker.goes_to(f"{case}/death/").presses("They have died: stop everything")
    worker.sees("Choose who told us").chooses("Who told us?", "The police or a coroner")
    worker.fills("What we were told", "Found this morning. The sister knows.").screenshot("death")
    worker.presses("They have died: stop everything").sees("What has stopped in this case")
    worker.sees("Nobody gets in touch any more", "What follows, in its own time").screenshot("died")
    assert not Item.objects.open().about(sams_case).exists()
    worker.goes_to("/today/").sees_not("Ring the council").goes_to(f"{case}/").sees("Has died")
    worker.sees_not("Show the number").screenshot("case-of-the-dead")
    worker.goes_to(f"{case}/death/").follows("It was a mistake: they live")
    worker.fills("How do you know that they live?", "He rang. It was his cousin.")
    worker.fills("Who else has looked at it?", "Mona heard his voice.").screenshot("mistake")
    worker.presses("Take it back").sees("Taken back").sees_not("Has died")
    worker.goes_to("/today/").sees("Ring the council")
    worker.goes_to(f"{case}/death/").sees("Noted once by mistake", "It was his cousin")
    worker.screenshot("death-once-a-mistake")


def test_support_ends_is_asked_about_and_is_taken_up_again(comes, ada, mona, maja, sams_case):
    case = f"/cases/{sams_case.pk}"
    came = now().replace(hour=10, minute=20)
    with stand_at(came):
        ends_with_a_wish(comes(ada), case)
    with stand_at(came + timedelta(days=16)):
        says_how_it_was(comes(mona), case)
    with stand_at(came + timedelta(days=90)):
        comes_back(comes(mona), case)
        begins_anew(comes(ada), case)


def ends_with_a_wish(ada, case):
    ada.goes_to(f"{case}/end/").chooses("Why does support end?", "What we set out to do is done")
    ada.chooses("How are things now?", "Better, as they see it")
    ada.fills("In short", "A new lock, and a neighbour who knows.").screenshot("end")
    ada.presses("End support").sees("Support has ended").goes_to(f"{case}/")
    ada.screenshot("ended").follows("How support was").chooses(
        "May somebody else ask them in two weeks how support was?", "Yes, they may be asked"
    )
    ada.screenshot("feedback-wish").presses("Save the answer").sees("Noted.")
    ada.follows("How support was").sees("Somebody else asks them")
    ada.screenshot("feedback-waits")


def says_how_it_was(mona, case):
    mona.goes_to("/today/").sees("Ask how support was").goes_to(f"{case}/feedback/")
    mona.chooses("What came of it?", "They told us").chooses("Did support help?", "In part")
    mona.fills("In their words", "An evening hour would have been good.").screenshot("feedback")
    mona.presses("Save what they said").sees("What they said", "An evening hour")
    mona.screenshot("feedback-told")


def comes_back(mona, case):
    mona.goes_to(f"{case}/")
    with mona.within("Nothing more is planned"):
        mona.follows("Take support up again")
    mona.sees("A new lock, and a neighbour who knows", "nothing need be told a second time")
    mona.chooses("What brings them back?", "Something new has happened")
    mona.fills("What has changed since support ended?", "He stood at the door again on Sunday.")
    mona.chooses("Who stands beside them?", "Ada Okafor, Northgate").screenshot("take-up-again")
    mona.presses("Take support up again").goes_to(f"{case}/endings/")
    mona.sees("A repeat", "He stood at the door", "A new lock").screenshot("endings")


def begins_anew(ada, case):
    ada.goes_to("/today/").sees("First contact", "Explain the limits of confidentiality again")
    ada.screenshot("today-of-who-comes-back").goes_to(f"{case}/").sees("Sam")
