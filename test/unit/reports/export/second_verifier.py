"""A second verifier, written from build/verifier/FORMAT.md alone: python3 second_verifier.py EXPORT [NUMBER HASH].

Hashes and chain by hashlib, signatures by the openssl program. Prints "intact N" or "broken N" with the first bad entry.
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile

ENTRY = {"sequence", "at", "actor", "action", "subject", "outcome", "details", "previous", "hash"}


def text(value):
    return json.dumps(value, ensure_ascii=False)


def canonical(entry):
    parts = [text(entry[name]) for name in ("actor", "action", "subject", "outcome")]
    return f'[1,{entry["sequence"]},{entry["at"]},{",".join(parts)},{entry["details"]},"{entry["previous"]}"]'


def chain(file):
    """The first bad entry or None, and the hash of each entry by its number."""
    entries, number = file["entries"], file["first"]
    previous = "0" * 64 if number == 1 else entries[0]["previous"]
    hashes = {number - 1: previous}
    for entry in entries:
        good = (
            set(entry) == ENTRY
            and entry["sequence"] == number
            and entry["previous"] == previous
            and hashlib.sha256(canonical(entry).encode("utf-8", "surrogatepass")).hexdigest() == entry["hash"]
        )
        if not good:
            return number, hashes
        previous = hashes[number] = entry["hash"]
        number += 1
    return (None if number == file["last"] + 1 else number), hashes


def signed(checkpoint, folder):
    der = bytes.fromhex("302a300506032b6570032100" + checkpoint["publicKey"])
    pem = "-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(der).decode() + "\n-----END PUBLIC KEY-----\n"
    message = f'faxdesk-checkpoint-1 {checkpoint["sequence"]} {checkpoint["hash"]} {checkpoint["at"]}'
    names = {}
    for name, content in (("key", pem.encode()), ("text", message.encode()), ("sign", bytes.fromhex(checkpoint["signature"]))):
        names[name] = os.path.join(folder, name)
        with open(names[name], "wb") as file:
            file.write(content)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", names["key"], "-rawin", "-in", names["text"], "-sigfile", names["sign"]]
    return subprocess.run(command, capture_output=True).returncode == 0


def judge(file, paper):
    entries = file["entries"]
    broken, hashes = chain(file)
    if broken is not None:
        return broken
    told = {}
    with tempfile.TemporaryDirectory() as folder:
        for checkpoint in file["checkpoints"]:
            number = checkpoint["sequence"]
            if checkpoint["publicKey"] != file["publicKey"] or hashes.get(number) != checkpoint["hash"]:
                return number
            if not signed(checkpoint, folder):
                return number
            told[number] = [["signature", checkpoint["signature"]], ["signedAt", checkpoint["at"]], ["upTo", number]]
    for entry in entries[1:]:
        if entry["action"] == "audit.checkpoint" and told.get(entry["sequence"] - 1) != json.loads(entry["details"]):
            return entry["sequence"] - 1
    last = file["last"]
    if last not in told:
        return last
    if paper and hashes.get(paper[0]) != paper[1]:
        return paper[0]
    return None


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        file = json.load(source)
    paper = (int(sys.argv[2]), sys.argv[3]) if len(sys.argv) > 3 else None
    broken = judge(file, paper)
    print(f'intact {file["entries"][-1]["sequence"]}' if broken is None else f"broken {broken}")
    return 0 if broken is None else 1


sys.exit(main())
