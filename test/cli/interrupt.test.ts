import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { COMMAND, until } from "./harness/command.ts";

const MODULE = new URL("./interrupt/index.js", `file://${COMMAND}`).href;

/** A process that handles signals as a command does, and then runs `body` on its main thread. */
function handling(body: string): ReturnType<typeof spawn> {
  const source = `
    import { writeSync } from "node:fs";
    import { onInterrupt } from ${JSON.stringify(MODULE)};
    const say = (text) => writeSync(1, text);
    const interrupt = onInterrupt(() => say("first"));
    say("ready");
    ${body}`;
  return spawn(process.execPath, ["--input-type=module", "-e", source]);
}

async function heard(child: ReturnType<typeof spawn>, text: string): Promise<void> {
  let all = "";
  child.stdout?.on("data", (chunk: Buffer) => (all += chunk.toString()));
  await until(text, () => (all.includes(text) ? true : undefined));
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "a second %s ends a process that waits with 130",
  async (signal) => {
    const child = handling(`setInterval(() => {}, 60_000);`);
    const exited = once(child, "exit");
    await heard(child, "ready");
    child.kill(signal);
    await heard(child, "first");
    child.kill(signal);
    expect(await exited).toEqual([130, null]);
  },
);

test("one signal ends a command whose work does not end, with 130", async () => {
  const source = `
    import { writeSync } from "node:fs";
    import { interruptible } from ${JSON.stringify(MODULE)};
    setInterval(() => {}, 60_000);
    const ended = interruptible(() => new Promise(() => writeSync(1, "ready")), { limit: 10 });
    await ended.catch(({ code }) => writeSync(1, code));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source]);
  const exited = once(child, "exit");
  await heard(child, "ready");
  child.kill("SIGINT");
  await heard(child, "INTERRUPTED");
  expect(await exited).toEqual([130, null]);
});

test.each([
  ["a loop", "for (;;);"],
  ["a regular expression", `/^(a+)+$/.test("a".repeat(60) + "b");`],
])("signals end a process that is busy with %s", async (_what, body) => {
  const child = handling(body);
  const exited = once(child, "exit");
  await heard(child, "ready");
  const again = setInterval(() => child.kill("SIGINT"), 100);
  try {
    expect(await exited).toEqual([null, "SIGINT"]);
  } finally {
    clearInterval(again);
    child.kill("SIGKILL");
  }
});

test("a process that was busy for a while handles signals again", async () => {
  const child = handling(`
    process.once("hindcast.busy", () => (globalThis.busy = true));
    while (!globalThis.busy);
    say("busy");
    process.on("newListener", (name) => name === "SIGTERM" && say("free"));
    setInterval(() => {}, 60_000);`);
  const exited = once(child, "exit");
  await heard(child, "free");
  child.kill("SIGTERM");
  await heard(child, "first");
  child.kill("SIGTERM");
  expect(await exited).toEqual([130, null]);
});
