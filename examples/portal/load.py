"""Asks a portal that runs for its pages, and saves, many at once for a while, and tells what went wrong.

`python load.py http://127.0.0.1:8000 PASSWORD`, with the address and the password that `manage.py demo` prints.
"""

import argparse
import re
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from http.cookiejar import CookieJar
from threading import Barrier
from time import monotonic
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PAGES = ("", "fill-in/", "report/", "plan/", "assessment/records/")


def main() -> int:
    """Ask, and print how many were answered, how fast, and what went wrong; return 1 where anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("password")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--at-once", type=int, default=50)
    given = parser.parse_args()
    address, ready = given.address.rstrip("/"), Barrier(given.at_once)
    with ThreadPoolExecutor(given.at_once) as pool:
        people = [
            pool.submit(person, address, given.password, place, given.seconds, ready) for place in range(given.at_once)
        ]
        found = [each.result() for each in people]
    times = sorted(each for spent, _ in found for each in spent)
    wrong = sum((told for _, told in found), Counter[str]())
    middle, late = (times[int(len(times) * part)] for part in (0.5, 0.99))
    print(f"{len(times)} answers in {given.seconds:g} s to {given.at_once} at once")
    print(f"half of them within {middle:.2f} s, 99 of 100 within {late:.2f} s")
    print("\n".join(f"{count} times: {words}" for words, count in wrong.items()) or "No error.")
    return 1 if wrong else 0


def token(browser: OpenerDirector, page: str) -> str:
    """Return what the form of a page has to send with it."""
    return TOKEN.findall(browser.open(page, timeout=60).read().decode())[0]


def person(address: str, password: str, place: int, seconds: float, ready: Barrier) -> tuple[list[float], Counter[str]]:
    """Log in, and once all have, fill in an assessment again and again, and look at it; return times and errors."""
    times: list[float] = []
    wrong: Counter[str] = Counter()
    browser, log_in = build_opener(HTTPCookieProcessor(CookieJar())), f"{address}/account/login/"
    known = {"username": "manager", "password": password, "csrfmiddlewaretoken": token(browser, log_in)}
    home = browser.open(log_in, urlencode(known).encode()).read().decode()
    service = re.findall(r"/services/\d+/", home)[-1]
    assessment = f"{address}{service}wigan-progress/{date(2000, 1, 1) + timedelta(place)}/"
    form = browser.open(f"{assessment}fill-in/").read().decode()
    key, last = TOKEN.findall(form)[0], int(re.findall(r'name="last" value="(\d+)"', form)[0])
    ready.wait(600)
    until = monotonic() + seconds
    while monotonic() < until:
        sent = {"csrfmiddlewaretoken": key, "last": last, "responses.dignity.level": 1 + last % 5, "note": f"{last}"}
        for page, data in [("fill-in/", urlencode(sent).encode()), *((page, None) for page in PAGES)]:
            start = monotonic()
            try:
                text = browser.open(f"{assessment}{page}", data, timeout=60).read().decode()
                if data and "Saved." not in text:
                    wrong["what was saved is not said to be"] += 1
            except OSError as error:
                wrong[f"{page}: {error}"] += 1
            times.append(monotonic() - start)
        last += 1
    records = browser.open(f"{assessment}assessment/records/").read().decode()
    if f">Record {last} as a file<" not in records:
        wrong["a record is missing"] += 1
    return times, wrong


if __name__ == "__main__":
    sys.exit(main())
