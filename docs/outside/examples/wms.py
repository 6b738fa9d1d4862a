#!/usr/bin/env python3
"""A WMS for Huiliu, over HTTP: takes tasks to inspect, put away, reserve, repair and pick as signed webhooks, and sends what came of them as signed events.

Written from docs/outside-systems.md and docs/outside/wms.md alone, with Python's standard library. Everything comes from the environment:

  HUILIU_URL        where Huiliu's gateway is, as http://127.0.0.1:7100
  HUILIU_SECRET     whsec_…: Huiliu signs with it what it sends to us (several, separated by commas, while it is changed)
  HUILIU_SENDER_SECRET  whsec_…: we sign with it what we send
  PORT              where we take tasks (8000)
  BOOK              file in which tasks and reports are kept (wms.sqlite)
"""

import base64
import hashlib
import hmac
import json
import os
import signal
import sqlite3
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TYPES = "huiliu.integration.v1."
SOURCE = "urn:example:wms-python"
TOLERANCE_SECONDS = 300
BODY_LIMIT = 1_000_000

lock = threading.Lock()
work = threading.Event()
stopping = threading.Event()


def key(secret):
    return base64.b64decode(secret.strip().removeprefix("whsec_"))


def signature(secret, message_id, timestamp, body):
    content = message_id.encode() + b"." + timestamp.encode() + b"." + body
    return "v1," + base64.b64encode(hmac.new(key(secret), content, hashlib.sha256).digest()).decode()


def is_signed(headers, body, secrets):
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not message_id or not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    right = [signature(secret, message_id, timestamp, body) for secret in secrets]
    given = headers.get("webhook-signature", "").split(" ")
    return any([hmac.compare_digest(one, other) for one in given for other in right])


class Book:
    """What we were told and what we have to say, kept before either is acknowledged."""

    def __init__(self, path):
        self.database = sqlite3.connect(path, check_same_thread=False)
        self.database.executescript(
            """CREATE TABLE IF NOT EXISTS heard (source TEXT, id TEXT, PRIMARY KEY (source, id));
               CREATE TABLE IF NOT EXISTS to_send (number INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0, refused TEXT);"""
        )

    def take(self, task):
        """The same event twice is one event: nothing is done the second time."""
        with lock, self.database:
            try:
                self.database.execute("INSERT INTO heard VALUES (?, ?)", (task["source"], task["id"]))
            except sqlite3.IntegrityError:
                return
            for event in answers_to(task):
                self.database.execute("INSERT OR IGNORE INTO to_send (id, body) VALUES (?, ?)", (event["id"], json.dumps(event)))

    def next(self):
        with lock:
            return self.database.execute("SELECT number, id, body FROM to_send WHERE sent = 0 AND refused IS NULL ORDER BY number LIMIT 1").fetchone()

    def sent(self, number):
        with lock, self.database:
            self.database.execute("UPDATE to_send SET sent = 1 WHERE number = ?", (number,))

    def refused(self, number, why):
        with lock, self.database:
            self.database.execute("UPDATE to_send SET refused = ? WHERE number = ?", (why, number))


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def finding(line, quantity, grade="GRADE_A", liability="LIABILITY_CUSTOMER"):
    return {"caseLineId": line["caseLineId"], "sku": line["sku"], "quantity": quantity, "grade": grade, "liability": liability}


def inspect(line):
    """A real one would have somebody look. What was said to be broken is; all else is as new."""
    if line.get("reason") in ("RETURN_REASON_DAMAGED", "RETURN_REASON_FAULTY"):
        return finding(line, line["expectedQuantity"], "GRADE_D", "LIABILITY_SUPPLIER")
    return finding(line, line["expectedQuantity"])


def reports_of(task):
    """One report per task, or two where there are several lines: they add up, and the last one is final."""
    findings = [inspect(line) for line in task["lines"]]
    parts = [findings] if len(findings) < 2 else [findings[:1], findings[1:]]
    for number, part in enumerate(parts, start=1):
        report_id = f"{task['taskId']}-{number}"
        yield f"report-{report_id}", {"reportId": report_id, "findings": part, "final": number == len(parts), "inspectedAt": now()}


def reserved(task):
    """A real one would look at its shelves, and set aside all or nothing."""
    yield f"reserved-{task['taskId']}", {"outcome": "RESERVATION_OUTCOME_RESERVED", "reportedAt": now()}


def picked(task):
    yield f"picked-{task['taskId']}", {"pickedAt": now(), "lines": task["lines"]}


