#!/usr/bin/env python3
"""A year run live: what people did in a rehearsal of Haidian 2021 is done again by `hongtou batch`, act by act and then many at a time, which is killed
with kill -9 at random points and started again. In the end the journal must verify and tell what the rehearsal's tells: every
acknowledged act is there once, every reminder went out once, and nothing was done by halves.

usage: live_year_test.py BUILD SOURCE KILLS      HONGTOU_SEED chooses where it is killed
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

build, source, kills = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), int(sys.argv[3])
program = str(build / "bin/hongtou")
seed = int(os.environ.get("HONGTOU_SEED", random.SystemRandom().randrange(1 << 32)))
chance = random.Random(seed)
lead = "区打非办"


def hongtou(*arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"seed {seed}: {' '.join(arguments)} gives {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def events_of(store):
    return json.loads(hongtou("journal", "--store", store, "--json"))


# What people do, by the record it leaves.
RECORDS = {
    "document_signed": ("sign", ["step", "role", "opinion"]),
    "document_sent_back": ("send-back", ["step", "role", "reason"]),
    "receipt_confirmed": ("receipt", ["step", "unit"]),
    "report_submitted": ("submit", ["step", "unit", "data"]),
    "report_accepted": ("accept", ["step", "unit"]),
    "report_returned": ("return", ["step", "unit", "reason"]),
    "item_waived": ("waive", ["step", "unit", "reason"]),
    "step_settled": ("close", ["step", "reason"]),
    "outcome_chosen": ("decide", ["step", "outcome", "reason"]),
    "date_announced": ("announce", ["step", "key", "value", "reason"]),
    "entry_made": ("enter", ["step", "kind", "rule", "part", "unit", "points", "granted", "reason"]),
    "parameter_set": ("set", ["name", "value", "reason"]),
    "scopes_opened": ("open-case", ["step"]),
    "made_anew": ("recompute", ["step"]),
}


def by_people(events):
    """Those that people's acts left; of a result made anew only the result tells."""
    found, stale = [], set()
    for event in events:
        step = event["data"].get("step")
        if event["type"] == "step_went_stale":
            stale.add(step)
        if event["type"] in ("document_compiled", "units_assessed") and step in stale:
            stale.remove(step)
            found.append(event | {"type": "made_anew", "actor": lead})
        elif event["actor"] != "engine" and event["type"] in RECORDS:
            found.append(event)
    return found


