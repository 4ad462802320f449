"""What a machine is answered when something is wrong: problem details, which quote nothing."""

from django.http import JsonResponse

TITLES = {
    400: "This is no JSON.",
    401: "This token opens nothing.",
    405: "Only POST is answered here.",
    413: "This is larger than one referral may be.",
    415: "Send application/json in UTF-8.",
    422: "Something in it does not fit. Nothing was taken.",
    429: "Too many at once. Try again later.",
    503: "Nothing can be kept at present. Try again later.",
}


def problem(
    status: int, faults: list[tuple[str, str]] | None = None, **headers: str
) -> JsonResponse:
    """By RFC 9457; each fault is a pointer into what was sent, and a code."""
    said = {"type": "about:blank", "title": TITLES[status], "status": status}
    if faults:
        said["errors"] = [{"pointer": where, "code": code} for where, code in faults]
    return JsonResponse(
        said, status=status, content_type="application/problem+json", headers=headers
    )
