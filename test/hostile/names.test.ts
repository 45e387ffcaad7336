import { mkdir, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { workplace } from "../cli/harness/command.ts";
import { plant } from "../cli/harness/repositories.ts";
import { expectReconstructed } from "./check.ts";

const place = workplace();

/** Names that somebody may choose to break a program that prints, splits or joins them. */
const names = [
  "new\nline.py",
  "tab\tand\rreturn.py",
  "escape\u001B[31mred.py",
  "smile-\u{1F600}-\u4F60\u597D.py",
  "e\u0301-decomposed.py",
  "\u202Ereversed.py",
  `quotes'"\`$(touch pwned).py`,
  "-rf.py",
  "--help",
  " leading and trailing space ",
  "trailing.dots...",
  "back\\slash.py",
  "percent%2e%2e%2fname.py",
  "colon:star*question?.py",
  `${"long".repeat(60)}.py`,
  "..foo",
  "...",
  "__proto__",
  "constructor",
  "hasOwnProperty.py",
  "toString/valueOf.py",
  "__proto__.d/inner.py",
  "pool",
  "main",
  "driver.reply",
  "pool.reply",
  "a#0.reply",
  "trajectory.json",
  "summary.json",
  "log.hlog",
  "log.hlog.lock",
  "blobs/00/file.py",
  "hindcast-out/x.py",
  "src/pool",
  "src/a=b.py",
];

test("names of every kind are files like others, or are left out with a reason", async () => {
  const files = Object.fromEntries(names.map((name, at) => [name, `print("file ${at}")\n`]));
  // Object.fromEntries keeps `__proto__` as a plain key, and so must everybody else.
  expect(Object.keys(files)).toContain("__proto__");
  const repo = await plant(place.at("names", "repo"), files);
  const entries = await expectReconstructed(repo, place.at("out-names"));
  const left = [...entries.values()].filter(({ included }) => !included);
  for (const entry of left) expect(entry.reason, JSON.stringify(entry.path)).toMatch(/^[a-z_]+$/);
  const kept = [...entries.values()].filter(({ included }) => included).map((entry) => entry.path);
  for (const name of ["__proto__", "constructor", "-rf.py", "..foo", "pool", "src/pool"]) {
    expect(kept).toContain(name);
  }
  expect(kept.length).toBeGreaterThan(names.length / 2);
});

test("names that are not UTF-8 are left out with a reason", async () => {
  const repo = await plant(place.at("bytes", "repo"), { "good.py": "x = 1\n" });
  const odd = Buffer.concat([
    Buffer.from(`${repo}/bad-`),
    Buffer.from([0xff, 0xfe]),
    Buffer.from(".py"),
  ]);
  await writeFile(odd, "y = 2\n");
  const directory = Buffer.concat([Buffer.from(`${repo}/dir-`), Buffer.from([0xc0])]);
  await mkdir(directory);
  await writeFile(Buffer.concat([directory, Buffer.from("/inner.py")]), "z = 3\n");
  const entries = await expectReconstructed(repo, place.at("out-bytes"));
  const left = [...entries.values()].filter(({ included }) => !included);
  expect(left.map(({ reason }) => reason)).toEqual(expect.arrayContaining(["name"]));
  expect([...entries.values()].filter(({ included }) => included)).toHaveLength(1);
});

test("directories two hundred deep are walked or left out", async () => {
  const deep = Array.from({ length: 200 }, (_, at) => `d${at}`).join("/");
  const repo = await plant(place.at("deep", "repo"), {
    [`${deep}/x.py`]: "x = 1\n",
    "y.py": "y = 1\n",
  });
  const entries = await expectReconstructed(repo, place.at("out-deep"));
  expect(entries.get("y.py")?.included).toBe(true);
  expect(entries.size).toBeGreaterThanOrEqual(2);
});
