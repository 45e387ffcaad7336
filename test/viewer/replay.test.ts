import { appendFile, copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { Answers, openTarget } from "../../viewer/api/index.ts";
import { MessageColumns } from "../../viewer/api/replay/message-columns.ts";
import type {
  AgentAnswer,
  DivergencesAnswer,
  MessageAnswer,
  MessagesAnswer,
  PoolAnswer,
  ReplayAnswer,
} from "../../viewer/contracts/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { workplace } from "../cli/harness/command.ts";
import { smallRun } from "./small-run.ts";

const place = workplace();
let out: string;
let answers: Answers;

beforeAll(async () => {
  out = await smallRun(place.at("repo"), place.at("out"));
  answers = new Answers({ run: await openTarget(out) });
}, 120_000);

async function ask<T>(name: string, query: Record<string, string> = {}): Promise<T> {
  return (await answers.ask(name, query)) as T;
}

test("every head of the log has its cause, as the ids of the messages say", async () => {
  const { last, reading } = await ask<ReplayAnswer>("replay");
  expect(reading).toBe(false);
  const { total, messages } = await ask<MessagesAnswer>("messages", { count: "1000" });
  expect(total).toBe(last);
  const seqs = new Map<string, number>();
  for await (const { id, seq, cause, from, to, kind } of readLog(path.join(out, "log.hlog"))) {
    const head = messages[seq - 1];
    if (!head) break;
    expect(head).toMatchObject({ seq, from, to, kind });
    expect(head.cause).toBe(cause === null ? null : (seqs.get(cause) ?? null));
    seqs.set(id, seq);
  }
});

test("windows, filters, causes and effects agree with each other", async () => {
  const all = await ask<MessagesAnswer>("messages", { count: "1000" });
  const scored = all.messages.filter(({ kind }) => kind === "scorer.scored");
  const passing = await ask<MessagesAnswer>("messages", { kind: "scorer.scored", count: "1000" });
  expect(passing).toMatchObject({ total: passing.messages.length });
  expect(passing.messages.slice(0, scored.length)).toEqual(scored);
  const window = await ask<MessagesAnswer>("messages", { from: "10", count: "5" });
  expect(window.messages.map(({ seq }) => seq)).toEqual([11, 12, 13, 14, 15]);
  const [first] = scored;
  const message = await ask<MessageAnswer>("message", { seq: String(first?.seq) });
  expect(message.causes.at(-1)?.seq).toBe(message.head.cause);
  expect(message.causes[0]?.cause).toBeNull();
  const cause = await ask<MessageAnswer>("message", { seq: String(message.head.cause) });
  expect(cause.effects.map(({ seq }) => seq)).toContain(first?.seq);
});

test("an agent is in the state that its last message left it in", async () => {
  const { messages } = await ask<MessagesAnswer>("messages", { kind: "search.finished" });
  const address = messages[0]?.from ?? "";
  const seq = String(messages[0]?.seq);
  const agent = await ask<AgentAnswer>("agent", { address, seq });
  expect(agent.after).toEqual(["finished"]);
  expect(agent.states.map(({ name }) => name)).toContain("grounding");
  expect(agent.next).toBeNull();
  const early = await ask<AgentAnswer>("agent", { address, seq: "1" });
  expect(early).toMatchObject({ step: null, after: [] });
  expect(await ask<DivergencesAnswer>("divergences")).toMatchObject({ count: 0, listed: [] });
});

test("services are counted from their requests and answers", async () => {
  const { services, agents } = await ask<PoolAnswer>("pool");
  const requests = new Map<string, number>();
  for await (const { to, id } of readLog(path.join(out, "log.hlog"))) {
    const [, role = "", key] = to.split("/");
    if (key === "pool" && !id.endsWith(".reply")) requests.set(role, (requests.get(role) ?? 0) + 1);
  }
  expect(new Map(services.map((service) => [service.role, service.requests]))).toEqual(requests);
  for (const service of services) {
    expect(service).toMatchObject({ open: 0, answered: service.requests, errors: {} });
    const answered = service.answers.reduce((sum, value) => sum + value, 0);
    expect(answered).toBe(service.answered);
  }
  expect(agents).toEqual({});
});

test("a log that grows is read on from where it was, and a torn end waits for its rest", async () => {
  const whole = await readFile(path.join(out, "log.hlog"));
  const log = path.join(place.at("growing"), "log.hlog");
  await mkdir(path.dirname(log), { recursive: true });
  await copyFile(path.join(out, "log.hlog"), log);
  const half = Math.floor(whole.length / 2);
  await writeFile(log, whole.subarray(0, half));
  const seen: number[] = [];
  const table = new MessageColumns(log, ({ seq }) => seen.push(seq));
  await table.read();
  const before = table.last;
  expect(before).toBeGreaterThan(5);
  await appendFile(log, whole.subarray(half));
  await table.read();
  expect(table.last).toBe((await ask<ReplayAnswer>("replay")).last);
  expect(table.last).toBeGreaterThan(before);
  expect(seen).toEqual(Array.from({ length: table.last }, (_none, index) => index + 1));
  expect(table.row(0)).toBeUndefined();
  expect(table.row(table.last + 1)).toBeUndefined();
});

test("questions about what is not there are refused, and no name becomes a path", async () => {
  const refused = { code: "USAGE" };
  for (const [name, query] of [
    ["message", { seq: "0" }],
    ["message", { seq: "99999999" }],
    ["message", { seq: "../1" }],
    ["messages", { from: "-1" }],
    ["agent", { address: "nobody", seq: "1" }],
    ["agent", { address: "__proto__", seq: "1" }],
    ["blob", { sha256: "../../summary.json" }],
    ["blob", { sha256: "" }],
    ["arms", { session: "nobody" }],
  ] as const) {
    await expect(answers.ask(name, query), JSON.stringify([name, query])).rejects.toMatchObject(
      refused,
    );
  }
  await expect(answers.ask("blob", { sha256: "0".repeat(64) })).rejects.toMatchObject({
    code: "BLOB_MISSING",
  });
});
