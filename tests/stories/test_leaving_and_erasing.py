"""What ends: a window left open somewhere, a colleague's time here, and what was kept of Sam."""

from alongside.casework.cases.commands import allocate, end_support
from alongside.casework.cases.models import Case
from alongside.casework.keeping.models import Erasure


def test_a_window_is_ended_and_a_pin_opens_the_lock(visitor, as_ada, signed_in_client, ada):
    elsewhere = visitor(signed_in_client(ada)).goes_to("/today/")
    here = visitor(as_ada).goes_to("/account/windows/").sees("the one you are looking at")
    here.screenshot("windows").presses("Sign out there").sees("Set a PIN")
    elsewhere.goes_to("/today/").sees_title("Sign in")
    here.follows("Set a PIN").screenshot("pin")
    here.fills("PIN", "123456").presses("Set the PIN").sees("Your words are kept")
    here.fills("PIN", "274918").fills("Once more", "274918").presses("Set the PIN")
    here.sees("A PIN opens your lock here").presses("Lock this screen").sees_title("Locked")
    here.screenshot("locked-pin").fills("PIN", "111111").presses("Unlock").sees("did not work")
    here.fills("PIN", "274918").presses("Unlock").sees_title("Where you are signed in")


def test_ben_leaves_in_one_act_and_maja_looks_after_it(
    visitor, as_otto, as_maja, ben, maja, mona, sam, sams_case, eastside
):
    allocate(sams_case, worker=ben, by=mona)
    otto = visitor(as_otto).goes_to("/staff/").opens("Help, or end access of Ben Castle")
    otto.screenshot("staff-opened").follows("End access of Ben").screenshot("end-access")
    otto.presses("End access").sees("can no longer sign in", "Access ended")
    lead = visitor(as_maja).goes_to("/today/").sees("Ben Castle has left")
    lead.screenshot("today-somebody-left").follows("Find others for the cases")
    lead.sees("Opened in the last 90 days").screenshot("leaving")
    lead.presses("Save what you found").sees("Choose what you found")
    lead.chooses("What did you find?", "Each opening had its reason")
    lead.presses("Save what you found").sees("Noted what you found").sees_not("has left")


def test_a_hold_keeps_everything_until_two_lift_it_and_then_sam_is_erased(
    visitor, as_ada, as_mona, as_maja, ada, mona, maja, sams_case
):
    for worker in (mona, maja):
        allocate(sams_case, worker=worker, by=mona)
    end_support(sams_case, reason="other", outcome="not_asked", summary="", by=ada)
    case = f"/cases/{sams_case.pk}"
    worker, senior, lead = visitor(as_ada), visitor(as_mona), visitor(as_maja)
    worker.goes_to(f"{case}/holds/").sees("No hold stands").presses("Hold everything")
    worker.sees("Choose why it must be kept").chooses("Why must everything be kept?", "Complaint")
    worker.screenshot("holds").presses("Hold everything").sees("On hold", "until two people")
    lead.goes_to(f"{case}/person/").follows("Erase what we keep about Sam")
    lead.sees("A hold stands on this person").sees_not("Order the erasure")
    lead.screenshot("erase-on-hold")
    senior.goes_to(f"{case}/erase/").sees("Maja Lindqvist").screenshot("erase-who-orders")
    senior.goes_to(f"{case}/holds/").presses("Ask to lift it").sees("Lifting asked by Mona")
    senior.screenshot("holds-asked")
    lead.goes_to(f"{case}/holds/").presses("Agree to lift it").sees("The hold is lifted")
    lead.goes_to(f"{case}/erase/").chooses("What is to be erased?", "The person, with every case")
    lead.chooses("Why?", "They asked for it").screenshot("erase")
    lead.presses("Order the erasure").sees("It waits for a second person").screenshot("ordered")
    senior.goes_to("/today/").sees("Sam").goes_to(f"{case}/erase/").screenshot("erase-agree")
    senior.presses("Agree: erase it for good now").sees("Erased")
    assert Case.objects.get(pk=sams_case.pk) and Erasure.objects.get().completed_at
    lead.goes_to("/erasures/").sees("Erased on").screenshot("erasures").follows("Certificate")
    lead.sees("Mona Farrell", sams_case.code).sees_not("Samira").screenshot("certificate")
    worker.goes_to(f"{case}/", status=410).sees("erased on purpose").screenshot("erased")
