"""Listens to everything a page asks for and complains about."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response


class Watch:
    """What has happened in one page since it was last asked."""

    def __init__(self, page: Page, base: str):
        self.base = base
        self.page = page
        self.document: Response | None = None
        self.complaints: list[str] = []
        self.expected_status = 200
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def new_document(self) -> Response | None:
        """The page that has arrived since the last call, if one has."""
        found, self.document = self.document, None
        return found

    def new_complaints(self) -> list[str]:
        """What went wrong since the last call."""
        found, self.complaints = self.complaints, []
        return found

    def _said(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        expected = message.text.startswith("Failed to load resource") and self.expected_status
        if not (expected and f"status of {self.expected_status} " in message.text):
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:", "about:", "chrome-error:")):
            self.complaints.append(f"asked somebody else: {request.url}")

    def _failed(self, request: Request) -> None:
        # A download or a page left early ends its request without having failed.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} ({request.failure})")

    def _answered(self, response: Response) -> None:
        request = response.request
        if not self._is_page(request):
            if response.status >= 400:
                self.complaints.append(f"status {response.status}: {response.url}")
        elif not 300 <= response.status < 400:
            self.document = response

    def _is_page(self, request: Request) -> bool:
        return request.is_navigation_request() and request.frame == self.page.main_frame
