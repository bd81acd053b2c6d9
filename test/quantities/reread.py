#!/usr/bin/env python3
"""
Read the digits of every money and percent expression again, independently of
the core, and complain where the value that came out is not stated there.

    reread.py DIR      all *.jsonl and *.jsonl.gz below DIR, by build/dump_quantities

An expression in digits must give, for each end of its quantity, a number in it
times the multiplier written behind it (or behind the other end of a range),
times 0.01 for cents and pence.  Words ("two million") are read by a small
table.  Prints counts and exits 1 when any value is not stated.
"""
import glob
import gzip
import json
import os
import re
import subprocess
import sys

SCALE = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "thsd": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mm": 1e6, "mio": 1e6,
         "million": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "billion": 1e9, "t": 1e12, "tn": 1e12, "tln": 1e12,
         "trn": 1e12, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7,
         "dozen": 12, "musd": 1e6}
VAGUE = {"dozens": 24, "hundreds": 200, "thousands": 2000, "millions": 2e6, "billions": 2e9, "trillions": 2e12,
         "tens": 20, "scores": 40}
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " \
       "seventeen eighteen nineteen".split()
WORDS = {w: i for i, w in enumerate(ONES)}
WORDS.update({w: 20 + 10 * i for i, w in
              enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())})
FRACTION = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10,
            "tenths": 10, "eighth": 8, "eighths": 8, "fourth": 4, "fourths": 4}
VULGAR = {"½": .5, "¼": .25, "¾": .75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": .125, "⅜": .375, "⅝": .625, "⅞": .875}


def stated(expression, behind):
    """Every value that the words and digits of an expression, and the unit of a second one behind it, may state."""
    tail = re.match(r" (to|and) \S+ [a-z]+( [a-z]+)?", behind)
    text = expression.lower() + (tail.group() if tail else "")
    text = text.replace("’", "'")
    cents = re.search(r"cent|\bcts?\b|pence|penn(y|ies)|\d ?p\b|kope|paise|¢|kobo", text) and \
        not re.search(r"per ?cent", text)
    numbers = set()
    for m in re.finditer(r"\d[\d,]*(?:\.\d+)?|\.\d+", text):
        numbers.add(float(m.group().replace(",", "")))
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", m.group()):
            numbers.add(float(m.group().replace(".", "")))
    for m in re.finditer(r"(?:(\d[\d,]*)[ -])?(\d+)\s*/\s*(\d+)", text):
        if float(m.group(3)):
            part = float(m.group(2)) / float(m.group(3))
            numbers |= {part, part + float((m.group(1) or "0").replace(",", ""))}
    for m in re.finditer("(\\d*) ?([" + "".join(VULGAR) + "])", text):
        numbers.add(float(m.group(1) or 0) + VULGAR[m.group(2)])
    for m in re.finditer(r"(?:\d{1,3}[ \u00a0\u2009\u202f'])(?:\d{3}[ \u00a0\u2009\u202f']?)+", text):
        numbers.add(float(re.sub(r"\D", "", m.group())))
    # each end of "between two and three", and the whole
    for part in {text} | set(re.split(r"\b(?:between|and|to|or)\b|-", text)):
        numbers |= in_words(part, numbers)
    numbers |= {n + f for n in list(numbers) for f in (.5, .25, .75) if re.search("half|quarter", text)}
    m = re.search(r"\bpoint ((?:%s)\b(?: |$))+" % "|".join(ONES[:10]), text)
    if m:
        digits = "".join(str(WORDS[w]) for w in m.group().split()[1:])
        numbers |= {n + float("0." + digits) for n in list(numbers)}
    numbers |= {a + b / 100 for a in list(numbers) for b in list(numbers) if b < 100}
    scales = {1.0} | {SCALE[w] for w in re.findall(r"[a-z]+", text) if w in SCALE}
    scales |= {1e6} if re.search(r"\bm[a-z]{3}\b", text) else set()
    scales |= {a * b for a in scales for b in scales}
    result = {n * s for n in numbers for s in scales}
    if cents:
        result |= {r / 100 for r in result}
    return result


def in_words(text, known):
    """The numbers that a stretch of words spells."""
    numbers = set(known)
    words = re.findall(r"[a-z]+", text)
    whole = 0.0
    group = 0.0
    for w in words + ["."]:
        if w in WORDS:
            group = group + WORDS[w] if WORDS[w] < 10 or group % 100 == 0 else WORDS[w]
        elif w == "hundred":
            group = (group or 1) * 100
        elif w in SCALE and w in ("thousand", "million", "billion", "trillion", "lakh", "crore"):
            numbers |= {group, (group or 1)}
            whole += (group or 1) * SCALE[w]
            group = 0
        elif w not in ("and", "a"):
            numbers |= {group, whole + group}
            if w not in FRACTION:
                whole = group = 0
        if w in VAGUE:
            numbers.add(VAGUE[w])
            numbers |= {VAGUE[v] * VAGUE[w] / 2 for v in words if v in VAGUE}
        if w in FRACTION:
            numbers |= {n / FRACTION[w] for n in list(numbers) + [1] if n} | \
                       {n + 1 / FRACTION[w] for n in list(numbers) if n}
    return numbers


def right(value, values):
    return any(abs(abs(value) - v) <= 1e-9 * max(abs(v), 1e-6) for v in values)


def main():
    files = sorted(glob.glob(os.path.join(sys.argv[1], "**", "*.jsonl*"), recursive=True))
    total = wrong = 0
    for name in files:
        opened = gzip.open(name, "rt", encoding="utf-8") if name.endswith(".gz") else open(name, encoding="utf-8")
        with opened as f:
            texts = [json.loads(line).get("text", "") for line in f if line.strip()]
        lines = "".join(t.replace("\r", " ").replace("\n", " ").replace("\t", " ") + "\n" for t in texts)
        out = subprocess.run(["build/dump_quantities"], input=lines.encode("utf-8", "surrogatepass"),
                             stdout=subprocess.PIPE, check=True).stdout.decode("utf-8", "replace")
        for row in out.splitlines():
            low, high, unit, expression, behind = row.split("\t", 4)
            if not (re.fullmatch(r"[A-Z]{3}(-per-.*)?", unit) or unit in ("percent", "percentage-point", "basis-point")):
                continue
            total += 1
            values = stated(expression, behind)
            if not all(end == "" or right(float(end), values) for end in (low, high)):
                wrong += 1
                if wrong <= 40:
                    print(f"not stated: {low} {high} {unit}: {expression!r}")
    print(f"reread: {total} amounts of money and percent in {len(files)} files, {wrong} not stated")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
