import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { replay } from "../../../app/replay/index.ts";
import {
  exitCodeOfReplay,
  formatReplay,
  jsonOfReplay,
} from "../../../cli/commands/replay/report.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const golden = (name: string): string =>
  path.join(root, `test/fixtures/golden/logs/hindcast.log-1-${name}/log.hlog`);

let base = "";
beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), "hindcast-against-test-"));
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function git(cwd: string, ...args: string[]): Promise<void> {
  const who = ["-c", "user.name=t", "-c", "user.email=t@example.org"];
  await promisify(execFile)("git", [...who, ...args], { cwd });
}

/** The plug-in of the golden log, whose service counts by a helper in a file of its own. */
async function plugIn(directory: string): Promise<string> {
  await mkdir(path.join(directory, "src"), { recursive: true });
  const text = await readFile(path.join(root, "test/fixtures/agents/golden.ts"), "utf8");
  const helped = text
    .replace("files: entries.length,", "files: count(entries),")
    .replace(
      'import * as z from "zod";',
      'import * as z from "zod";\nimport { count } from "./count.ts";',
    );
  expect(helped).not.toBe(text);
  await writeFile(path.join(directory, "src/plug-in.ts"), helped);
  await writeFile(path.join(directory, "src/count.ts"), countBy("entries.length"));
  await writeFile(
    path.join(directory, "package.json"),
    '{ "name": "plug-in", "type": "module" }\n',
  );
  return path.join(directory, "src/plug-in.ts");
}

function countBy(expression: string): string {
  return `export function count(entries: readonly unknown[]): number {\n  return ${expression};\n}\n`;
}

async function packages(directory: string): Promise<void> {
  const own = path.join(directory, "node_modules");
  await mkdir(own, { recursive: true });
  for (const name of ["zod", "xstate"]) {
    await symlink(path.join(root, "node_modules", name), path.join(own, name), "junction");
  }
  await symlink(root, path.join(own, "hindcast"), "junction");
}

describe("a commit of the repository of a plug-in", () => {
  let repository = "";
  let module = "";

  beforeAll(async () => {
    repository = path.join(base, "repository");
    module = await plugIn(repository);
    await packages(repository);
    await writeFile(path.join(repository, ".gitignore"), "node_modules\n");
    await git(repository, "init", "--quiet", "--initial-branch=main");
    await git(repository, "add", ".");
    await git(repository, "commit", "--quiet", "-m", "first");
    await writeFile(path.join(repository, "src/count.ts"), countBy("entries.length + 1"));
    // A hook that would run on every checkout.
    const hook = `#!/bin/sh\ntouch ${path.join(base, "hooked")}\n`;
    await writeFile(path.join(repository, ".git/hooks/post-checkout"), hook, { mode: 0o755 });
    await git(repository, "commit", "--quiet", "-am", "second");
  });

  const against = (reference: string) =>
    replay({
      log: golden("plugin"),
      modules: [module],
      against: reference,
      cwd: path.join(repository, "src"),
      env: {},
    });

  test("is the same as itself", async () => {
    const { against: report } = await against("HEAD");
    expect(report).toMatchObject({ what: "modules", differences: [], unlike_log: { this: 1 } });
  });

  test("shows the first difference and the file that it comes from, and which one wrote the log", async () => {
    const result = await against("HEAD~1");
    const { against: report } = result;
    expect(report?.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(report?.unlike_log).toEqual({ this: 1, against: 0 });
    expect(report?.differences).toMatchObject([
      {
        agent: expect.stringMatching(/\/main\/main$/) as string,
        kind: "graph.plan_checked",
        what: "message",
        path: ".sent[0].body.files",
        this: 4,
        against: 3,
        likely:
          "a helper or a constant that main uses changed, and its machine did not; other files: src/count.ts",
      },
    ]);
    const [{ seq, sent_at } = { seq: 0, sent_at: null }] = report?.differences ?? [];
    expect(sent_at).toBe(seq);
    await expect(readFile(path.join(base, "hooked"))).rejects.toThrow("ENOENT");

    expect(exitCodeOfReplay(result)).toBe(3);
    expect(jsonOfReplay(result)).toMatchObject({ against: { differences: report?.differences } });
    const shown = formatReplay(result, "hindcast replay LOG");
    expect(shown).toContain(`versions differ at seq ${seq}:`);
    expect(shown).toContain(".sent[0].body.files, shows in what it sends at seq");
    expect(shown).toMatch(/^against HEAD~1 \([0-9a-f]{12}\), its modules: 1 agent differs;/m);
  });

  test("that is not there, or has nothing of the log, is refused", async () => {
    await expect(against("no-such")).rejects.toMatchObject({ code: "USAGE" });
    const other = path.join(base, "other");
    await mkdir(path.join(other, "node_modules/xstate"), { recursive: true });
    await expect(against(other)).rejects.toMatchObject({
      code: "USAGE",
      detail: expect.stringContaining("none of the modules of the log") as string,
    });
  });
});

test("a directory without packages is given those of this program, and is left as it is", async () => {
  const present = path.join(base, "present");
  const module = await plugIn(present);
  await packages(present);
  const directory = path.join(base, "bare");
  await plugIn(directory);
  const text = await readFile(path.join(directory, "src/plug-in.ts"), "utf8");
  const noted = text
    .replace('import { setup } from "xstate";', 'import { assign, setup } from "xstate";')
    .replace(
      'target: "delegating" }',
      'target: "delegating", actions: assign({ lastTrouble: () => "none" }) }',
    );
  expect(noted).not.toBe(text);
  await writeFile(path.join(directory, "src/plug-in.ts"), noted);
  const { against, divergences } = await replay({
    log: golden("plugin"),
    modules: [module],
    against: directory,
    env: {},
  });
  expect(divergences).toEqual([]);
  expect(against?.unlike_log).toEqual({ this: 0, against: 0 });
  expect(against?.differences).toMatchObject([
    {
      kind: "budget.given",
      what: "state",
      path: ".context.lastTrouble",
      this: "",
      against: "none",
      sent_at: null,
      likely: expect.stringMatching(
        /^the machine of main changed: state budgeting, on budget\.given, actions/,
      ) as string,
    },
  ]);
  await expect(readFile(path.join(directory, "node_modules"))).rejects.toThrow("ENOENT");
});

test("a built Hindcast brings its own agents", async () => {
  const directory = path.join(base, "hindcast");
  await cp(path.join(root, "dist"), path.join(directory, "dist"), {
    recursive: true,
    filter: (source) => !/\/dist\/(?:bench|test|viewer)$/.test(source),
  });
  await cp(path.join(root, "package.json"), path.join(directory, "package.json"));
  const file = path.join(directory, "dist/agents/coder/requests.js");
  const text = await readFile(file, "utf8");
  const changed = text.replace("reader: entry.path", "reader: path");
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
  const { against } = await replay({ log: golden("plain"), against: directory, env: {} });
  expect(against).toMatchObject({ what: "hindcast", unlike_log: { this: 0 } });
  expect(against?.differences.length).toBeGreaterThan(0);
  for (const { agent, path: where, likely } of against?.differences ?? []) {
    expect(agent).toContain("/coder/");
    expect(where).toBe(".sent[0].body.reader");
    expect(likely).toMatch(
      /^(?:a helper or a constant that coder uses changed|the machine of coder)/,
    );
  }
});
