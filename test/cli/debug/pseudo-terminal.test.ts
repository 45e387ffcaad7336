import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { expect, onTestFinished } from "vitest";
import { shellQuote } from "../../../cli/output/index.ts";
import { GOLDEN_LOG } from "../../app/replay/golden-log.ts";
import { COMMAND, until } from "../harness/command.ts";
import { test } from "./pty/required.ts";

/** The compiled debugger on a pseudo-terminal, and the settings of that terminal once it ended. */
function onPseudoTerminal(...args: readonly string[]) {
  const command = [process.execPath, COMMAND, "debug", ...args].map(shellQuote).join(" ");
  const shell = `stty cols 100 rows 30; ${command}; code=$?; stty -a; exit $code`;
  const child = spawn(
    "script",
    ["--quiet", "--return", "--flush", "--command", shell, "/dev/null"],
    {
      cwd: tmpdir(),
      env: { PATH: process.env["PATH"] ?? "", HOME: tmpdir(), TERM: "xterm", SHELL: "/bin/sh" },
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  let written = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (written += text));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const gone = (): string | undefined =>
    child.exitCode === null ? undefined : `it ended with ${child.exitCode}: ${written.slice(-500)}`;
  return {
    ended,
    written: () => written,
    /** Presses keys, if any, and waits until a text is drawn after that. */
    shows: async (text: string, keys = "") => {
      const before = written.length;
      child.stdin.write(keys);
      const look = () => (written.includes(text, before) ? true : undefined);
      await until(JSON.stringify(text), look, { timeout: 30_000, giveUp: gone });
    },
    press: (keys: string) => child.stdin.write(keys),
  };
}

test("a log is walked through with keys, and the terminal is as it was behind it", async () => {
  const { shows, press, ended, written } = onPseudoTerminal(GOLDEN_LOG, "--at", "17");
  await shows("message 17 of 131");
  await shows("message 16 of 131", "k");
  await shows("message 131 of 131", "\u001B[F");
  await shows("message 17 of 131", "g17\r");
  await shows(">   thinking", "4");
  await shows("Enter ends and prints", "F");
  press("\r");
  expect(await ended).toBe(0);
  const after = written().slice(written().lastIndexOf("\u001B[?1049l"));
  expect(after).toMatch(/fork .*log\.hlog --at 17 --out fork-at-17/);
  expect(after).toMatch(/[^-]icanon/);
  expect(after).toMatch(/[^-]echo /);
});

test("an interrupt ends it, and gives the terminal back", async () => {
  const { shows, press, ended, written } = onPseudoTerminal(GOLDEN_LOG);
  await shows("message 1 of 131");
  press("\u0003");
  expect(await ended).toBe(0);
  const after = written().slice(written().lastIndexOf("\u001B[?1049l"));
  expect(after).toMatch(/[^-]icanon/);
});
