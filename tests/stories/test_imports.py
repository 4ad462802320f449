"""A partner's spreadsheet arrives with two rows wrong; they are mended, and everybody is taken."""

from datetime import date

from alongside.foundation.imports.tests.sheets import sheet
from alongside.foundation.jobs.worker import Worker

HEADINGS = ("Crime ref", "First name", "Surname", "DOB", "Mobile", "Risk", "Summary")
ROWS = [
    ("NG-1", "Samira", "Haddad", date(1992, 3, 8), "07700 900142", "HIGH", "Threats by phone."),
    ("NG-2", "Alex", "Stone", "03/04/1988", "07700 900143", "Standard", "A burglary."),
    ("NG-3", "Joan", "Field", "31/02/1971", "", "amber", "A theft in the street."),
    (None, "Irina", "Novak", "03/05/1980", "", "", "Damage to the door."),
]


def brings(walk, path, feed=None):
    walk.goes_to("/imports/new/")
    walk.page.get_by_label("The file").set_input_files(path)
    if feed:
        walk.fills("Name of the partner or system", feed)
    else:
        walk.chooses("Whose file is it?", "Northgate Police")
    return walk.presses("Look at the file")


def works_off():
    worker = Worker()
    assert worker.work_once()
    while worker.work_once():
        pass


def test_a_spreadsheet_two_rows_wrong_mended_and_taken(visitor, as_mona, tmp_path):
    file = tmp_path / "november.xlsx"
    file.write_bytes(sheet(HEADINGS, *ROWS))
    mona = visitor(as_mona).goes_to("/imports/").sees("No file yet").screenshot("imports-empty")
    mona.follows("Take in a file").screenshot("imports-new").presses("Look at the file")
    mona.sees("Fill in: The file", "Say whose file this is")
    brings(mona, file, "Northgate Police").sees("4 rows from Northgate Police", "…142")
    mona.sees_not("900142").presses("Show how it would be taken").sees("how they come to us")
    mona.chooses("How do they come to us?", "Police").screenshot("imports-columns")
    mona.presses("Show how it would be taken").sees("What the file leaves open", "may be either")
    mona.chooses("How are the days in “DOB” written?", "Day, month, year: 25/12/2026")
    mona.chooses("What does “amber” in “Risk” mean?", "Raised").screenshot("imports-questions")
    mona.presses("Show how it would be taken").sees("Nothing is taken yet", "8 March 1992")
    mona.sees("1 × “Born” is not a day", "1 × no reference", "High").sees_not("900142")
    mona.screenshot("imports-preview").presses("Take them in").sees("0 of 4 rows so far")
    mona.screenshot("imports-progress")
    works_off()
    mona.follows("Look again").sees("2 rows are to be mended")
    mona.screenshot("imports-result")
    back = mona.downloads("Get the rows to mend").decode("utf-8-sig")
    assert "no reference" in back and "Samira" not in back
    mended = tmp_path / "rows-to-mend.csv"
    mended.write_text(
        back.replace("31/02", "28/02").replace("\n,Irina", "\nNG-4,Irina"), "utf-8-sig"
    )
    brings(mona, mended).sees("New, to be taken").sees_not("Why rows would come back")
    mona.presses("Take them in")
    works_off()
    mona.follows("Look again").sees("The file is destroyed").follows("To triage")
    mona.sees("4 waiting", "Samira", "Alex", "Joan", "Irina")
    mona.goes_to("/imports/").sees("Northgate Police").screenshot("imports-list")


def test_a_file_that_is_no_table_is_refused_in_words(visitor, as_mona, tmp_path):
    file = tmp_path / "poster.xlsx"
    file.write_bytes(b"%PDF-1.7 not a spreadsheet")
    mona = visitor(as_mona)
    brings(mona, file, "Northgate Police").sees("poster.xlsx is no table")