def repaired(task):
    """A real one would have somebody try. All units of the task, or none; one answer, however often it is asked."""
    yield f"repair-{task['taskId']}", {"outcome": "REPAIR_OUTCOME_REPAIRED", "lines": task["lines"], "reportedAt": now()}


def put_away(task):
    """A real one would have somebody carry it there. The same answer each time that it is asked: who asks again has not heard it."""
    yield f"put-away-{task['taskId']}-{task['attempt']}", {"quantity": task["quantity"], "location": f"{task['toCondition'].upper()}-01", "putAwayAt": now()}


def stopped(stop):
    """Nothing has left here, so that everything can be stopped. One answer, however often it is asked."""
    said = {"orderId": stop["ref"]["orderId"], "stopId": stop["stopId"], "result": "STOP_RESULT_STOPPED", "trackingNumber": "", "carrierCode": "", "lines": []}
    yield f"stop-{stop['stopId']}", {**said, "answeredAt": now()}


# What we answer: the type of the answer, and what is in it beside the case and, where there is one, the task.
ANSWERS = {
    TYPES + "InspectionTaskIssued": (TYPES + "InspectionReported", reports_of),
    TYPES + "ReservationTaskIssued": (TYPES + "ReservationReported", reserved),
    TYPES + "PickingTaskIssued": (TYPES + "PickingReported", picked),
    TYPES + "RepairTaskIssued": (TYPES + "RepairReported", repaired),
    TYPES + "PutAwayTaskIssued": (TYPES + "PutAwayReported", put_away),
    TYPES + "OutboundStopRequested": (TYPES + "OutboundStopAnswered", stopped),
}


def answers_to(event):
    task = event["data"]
    answer_type, answer = ANSWERS[event["type"]]
    for event_id, said in answer(task):
        yield {
            "specversion": "1.0",
            "id": event_id,
            "source": SOURCE,
            "type": answer_type,
            "subject": event["subject"],
            "time": now(),
            "datacontenttype": "application/json",
            # So the case's trace goes on through us, and its chain of causes too.
            **({"traceparent": event["traceparent"]} if "traceparent" in event else {}),
            "hlcause": event["id"],
            "data": {"caseId": task["ref"]["caseId"], **({"taskId": task["taskId"]} if "taskId" in task else {}), **said},
        }


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        length = int(self.headers.get("content-length", "0"))
        if length > BODY_LIMIT:
            return self.answer(413)
        body = self.rfile.read(length)
        if not is_signed(self.headers, body, self.server.secrets):
            return self.answer(401)
        event = json.loads(body)
        if event["type"] in ANSWERS:
            self.server.book.take(event)
            work.set()
        # A type that we do not know is taken all the same: a newer Huiliu may say more than we need.
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def send(url, secret, event_id, body):
    """None: taken. A text: refused for good. Raises what is worth another try."""
    content, timestamp = body.encode(), str(int(time.time()))
    headers = {
        "content-type": "application/cloudevents+json",
        "webhook-id": event_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature(secret, event_id, timestamp, content),
    }
    try:
        with urllib.request.urlopen(urllib.request.Request(url, content, headers, method="POST"), timeout=15):
            return None
    except urllib.error.HTTPError as error:
        if error.code in (400, 403, 404, 415, 422):
            return error.read().decode()
        raise


def keep_sending(book, url, secret):
    """In the order in which they were found, each until it is taken."""
    pause = 0.5
    while not stopping.is_set():
        work.clear()
        found = book.next()
        if found is None:
            work.wait(1)
            continue
        number, event_id, body = found
        try:
            refusal = send(url, secret, event_id, body)
        except OSError as error:
            print(f"not sent, will try again: {error}", file=sys.stderr, flush=True)
            stopping.wait(pause)
            pause = min(60, pause * 2)
            continue
        pause = 0.5
        if refusal is None:
            book.sent(number)
        else:
            print(f"refused, a person has to look: {event_id}: {refusal}", file=sys.stderr, flush=True)
            book.refused(number, refusal)


def main():
    book = Book(os.environ.get("BOOK", "wms.sqlite"))
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8000"))), Door)
    server.book, server.secrets = book, os.environ["HUILIU_SECRET"].split(",")
    url = os.environ["HUILIU_URL"].rstrip("/") + "/api/v1/outside/wms/events"
    sender = threading.Thread(target=keep_sending, args=(book, url, os.environ["HUILIU_SENDER_SECRET"]))
    sender.start()

    def stop(*_):
        stopping.set()
        work.set()
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"wms: takes tasks at http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
    sender.join()


if __name__ == "__main__":
    main()
