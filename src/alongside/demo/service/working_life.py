"""What goes on in the house beside the cases: absences, nights, calls, visits, incidents."""

from datetime import date, time, timedelta
from functools import partial

from alongside.casework.desk.cover.commands import come_back, keep_cover, mark_away
from alongside.casework.desk.incidents.commands import add_step, tell_incident
from alongside.casework.desk.lone.commands import check_in, check_out
from alongside.casework.desk.oncall.commands import log_night, take_into_day
from alongside.casework.intake.calls.commands import forget_calls, take_call
from alongside.demo.house import Away, House
from alongside.demo.stories import read_service
from alongside.demo.wording import cast_of, filled, sentence
from alongside.foundation.accounts.commands import the_operator
from alongside.foundation.clock import now, today
from alongside.foundation.packs.calendar import add_working_days, is_working_day
from alongside.organisation.workforce.rota.commands import put_on_rota
from alongside.organisation.workforce.strengths.commands import tell_strengths

ONE_DAY = timedelta(days=1)
ROTA_BACK, ROTA_AHEAD = 60, 14
EARLY, MORNING, DUSK = time(8, 0), time(8, 50), time(17, 30)
HOLIDAYS, SICK = 4, 2  # in a year, for each of those who see people
NIGHTS, CALLS, VISITS = 0.25, 0.75, 0.3  # a day


def plan_the_house(house: House, start: date) -> None:
    """Everything that is known of the days from the first to this one."""
    house.time.put(start, MORNING, partial(_say_strengths, house))
    for worker in house.seeing_people:
        _plan_absences(house, worker, start)
    day = start + ONE_DAY
    while day <= house.present_day:
        _plan_day(house, day)
        day += ONE_DAY
    for incident in read_service("house")["incidents"]:
        if (on := house.days_ago(incident["days"])) > start:
            house.time.put(add_working_days(on, 0), time(15, 10), partial(_tell, house, incident))
    for back in range(-ROTA_AHEAD, ROTA_BACK):
        on = house.days_ago(back)
        known = min(on - timedelta(14), house.present_day - ONE_DAY)
        house.time.put(known, time(10, 0), partial(_put_on_rota, house, on))


def _say_strengths(house):
    for code, told in read_service("house")["strengths"].items():
        user = house.staff[code]
        tell_strengths(user, languages=told["languages"], crimes=told["crimes"], by=user)


# Absences


def _plan_absences(house, worker, start):
    """Holidays are known three weeks before, sickness at eight in the morning."""
    years = max(1, round((house.present_day - start).days / 365))
    for n in range(years * (HOLIDAYS + SICK)):
        sick = n % (HOLIDAYS + SICK) >= HOLIDAYS
        days = house.chance.randint(1, 4) if sick else house.chance.choice((4, 6, 11, 15))
        first = start + timedelta(days=house.chance.randrange(20, (house.present_day - start).days))
        _plan_one(house, worker, add_working_days(first, 0), days, sick)


def _plan_one(house, worker, first, days, sick):
    last = first + timedelta(days=days - 1)
    team = [one for one in house.team_of(worker) if one != worker]
    cover = house.chance.choice(team)
    taken = [away for away in house.absences if away.meets(first, last)]
    busy = {one.pk for away in taken for one in (away.user, away.cover)}
    if last > house.present_day - timedelta(7) or {worker.pk, cover.pk} & busy:
        return
    away = Away(worker, cover, first, last)
    house.absences.append(away)
    marked = first if sick else max(first - timedelta(21), house.days_ago(10_000))
    house.time.put(marked, time(7, 40), partial(_mark, house, away))
    house.time.put(first, EARLY, partial(_keep, away))
    house.time.put(last + ONE_DAY, EARLY, partial(_come_back, away))


def _mark(house, away):
    lead = house.who_leads(away.user)
    days = {"first": away.first, "last": away.last}
    away.row = mark_away(away.user, cover=away.cover, by=lead, **days)


def _keep(away):
    if away.row:
        keep_cover(away.row, by=the_operator())


