"""Logs for the machine's keeper: what was asked by its route's name, never whose page it was."""

import logging
import sys
import time

import structlog


def configure() -> None:
    """One line of JSON for each event, on standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            _only_the_kind_of_error,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = _ToStructlog()
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def _only_the_kind_of_error(logger, name, event):
    # A traceback or a message can quote what somebody wrote; its kind and place cannot.
    if (error := event.pop("error", None)) is not None:
        event["error"] = type(error).__name__
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        event["where"] = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else ""
    return event


class _ToStructlog(logging.Handler):
    def emit(self, record):
        error = record.exc_info[1] if record.exc_info else None
        details = {"error": error} if error else {}
        structlog.get_logger().warning(f"{record.name}: {record.levelname.lower()}", **details)


class RequestLog:
    """Method, route, status and time of each request; no path, no query, no address."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.log = structlog.get_logger()

    def __call__(self, request):
        start = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        self.log.info(
            "request",
            method=request.method,
            route=match.view_name if match else "",
            status=response.status_code,
            ms=round((time.perf_counter() - start) * 1000),
        )
        return response
