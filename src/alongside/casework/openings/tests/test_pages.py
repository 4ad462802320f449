"""The pages about openings, as Ada, Mona, Maja and the officer meet them."""

from django.urls import reverse

from alongside.casework.openings.commands import say_why
from alongside.casework.openings.models import Alert
from alongside.casework.walls.commands import open_in_emergency
from alongside.foundation.accounts.commands import add_user
from alongside.foundation.audit.trail import note


def test_the_pages_read_well(
    visitor, as_ada, as_mona, as_maja, ada, ben, cases, counted, five_an_hour,
    operator, signed_in_client,
):  # fmt: skip
    open_in_emergency(cases[0], reason="She rang.", by=ben)
    for who, opened in ((ada, cases), (ben, cases[:1])):
        for case in opened:
            note("visited.case_read", subject=case, by=who)
    counted()
    alert = Alert.objects.get()
    page, opened = (
        reverse("openings:alert", args=[alert.pk]),
        reverse("openings:file", args=[cases[0].pk]),
    )
    her = visitor(as_ada).goes_to("/today/").sees("You opened 7 files in an hour")
    her.goes_to(page).sees("In your role up to 5 are expected").screenshot("openings-mine")
    her.goes_to(opened).sees("these are yours").screenshot("openings-own")
    say_why(alert, said="Going through my cases before supervision.", by=ada)
    lead = visitor(as_mona).goes_to("/today/").sees("Ada Okafor read more than usual")
    lead.screenshot("openings-today")
    lead.goes_to(page).sees("before supervision").screenshot("openings-look")
    lead.goes_to(opened).sees("In an emergency").screenshot("openings-file")
    visitor(as_maja).goes_to(reverse("openings:budgets")).sees("Duty worker").screenshot("budgets")
    officer = {"email": "dee@example.org", "name": "Dee Amis", "role": "data_protection_officer"}
    dee = visitor(signed_in_client(add_user(**officer, by=operator)))
    dee.goes_to(reverse("openings:by-reference"))
    dee.page.get_by_label("Case reference").fill(cases[0].code)
    dee.page.get_by_role("button", name="Show who opened it").click()
    dee.sees("Ben Castle").screenshot("openings-by-reference")
