"""The pages of the house, and one form that keeps drafts."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from alongside.foundation.accounts.drafts import drafted, restored


@drafted
def form(request):
    if request.method == "POST" and request.POST.get("note") != "unfit":
        return redirect("home")
    words, _ = restored(request)
    return HttpResponse(f"note: {(words or {}).get('note')}")


urlpatterns = [path("form/", form), path("", include("alongside.config.urls"))]
