"""Refusals in Google's own words."""

PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove "
    "protection if you need to edit."
)
TOO_MANY_CELLS = (
    "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
)
TOO_LONG = "Your input contains more than the maximum of 50000 characters in a single cell."
STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


class Problem(Exception):
    """An answer that is not 200: its code and its whole body."""

    def __init__(self, code, body):
        super().__init__(body.get("error"))
        self.code = code
        self.body = body


def sheets(code, message, status=None, details=None):
    error = {"code": code, "message": message, "status": status or STATUS[code]}
    if details:
        error["details"] = details
    return Problem(code, {"error": error})


def drive(code, reason, message, domain="global"):
    one = {"message": message, "domain": domain, "reason": reason}
    return Problem(code, {"error": {"code": code, "message": message, "errors": [one]}})


class Invalid(Exception):
    """A request in a batch that is refused; the batch says which one it was."""

    def __init__(self, message, *, bare=False):
        super().__init__(message)
        self.bare = bare


def missing():
    return sheets(404, "Requested entity was not found.")


def forbidden():
    return sheets(403, "The caller does not have permission")


def office_file():
    return sheets(
        400,
        "This operation is not supported for this document. The document must not be an Office file.",
        "FAILED_PRECONDITION",
    )


def unauthenticated():
    return sheets(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or "
        "other valid authentication credential. See "
        "https://developers.google.com/identity/sign-in/web/devconsole-project.",
    )


def unregistered():
    return sheets(
        403,
        "Method doesn't allow unregistered callers (callers without established identity). Please use API "
        "Key or other form of API consumer identity to call this API.",
    )


def over_quota(kind):
    metric = f"{kind} requests"
    limit = f"{kind} requests per minute per user"
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "service": "sheets.googleapis.com",
            "consumer": "projects/1234567890",
            "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
            "quota_limit": f"{kind}RequestsPerMinutePerUser",
            "quota_limit_value": "60",
            "quota_location": "global",
        },
    }
    link = {
        "@type": "type.googleapis.com/google.rpc.Help",
        "links": [
            {
                "description": "Request a higher quota limit.",
                "url": "https://cloud.google.com/docs/quotas/help/request_increase",
            }
        ],
    }
    message = (
        f"Quota exceeded for quota metric '{metric}' and limit '{limit}' of service 'sheets.googleapis.com' "
        "for consumer 'project_number:1234567890'."
    )
    return sheets(429, message, details=[info, link])


def unavailable():
    return sheets(503, "The service is currently unavailable.")


def internal():
    return sheets(500, "Internal error encountered.")


def owns_nothing():
    message = "The user's Drive storage quota has been exceeded."
    return drive(403, "storageQuotaExceeded", message, "usageLimits")


def unknown_name(name, place):
    message = f"Invalid JSON payload received. Unknown name \"{name}\" at '{place}': Cannot find field."
    violation = {"field": place, "description": message}
    details = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}]
    return sheets(400, message, details=details)