def _come_back(away):
    if away.row:
        come_back(away.row, by=the_operator())


# A day and its night


def _plan_day(house, day):
    if is_working_day(day):
        if house.chance.random() < CALLS:
            at = time(house.chance.randrange(9, 17), house.chance.randrange(60))
            house.time.put(day, at, partial(_take_call, house))
        if house.chance.random() < VISITS:
            at = time(house.chance.randrange(9, 15), house.chance.choice((0, 15, 30)))
            house.time.put(day, at, partial(_visit, house))
    if day.weekday() == 0:
        house.time.put(day, time(7, 30), partial(forget_calls, by=the_operator()))
    if house.chance.random() < NIGHTS:
        at = time(house.chance.choice((18, 19, 20, 21, 22, 23)), house.chance.randrange(60))
        house.time.put(day, at, partial(_night, house))


def _take_call(house):
    told = read_service("house")
    call = house.chance.choice(told["calls"])
    to = house.chance.choice(told["signposts"])
    least, most = call["minutes"]
    notes = call["notes"].format(to=to, them_self="the caller’s own sake")
    minutes = house.chance.randint(least, most)
    take_call(kind=call["kind"], notes=sentence(notes), minutes=minutes, by=house.staff["hamid"])


def _visit(house):
    """Somebody works alone somewhere and comes back in time."""
    here = [one for one in house.seeing_people if not house.is_away(one)]
    if len(here) < 2:
        return
    worker, colleague = house.chance.sample(here, 2)
    place = filled(house.chance.choice(read_service("house")["visits"]), _cast(house), house.chance)
    until = now() + timedelta(minutes=house.chance.choice((60, 90, 120)))
    visit = check_in(place=sentence(place), until=until, colleague=colleague, by=worker)
    back = until - timedelta(minutes=house.chance.randrange(3, 40))
    house.time.put(back.date(), back.time(), partial(check_out, visit, by=worker))


def _night(house):
    """A line of the log, and somebody who takes it on in the morning."""
    entry = _rarest(house)
    by = house.staff[read_service("house")["duty"][today().weekday()]]
    case, cast = None, _cast(house)
    if entry.get("case"):
        courses = [one for one in house.courses if one.is_open and not one.case.sensitive]
        if entry.get("close"):
            close = read_service("wording")["groups"]["close"]
            courses = [one for one in courses if one.crime in close]
        if not courses:
            return
        course = house.chance.choice(courses)
        case, cast = course.case, course.cast
    words = sentence(filled(entry["words"], cast, house.chance, hour=f"{now():%-H:%M}"))
    line = log_night(kind=entry["kind"], words=words, at=now(), case=case, by=by)
    lead = course.lead if case else house.staff["mona"]
    house.time.put(add_working_days(today(), 1), MORNING, partial(take_into_day, line, by=lead))


def _rarest(house):
    """One of those lines that came least often so far."""
    entries = read_service("house")["nights"]
    fewest = min(house.nights[entry["words"]] for entry in entries)
    entry = house.chance.choice([one for one in entries if house.nights[one["words"]] == fewest])
    house.nights[entry["words"]] += 1
    return entry


def _put_on_rota(house, on):
    user = house.staff[read_service("house")["duty"][on.weekday()]]
    put_on_rota(user, on=on, begins=DUSK, ends=time(8, 30), by=house.staff["maja"])


def _tell(house, told):
    more = {"about": house.staff[told["about"]]} if "about" in told else {}
    by = house.staff[told["by"]]
    incident = tell_incident(kind=told["kind"], on=today(), words=told["words"], by=by, **more)
    for n, step in enumerate(told["steps"]):
        kind, _colon, words = step.partition(": ")
        deed = partial(_step, house, incident, kind, words)
        house.time.put(add_working_days(today(), n), time(16, 20 + n), deed)


def _step(house, incident, kind, words):
    add_step(incident, kind=kind, words=words, by=house.staff["maja"])


def _cast(house):
    return cast_of({"known_as": "Somebody"}, house.chance)