def act_of(event, folder):
    """A line for `hongtou batch`."""
    does, keys = RECORDS[event["type"]]
    act = {"do": does, "as": event["actor"], "at": event["recorded"], "on-behalf": event["data"].get("on_behalf", "")}
    act |= {key: event["data"].get(key) for key in keys}
    if does == "open-case":
        act |= {key: event["data"]["scopes"][0][key] for key in ["unit", "title", "data"]}
    for file in event["data"].get("files", []):
        path = folder / "files" / file["kind"] / file["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"演练用的占位文件：{file['kind']}\n", encoding="utf-8")
        act.setdefault("files", {}).setdefault(file["kind"], []).append(str(path))
    return json.dumps(act, ensure_ascii=False)


class Batch:
    """A running `hongtou batch -`."""

    def __init__(self, store):
        self.process = subprocess.Popen(
            [program, "batch", "-", "--store", store], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def await_start(self):
        """Until it has opened the store and refused to do nothing."""
        self.send("{}")
        assert self.answer()["done"] is False

    def send(self, acts):
        self.process.stdin.write(acts + "\n")
        self.process.stdin.flush()

    def answer(self):
        line = self.process.stdout.readline()
        return json.loads(line) if line.endswith("\n") else None

    def kill(self):
        """What it had answered before it died."""
        self.process.kill()
        rest = self.process.communicate()[0]
        return [json.loads(line) for line in rest.split("\n")[:-1]]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def run(store, acts, kills, most):
    """Does all acts, up to `most` at a time, killing the program on the way. How many of those that were sent right before were
    answered, only done, or not done."""
    answered, only_done, not_done = 0, 0, 0
    batch, done, slowest, left = Batch(store), 0, 0.05, kills
    while done < len(acts):
        begun = time.monotonic()
        sent = acts[done : done + chance.randint(1, most)]
        batch.send("\n".join(sent))
        if chance.random() < left * len(sent) / (len(acts) - done):
            left -= 1
            time.sleep(chance.uniform(0, slowest))
            before, acknowledged = done, done + sum(answer["done"] for answer in batch.kill())
            done = len(by_people(events_of(store)))
            assert acknowledged <= done <= before + len(sent), f"seed {seed}: {acknowledged} acknowledged, {done} there"
            answered += acknowledged - before
            only_done += done - acknowledged
            not_done += before + len(sent) - done
            batch = Batch(store)
            if chance.random() < 0.8:  # the rest may die while it starts
                batch.await_start()
            continue
        for act in sent:
            answer = batch.answer()
            assert answer and answer["done"], f"seed {seed}: {act}\n{answer}"
        slowest = max(0.02, 0.9 * slowest, time.monotonic() - begun)
        done += len(sent)
    batch.end()
    assert left <= kills / 10, f"seed {seed}: {left} of {kills} kills are left"
    return f"{kills - left} kills ({answered} acts answered, {only_done} done without an answer, {not_done} not done)"


def told(events):
    """Without what only a live campaign with a virtual clock has; files of a submission in any order."""

    def keep(data):
        kept = {key: value for key, value in data.items() if key != "clock"}
        if isinstance(kept.get("files"), list):
            kept["files"] = sorted(kept["files"], key=lambda file: (file["kind"], file["name"]))
        return kept

    return [
        (event["type"], event["actor"], event["recorded"], event["effective"], keep(event["data"]))
        for event in events
        if event["type"] != "clock_moved"
    ]


def main():
    with tempfile.TemporaryDirectory(prefix="hongtou-year-") as name:
        folder = pathlib.Path(name)
        campaign = str(source / "workflows/haidian-2021/campaign.info")
        hongtou("rehearse", campaign, "--out", str(folder / "out"), "--formats", "text", "--seed", str(seed))
        rehearsed = events_of(str(folder / "out/journal.db"))
        acts = [act_of(event, folder) for event in by_people(rehearsed)]
        values = folder / "values.json"
        values.write_text(json.dumps(rehearsed[0]["data"]["supplied"]), encoding="utf-8")
        for most, times in [(1, kills), (20, max(1, kills // 10))]:
            live(folder / f"campaign{most}.db", campaign, values, acts, rehearsed, times, most)


def live(store, campaign, values, acts, rehearsed, kills, most):
    hongtou("start", campaign, "--store", str(store), "--supply", str(values), "--formats", "text", "--clock", "virtual",
            "--at", rehearsed[0]["recorded"])  # fmt: skip
    outcome = run(str(store), acts, kills, most)
    hongtou("advance", "--store", str(store), "--to", rehearsed[-1]["recorded"])
    hongtou("journal", "verify", "--store", str(store))
    lived = events_of(str(store))
    for there, wanted in zip(told(lived), told(rehearsed)):
        assert there == wanted, f"seed {seed}:\nlive       {there}\nrehearsed  {wanted}"
    assert len(told(lived)) == len(told(rehearsed)), f"seed {seed}: {len(told(lived))} events, {len(told(rehearsed))} wanted"
    reminders = [json.dumps(event["data"], sort_keys=True) + event["effective"] for event in lived if event["type"] == "reminder_sent"]
    assert reminders and len(set(reminders)) == len(reminders), f"seed {seed}: a reminder went out twice"
    print(f"seed {seed}: {len(acts)} acts, up to {most} at a time, {outcome}, {len(lived)} events, "
          f"{len(reminders)} reminders")  # fmt: skip


main()
