import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import { runProgram } from "../../../cli/program.ts";

/** The compiled command, as a user has it. */
export const COMMAND = fileURLToPath(new URL("../../../dist/cli/hindcast.js", import.meta.url));

/** Milliseconds after which a command that has not ended is killed and the test fails. */
const TIMEOUT = 120_000;

export interface CommandOptions {
  readonly cwd?: string;
  /** Variables on top of a small environment; HINDCAST_* of this process do not count. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeout?: number;
}

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that was started and may be looked at, signalled or waited for. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it wrote so far. */
  readonly written: { readonly stdout: string; readonly stderr: string };
}

/** Starts the command. It is killed when it does not end in time, and its promise rejects. */
export function start(args: readonly string[], options: CommandOptions = {}): Running {
  const { cwd = tmpdir(), env = {}, timeout = TIMEOUT } = options;
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", HOME: tmpdir(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (said: string) => (written.stdout += said));
  child.stderr.setEncoding("utf8").on("data", (said: string) => (written.stderr += said));
  const ended = new Promise<Ended>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      const said = `${written.stdout.slice(-500)}\n${written.stderr.slice(-2000)}`;
      reject(new Error(`hindcast ${args.join(" ")} did not end in ${timeout} ms:\n${said}`));
    }, timeout);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...written });
    });
  });
  return { process: child, ended, written };
}

/** Runs the command to its end. */
export function run(args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  return start(args, options).ended;
}

/** Runs the command and throws, with what it said, unless it ends with 0. Returns its stdout. */
export async function succeed(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  return outputOf(args, await run(args, options));
}

/** The same in this process, as {@link runHere}. */
export async function succeedHere(
  args: readonly string[],
  options: Pick<CommandOptions, "cwd" | "env"> = {},
): Promise<string> {
  return outputOf(args, await runHere(args, options));
}

function outputOf(args: readonly string[], { code, signal, stdout, stderr }: Ended): string {
  if (code === 0) return stdout;
  throw new Error(`hindcast ${args.join(" ")}: ${code ?? signal}\n${stdout}\n${stderr}`);
}

/**
 * Runs the command in this process, as the compiled one does in its own: for tests of what a command
 * says, which need no process.
 */
export async function runHere(
  args: readonly string[],
  { cwd = tmpdir(), env = {} }: Pick<CommandOptions, "cwd" | "env"> = {},
): Promise<Ended> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const written = [text(stdout), text(stderr)] as const;
  let code = 0;
  const variables = { PATH: process.env["PATH"] ?? "", HOME: tmpdir(), ...env };
  const exitCode = (given: number): void => void (code = given);
  await runProgram(args, { stdin, stdout, stderr, env: variables, cwd, exitCode });
  stdout.end();
  stderr.end();
  return { code, signal: null, stdout: await written[0], stderr: await written[1] };
}

/** A temporary directory for the tests of a file; removed behind the last one. */
export function workplace(): { at(...parts: string[]): string } {
  let root = "";
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), "hindcast-cli-"));
  });
  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
  });
  return { at: (...parts) => path.join(root, ...parts) };
}

/**
 * Waits until `look` gives something. Throws, naming what was missing, when it does not within
 * the time, and at once when `given` says that it never will.
 */
export async function until<T>(
  missing: string,
  look: () => T | undefined | Promise<T | undefined>,
  options: { readonly timeout?: number; readonly giveUp?: () => string | undefined } = {},
): Promise<T> {
  const { timeout = TIMEOUT, giveUp } = options;
  const end = performance.now() + timeout;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    const why = giveUp?.() ?? (performance.now() > end ? `${timeout} ms passed` : undefined);
    if (why !== undefined) throw new Error(`waited for ${missing}: ${why}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
