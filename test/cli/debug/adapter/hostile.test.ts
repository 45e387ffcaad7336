import { copyFile, mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { GOLDEN_LOG } from "../../../app/replay/golden-log.ts";
import { workplace } from "../../harness/command.ts";
import { AdapterClient, LOG, launched } from "./client.ts";

const CHANGED = fileURLToPath(
  new URL("../../../fixtures/agents/changed-coder.ts", import.meta.url),
);
const PLUGIN_LOG = fileURLToPath(
  new URL("../../../fixtures/golden/logs/hindcast.log-1-plugin/log.hlog", import.meta.url),
);
const place = workplace();

describe("messages that cannot be answered", () => {
  test("are refused in words, and the next one is answered", async () => {
    const { client } = await launched({ at: 9 });
    const refusals: readonly [string, object, string][] = [
      ["scopes", { frameId: 70_000 }, "there is no frame 70000"],
      ["variables", { variablesReference: 12_345 }, "there is no variablesReference 12345"],
      ["stackTrace", { threadId: 999 }, "there is no thread 999"],
      ["next", { threadId: -1 }, "arguments.threadId"],
      ["continue", {}, "arguments.threadId"],
      ["stepIn", { threadId: LOG, targetId: "x" }, "arguments.targetId"],
      ["goto", { threadId: LOG, targetId: 70_000 }, "there is no frame 70000"],
      ["restartFrame", { frameId: 0 }, "there is no frame 0"],
      ["evaluate", { expression: "x".repeat(20_000) }, "at most 10000 characters"],
      ["source", { sourceReference: 77 }, "there is no document 77"],
      ["setBreakpoints", { source: 7 }, "arguments.source"],
      ["setFunctionBreakpoints", { breakpoints: "all" }, "arguments.breakpoints"],
      ["exceptionInfo", { threadId: LOG }, "nothing is wrong at message 9"],
      ["launch", { log: GOLDEN_LOG }, "a log is open already"],
      ["__proto__x", {}, 'there is no request "__proto__x"'],
      ["constructor", {}, 'there is no request "constructor"'],
    ];
    for (const [command, args, said] of refusals) {
      expect(await client.refused(command, args), command).toContain(said);
    }
    expect(await client.travel("pause")).toMatchObject({ seq: 9 });
  });

  test("may be no requests or no JSON, and end nothing", async () => {
    const { client } = await launched();
    for (const text of ["{", "null", "7", "[]", '"x"', "{}", '{"type":"response"}', '{"type":5}']) {
      client.write(`Content-Length: ${text.length}\r\n\r\n${text}`);
    }
    client.write("no header\r\n\r\nContent-Length: x\r\n\r\n");
    expect((await client.threadsRequest()).body.threads).toHaveLength(1);
    expect(client.output.match(/a message of the client was left out/g)).toHaveLength(8);
    expect(client.stderr).toBe("");
  });

  test("before a log is open are refused, and so is a launch without a log", async () => {
    const client = new AdapterClient();
    expect(await client.refused("threads")).toContain("no log is open");
    expect(await client.refused("launch")).toContain("no log is named");
    expect(await client.refused("launch", { log: place.at("none.hlog") })).toMatch(/^[A-Z_]+: /);
    client.process.stdin?.end();
    expect(await client.ended).toBe(0);
  });

  test("breakpoints on what is not there are not verified, and say why", async () => {
    const { client } = await launched();
    const { breakpoints } = (
      await client.setFunctionBreakpointsRequest({
        breakpoints: [{ name: "no.such" }, { name: "kind", condition: "a ==" }],
      })
    ).body;
    expect(breakpoints.map(({ verified }) => verified)).toEqual([false, false]);
    expect(breakpoints[0]?.message).toContain("no kind of message, role or agent");
    expect(breakpoints[1]?.message).toContain("expected");
    const source = { name: "none.ts", path: "/tmp/none.ts" };
    const lines = (await client.setBreakpointsRequest({ source, breakpoints: [{ line: 3 }] })).body;
    expect(lines.breakpoints).toMatchObject([
      { verified: false, message: expect.stringContaining("there is no document") as string },
    ]);
    const fields = [{ dataId: "{" }, { dataId: '{"field":"a b"}' }];
    const { body } = await client.ask("setDataBreakpoints", { breakpoints: fields });
    expect(body).toMatchObject({ breakpoints: [{ verified: false }, { verified: false }] });
    await client.setExceptionBreakpointsRequest({ filters: ["other"] });
    expect(await client.travel("continue")).toMatchObject({ reason: "end" });
  });
});

test("a divergence stops where the agent sends something else, in the words of replay", async () => {
  const { client } = await launched({ agents: [CHANGED] });
  await client.setExceptionBreakpointsRequest({ filters: ["divergence", "error"] });
  const { reason, threadId = 0, text, seq } = await client.travel("continue");
  expect({ reason, text }).toEqual({ reason: "exception", text: "divergence" });
  const { threads } = (await client.threadsRequest()).body;
  expect(threads.find(({ id }) => id === threadId)?.name).toMatch(/^coder\//);
  const { body } = await client.exceptionInfoRequest({ threadId });
  expect(body).toMatchObject({ exceptionId: "divergence (differs)", breakMode: "always" });
  expect(body.description).toMatch(/first difference: .*\n {2}recorded: .*\n {2}attempted: /);
  expect(body.description).toContain("the behaviour of coder changed");
  expect((await client.travel("stepBack", { threadId })).seq).toBeLessThan(seq);
  expect(await client.travel("continue")).toMatchObject({ reason: "exception" });
});

describe("logs", () => {
  test("that were cut short are read to there, and said to be torn", async () => {
    const log = place.at("torn.hlog");
    await copyFile(GOLDEN_LOG, log);
    await truncate(log, (await readFile(log)).length - 30);
    const { client } = await launched({ log });
    expect(client.output).toMatch(/torn: the last \d+ bytes, from byte \d+, are no whole message/);
    expect((await client.travel("continue")).reason).toBe("end");
  });

  test("that were changed are refused", async () => {
    const log = place.at("changed.hlog");
    const bytes = await readFile(GOLDEN_LOG);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    await writeFile(log, bytes);
    const client = new AdapterClient();
    expect(await client.refused("launch", { log })).toMatch(/^LOG_DAMAGED: /);
  });

  test("of somebody else run no module that they name, unless somebody trusts them", async () => {
    const directory = place.at("theirs");
    await mkdir(directory);
    const log = path.join(directory, "log.hlog");
    await copyFile(PLUGIN_LOG, log);
    const client = new AdapterClient();
    expect(await client.refused("launch", { log })).toMatch(/^LOG_UNTRUSTED: /);
  });

  test("whose agents print do not break the protocol", async () => {
    const loud = place.at("loud.mjs");
    await writeFile(loud, 'console.log("loud"); export default [];\n');
    const client = new AdapterClient();
    await client.initializeRequest();
    await client.ask("launch", { log: GOLDEN_LOG, agents: [loud] }).catch(() => {});
    expect((await client.initializeRequest()).success).toBe(true);
    expect(client.stderr).toContain("loud");
  });
});
