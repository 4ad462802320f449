"""The door for machines: a token and no cookie, one method, and one answer whatever is known."""

import json
import re
import time

from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from alongside.exchange import limits
from alongside.exchange.commands import SentOtherwise, take
from alongside.exchange.protocol.document import ONCE, document
from alongside.exchange.protocol.fields import faults_in
from alongside.exchange.protocol.problems import problem
from alongside.exchange.queries import key_for
from alongside.foundation.access.doors import open_to_all
from alongside.foundation.accounts.commands import the_operator
from alongside.foundation.room import NoRoom

LATER = {"Retry-After": str(limits.WHILE)}


@csrf_exempt  # a browser's cookie opens nothing here: only a token does, and no page carries one
@open_to_all
def referrals(request):
    """202 for whatever fits; the faults of what does not, without a word of it."""
    if request.method != "POST":
        return problem(405, Allow="POST")
    if limits.too_many_guesses(request):
        return problem(429, **LATER)
    key = key_for(request.headers.get("Authorization", ""))
    if key is None:
        limits.too_many_guesses(request, failed=True)
        return problem(401, **{"WWW-Authenticate": "Bearer"})
    if limits.too_many_from(key.pk):
        return problem(429, **LATER)
    return _taken(request, key)


def _taken(request, key):
    if int(request.META.get("CONTENT_LENGTH") or 0) > limits.LARGEST:
        return problem(413)
    if request.content_type != "application/json":
        return problem(415)
    try:
        sent = _read(request.body)
    except (ValueError, RecursionError):  # also no UTF-8, and brackets without end
        return problem(400)
    faults = faults_in(sent)
    once = request.headers.get("Idempotency-Key", "")
    if not (ONCE["minLength"] <= len(once) <= ONCE["maxLength"] and re.fullmatch("[!-~]+", once)):
        faults.append(("", "no_idempotency_key"))
    if faults:
        return problem(422, faults)
    began = time.monotonic()
    try:  # by the command line: it is behind no wall, and on no page of staff
        receipt = take(key, sent, key_of_sending=once, body=request.body, by=the_operator())
        wait_for_the_beat(began)
    except SentOtherwise:
        return problem(422, [("", "idempotency_key_used")])
    except NoRoom:
        return problem(503, **LATER)
    return JsonResponse({"id": str(receipt.pk), "status": "received"}, status=202)


def wait_for_the_beat(began: float) -> None:
    """A wall that somebody new comes to stand behind is written down as well, which takes longer:
    so what was taken is answered a whole number of beats after it came."""
    time.sleep(limits.BEAT - (time.monotonic() - began) % limits.BEAT)


def _read(body):
    return json.loads(body.decode("utf-8"), object_pairs_hook=_each_once, parse_constant=_refuse)


def _each_once(pairs):
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)


def _refuse(constant):
    raise ValueError(constant)


@open_to_all
def openapi(request):
    """What may be sent, for whoever writes the other side."""
    return JsonResponse(document(reverse("exchange:referrals")))
