import { symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { surveyRepository } from "../../../agents/graph/index.ts";
import { licenceOfText } from "../../../agents/graph/walk/licence.ts";
import { emptyDirectory, limits, write } from "./tree.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";

async function identity(files: Record<string, string>, root = emptyDirectory()) {
  const { snapshot } = await surveyRepository(write(root, files), limits);
  return snapshot.repository;
}

test("a repository is named by its manifest, else by its directory", async () => {
  expect(
    await identity({ "package.json": '{"name":"@a/b","license":"(MIT OR Apache-2.0)"}' }),
  ).toEqual({ name: "@a/b", commit: null, licence: "(MIT OR Apache-2.0)" });
  expect(
    await identity({ "pyproject.toml": '[project]\nname = "thing"\nlicense = { text = "ISC" }\n' }),
  ).toEqual({ name: "thing", commit: null, licence: "ISC" });
  const root = emptyDirectory();
  expect(await identity({ "a.txt": "", "package.json": "{" }, root)).toMatchObject({
    name: path.basename(root),
  });
});

test("the commit is read from plain files", async () => {
  const base = { "a.txt": "" };
  expect(await identity({ ...base, ".git/HEAD": `${commit}\n` })).toMatchObject({ commit });
  expect(
    await identity({
      ...base,
      ".git/HEAD": "ref: refs/heads/main\n",
      ".git/refs/heads/main": `${commit}\n`,
    }),
  ).toMatchObject({ commit });
  expect(
    await identity({
      ...base,
      ".git/HEAD": "ref: refs/heads/x/y\n",
      ".git/packed-refs": `# pack-refs\n${commit} refs/heads/x/y\n^${commit}\n`,
    }),
  ).toMatchObject({ commit });
  expect(
    await identity({ ...base, ".git": "gitdir: ./.dot\n", ".dot/HEAD": `${commit}\n` }),
  ).toMatchObject({ commit });
});

test("the origin is an address without credentials, in one form, and never a place", async () => {
  const origin = async (config: string): Promise<string | undefined> =>
    (await identity({ "a.txt": "", ".git/HEAD": `${commit}\n`, ".git/config": config })).origin;
  const remote = (url: string): string =>
    `[core]\n\turl = https://wrong.example/x\n[remote "fork"]\n\turl = https://wrong.example/y\n[remote "origin"]\n\tfetch = +refs\n\turl = ${url}\n`;
  for (const url of [
    "https://user:hunter2@example.com/o/r.git",
    "https://token@example.com/o/r",
    "git@example.com:o/r.git",
    "ssh://git@example.com:22/o/r.git/",
    "git://example.com/o/r?token=hunter2",
  ]) {
    expect(await origin(remote(url))).toBe("https://example.com/o/r");
  }
  expect(await origin(remote("https://example.com:8443/o/r"))).toBe("https://example.com:8443/o/r");
  for (const url of [
    "/srv/git/r.git",
    "../r",
    "file:///srv/r",
    "C:\\repos\\r",
    "host:r",
    "ext::sh -c x",
  ]) {
    expect(await origin(remote(url))).toBeUndefined();
  }
  expect(await origin("[core]\n")).toBeUndefined();
});

test("nothing outside of the root is read for the commit", async () => {
  const outside = write(emptyDirectory(), { HEAD: `${commit}\n`, "refs/heads/main": commit });
  expect(await identity({ "a.txt": "", ".git": `gitdir: ${outside}\n` })).toMatchObject({
    commit: null,
  });
  const linked = emptyDirectory();
  symlinkSync(outside, path.join(linked, ".git"));
  expect(await identity({ "a.txt": "" }, linked)).toMatchObject({ commit: null });
  expect(
    await identity({ "a.txt": "", ".git/HEAD": "ref: refs/../../../etc/passwd\n" }),
  ).toMatchObject({ commit: null });
  expect(
    await identity({ "a.txt": "", ".git/HEAD": "ref: refs/a\n", ".git/refs/a": "ref: refs/a\n" }),
  ).toMatchObject({ commit: null });
});

test("licence texts are recognised by their fixed phrases", () => {
  expect(
    licenceOfText(
      "MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy",
    ),
  ).toBe("MIT");
  expect(
    licenceOfText("                 Apache License\n           Version 2.0, January 2004"),
  ).toBe("Apache-2.0");
  expect(licenceOfText("Redistribution and use in source and binary forms")).toBe("BSD-2-Clause");
  expect(
    licenceOfText("Redistribution and use in source and binary forms\nNeither the name of X"),
  ).toBe("BSD-3-Clause");
  expect(licenceOfText("GNU GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007")).toBe("GPL-3.0");
  expect(licenceOfText("Mozilla Public License Version 2.0")).toBe("MPL-2.0");
  expect(licenceOfText("// SPDX-License-Identifier: MIT OR Apache-2.0")).toBe("MIT OR Apache-2.0");
  expect(licenceOfText("All rights reserved.")).toBeNull();
});
