"""What a test wants of AWS's calls: that some go wrong, and how many there were.

Only calls of roles go wrong, so that a test can look at what is left meanwhile:
the administrator of the test world signs with the key "testing".
"""

import json
import re
import threading
import time
from collections import Counter
from urllib.parse import parse_qs

ADMINISTRATOR = "testing"

lock = threading.Lock()
calls = {"administrator": Counter(), "roles": Counter()}
# id -> {"action": "ssm:PutParameter", "skip": so many calls are let through first, "times": so many are hit then (0: all),
# "code": the error's, "status": HTTP's, "delaySeconds": before the call is served, "hits": …, "seen": …}
active: dict = {}
last_id = 0


def caller_and_action(environ: dict, body: bytes) -> tuple:
    """For example ("roles", "ssm:PutParameter"); for services that name no action, "s3:GET"."""
    credential = re.search(r"Credential=([^/]+)/\d+/[^/]+/([^/]+)/aws4_request", environ.get("HTTP_AUTHORIZATION", ""))
    key, service = credential.groups() if credential else ("", "unsigned")
    target = environ.get("HTTP_X_AMZ_TARGET")
    form = parse_qs(body.decode(errors="replace")) if "form-urlencoded" in environ.get("CONTENT_TYPE", "") else {}
    action = target.split(".")[-1] if target else form.get("Action", [environ["REQUEST_METHOD"]])[0]
    return ("administrator" if key == ADMINISTRATOR else "roles"), f"{service}:{action}"


def count(environ: dict, body: bytes):
    """Counts a call; answers the fault that hits it, if one does."""
    caller, action = caller_and_action(environ, body)
    with lock:
        calls[caller][action] += 1
        if caller == "administrator":
            return None
        for fault in active.values():
            if fault["action"] != action:
                continue
            fault["seen"] += 1
            if fault["seen"] <= fault.get("skip", 0) or 0 < fault.get("times", 0) <= fault["hits"]:
                continue
            fault["hits"] += 1
            return fault
    return None


def refusal(fault: dict, environ: dict) -> tuple:
    """An error as the JSON and the query protocols have it: status, content type and body."""
    code, status = fault["code"], fault.get("status", 400)
    reason = {400: "Bad Request", 429: "Too Many Requests"}.get(status, "Internal Server Error")
    message = "the test says so"
    if environ.get("HTTP_X_AMZ_TARGET"):
        return f"{status} {reason}", "application/x-amz-json-1.1", json.dumps({"__type": code, "message": message})
    error = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    return f"{status} {reason}", "text/xml", f"<ErrorResponse>{error}</ErrorResponse>"


def delay(fault: dict) -> None:
    time.sleep(fault.get("delaySeconds", 0))


def add(question: dict) -> dict:
    global last_id
    with lock:
        last_id += 1
        active[last_id] = {**question, "hits": 0, "seen": 0}
        return {"id": last_id}


def hits(question: dict) -> dict:
    with lock:
        return {"hits": active[question["id"]]["hits"]}


def lift(question: dict) -> dict:
    with lock:
        return {"hits": active.pop(question["id"])["hits"]}


def counters(_: dict) -> dict:
    with lock:
        return {caller: dict(counted) for caller, counted in calls.items()}


ENDPOINTS = {"faults/add": add, "faults/hits": hits, "faults/lift": lift, "counters": counters}
