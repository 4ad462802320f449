"""What the pages about files show."""

from alongside.casework.intake.feeds.commands import TAKE_IN
from alongside.casework.intake.feeds.pages import KIND
from alongside.casework.intake.feeds.plans import Plan, Question, questions
from alongside.foundation.accounts.models import User
from alongside.foundation.imports.contents import columns_of
from alongside.foundation.imports.models import Feed, Upload
from alongside.foundation.jobs.models import Job
from alongside.foundation.ui.paging import Page, page_of


def uploads_of(user: User, *, after: str | None) -> Page:
    """Her own files, the latest first."""
    mine = Upload.objects.filter(owner=user, kind=KIND).defer("columns", "plan", "name")
    return page_of(mine, by=["-at"], after=after)


def feeds_known() -> list[str]:
    """Whose files came before."""
    return list(Feed.objects.filter(kind=KIND).values_list("name", flat=True))


def remembered(feed: str) -> Plan | None:
    """What the columns of this feed meant the last time."""
    known = Feed.objects.filter(kind=KIND, name=feed).first()
    return Plan.kept(known.plan) if known else None


def plan_of(upload: Upload) -> Plan | None:
    """What was said of this file, or else of the last one of its feed."""
    return Plan.kept(upload.plan) if upload.plan else remembered(upload.feed)


def still_asked(upload: Upload) -> list[Question]:
    """Empty once the file can be taken."""
    return questions(Plan.kept(upload.plan), columns_of(upload)) if upload.plan else []


def stands_still(upload: Upload) -> bool:
    """Begun, and nobody is at it or will be: the work was given up."""
    work = Job.objects.filter(kind=TAKE_IN, ids__upload=str(upload.pk), given_up_at=None)
    return not work.exists()
