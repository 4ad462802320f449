"""Otto invites Vera, helps Ada who lost her phone, and lets Ben go."""


def test_otto_keeps_the_list_of_staff(visitor, as_otto, ada, ben):
    otto = visitor(as_otto)
    otto.goes_to("/staff/").sees_title("Staff").screenshot("staff")
    otto.follows("Invite somebody").presses("Make the link").sees("Your words are kept")
    otto.fills("Name", "Vera Lind").fills("Work e-mail address", "vera@example.org")
    otto.chooses("Role", "Volunteer").chooses("Team", "Northgate").presses("Make the link")
    otto.sees_title("Hand over this link").screenshot("invitation-link")
    assert "/invitation/" in otto.value_of("The link")
    otto.follows("Back to staff").sees("Vera Lind", "Invited")

    otto.opens("Help, or end access of Ada").follows("Reset the second step of Ada Okafor")
    otto.fills("How did you make sure", "Came by with her badge").presses("Reset the second step")
    otto.sees("sets up a new second step at the next sign-in")
    otto.opens("Help, or end access of Ben").follows("End access of Ben Castle").presses(
        "End access"
    ).sees("Access ended")
    otto.follows("Let back in Ben Castle").presses("Make a new link").sees_title("Hand over")
