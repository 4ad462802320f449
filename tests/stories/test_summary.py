"""The quarter is over: whoever leads reads the numbers, follows one, and passes a file on."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

from openpyxl import load_workbook

from alongside.casework.intake.commands import Arrival, accept_referral, receive_referral
from alongside.casework.support.commands import log_contact
from alongside.foundation.clock import stand_at, today
from alongside.organisation.workforce.commands import add_programme

LONDON = ZoneInfo("Europe/London")
IN_JULY = datetime(2026, 7, 6, 10, 0, tzinfo=LONDON)
IN_OCTOBER = datetime(2026, 10, 5, 10, 20, tzinfo=LONDON)


def a_summer(ada, mona, operator):
    """Six burglaries and one hate crime; all but one were reached."""
    homes = add_programme("Safe homes", by=operator)
    cases = []
    for n in range(7):
        said = {"crime": "burglary" if n else "hate_crime", "source": "police"}
        arrival = Arrival({"known_as": "Sam"}, [], {**said, "danger": "standard"})
        referral = receive_referral(arrival, by=mona)
        paid = {"worker": ada, "programme": homes, "stream": None, "client_kind": "harmed"}
        cases.append(accept_referral(referral, **paid, by=mona))
        spoke = {"on": today(), "channel": "phone", "minutes": 20}
        log_contact(cases[-1], reached="yes" if n else "no_answer", **spoke, by=ada)
    return cases


def test_a_number_leads_to_its_cases_and_a_file_tells_no_small_one(
    visitor, signed_in_client, ada, mona, maja, northgate, operator
):
    with stand_at(IN_JULY):
        not_reached = a_summer(ada, mona, operator)[0]
    with stand_at(IN_OCTOBER):
        senior = visitor(signed_in_client(mona))
        senior.goes_to("/summary/?period=2026-Q3").sees_title("July to September 2026")
        senior.sees("Referrals received: 7", "People supported: 6").screenshot("summary")
        if not senior.screen.scripts:  # on a phone the tables are folded
            senior.opens("Show the numbers Contacts").screenshot("summary-opened")
        with senior.within("Contacts by whom they reached"), senior.within("No answer"):
            senior.follows("1")
        senior.sees(not_reached.code, "as far as they are open to you").screenshot("behind")
        senior.follows("Back to the summary").sees_title("July to September 2026")
        senior.chooses("Programme", "Safe homes").presses("Show").sees("Programme: Safe homes.")

        lead = visitor(signed_in_client(maja))
        lead.goes_to("/summary/?period=2026-Q3").sees("To pass on").screenshot("to-pass-on")
        book = load_workbook(io.BytesIO(lead.downloads("Save as Excel")))
        told = {str(cell) for sheet in book for row in sheet.values for cell in row if cell}
        assert "fewer than 5" in told and not {"1", "2", "3", "4"} & told
        lead.goes_to("/summary/?period=2026-07").presses("Save as CSV")
        lead.sees("A file has left already for July to September 2026").screenshot("overlapping")
        lead.presses("Ask to take it back").sees("Asked. The file stands").screenshot("asked")
        senior.goes_to("/summary/?period=2026-Q3").sees("May these files").screenshot("agreeing")
        senior.presses("Agree to take it back").sees("Taken back.")
