import { PassThrough } from "node:stream";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { errorTable, HindcastError, type ErrorCode } from "../../../protocols/index.ts";
import { redactor, Secret } from "../../../model-servers/index.ts";
import { exitCodeOf, exitCodeOfRun, reportError, throwUsage } from "../../../cli/errors/index.ts";

async function report(error: unknown, options: { json?: boolean; debug?: boolean } = {}) {
  let [stdout, stderr] = ["", ""];
  const code = await reportError(error, {
    ...options,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    redact: redactor([new Secret("hunter2-secret", "OPENAI_API_KEY")]),
  });
  return { code, stdout, stderr };
}

async function usageError(...words: string[]): Promise<unknown> {
  const run = new Command("run").argument("<repo>").option("--seed <n>");
  const program = throwUsage(new Command("hindcast").version("1").addCommand(run), {
    stdout: new PassThrough(),
  });
  program.configureOutput({ writeOut: () => {}, writeErr: () => {} });
  run.configureOutput({ writeOut: () => {}, writeErr: () => {} });
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("exit codes", () => {
  const expected = { input: 2, missing: 4, interrupted: 130, fatal: 1, retry: 1 };

  test("follow the class of every error of the table, but for a divergence", () => {
    for (const code of Object.keys(errorTable) as ErrorCode[]) {
      const exit = code === "LOG_DIVERGED" ? 3 : expected[errorTable[code].class];
      expect(exitCodeOf(new HindcastError(code, "x"))).toBe(exit);
    }
  });

  test("of other errors and of runs", () => {
    expect(exitCodeOf(new TypeError("x"))).toBe(1);
    expect(exitCodeOf("thrown text")).toBe(1);
    expect(exitCodeOf(AbortSignal.abort().reason)).toBe(130);
    const session = { session: "s", repository: "r", status: "done" as const, files: [] };
    expect(exitCodeOfRun({ sessions: [session] })).toBe(0);
    expect(exitCodeOfRun({ sessions: [session, { ...session, status: "failed" }] })).toBe(1);
  });

  test("of the command line", async () => {
    for (const words of [["run"], ["run", "x", "--sed", "1"], ["rum"], ["run", "x", "--seed"]]) {
      expect(exitCodeOf(await usageError(...words))).toBe(2);
    }
    expect(exitCodeOf(await usageError("--help"))).toBe(0);
    expect(exitCodeOf(await usageError("--version"))).toBe(0);
  });
});

describe("reportError", () => {
  const error = new HindcastError("REPOSITORY_MISSING", "/no/\u001B[2Jwhere\nhunter2-secret");

  test("for people: what, why, and what to do", async () => {
    expect(await report(error)).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "REPOSITORY_MISSING: The repository does not exist or is not a directory: " +
        "/no/\\x1b[2Jwhere\\n[secret]\n" +
        "Why: the path is misspelt, was removed, or names a file\n" +
        "To do: give the path of a directory that can be read\n",
    });
  });

  test("for programs: one JSON object on stdout", async () => {
    const { stdout, stderr } = await report(error, { json: true });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: "REPOSITORY_MISSING",
        class: "input",
        sentence: "The repository does not exist or is not a directory",
        detail: "/no/\u001B[2Jwhere\n[secret]",
        why: "the path is misspelt, was removed, or names a file",
        todo: "give the path of a directory that can be read",
      },
    });
  });

  test("wrong usage takes the same form", async () => {
    const { stderr, code } = await report(await usageError("run", "x", "--sed", "1"));
    expect(code).toBe(2);
    expect(stderr).toContain("USAGE: The command line is not valid: unknown option '--sed'");
  });

  test("help and version are not errors", async () => {
    expect(await report(await usageError("--version"))).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });

  test("an unknown error is a bug, with its stack only when asked for", async () => {
    const bug = new TypeError("x is not a function");
    expect((await report(bug)).stderr).toMatch(/^BUG: .*: TypeError: x is not a function\nWhy: /);
    expect((await report(bug)).stderr).not.toContain("errors.test.ts");
    expect((await report(bug, { debug: true })).stderr).toContain("errors.test.ts");
  });

  test("what the system refuses is not called a bug", async () => {
    const refused = Object.assign(new Error("ENOSPC: no space"), {
      code: "ENOSPC",
      syscall: "write",
    });
    expect((await report(refused)).stderr).toMatch(/^SYSTEM: .*ENOSPC: no space/);
  });

  test("the cause of a known error is shown at level debug", async () => {
    const outer = new HindcastError("LOG_WRITE", "x", { cause: new Error("hunter2-secret inner") });
    const { stderr } = await report(outer, { debug: true });
    expect(stderr).toContain("[secret] inner");
  });
});
