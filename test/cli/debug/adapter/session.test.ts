import { describe, expect, test } from "vitest";
import { indexLog, type IndexedLog } from "../../../../app/log/index.ts";
import { GOLDEN_LOG } from "../../../app/replay/golden-log.ts";
import { LOG, launched } from "./client.ts";

let reading: Promise<IndexedLog> | undefined;

function golden(): Promise<IndexedLog> {
  reading ??= indexLog({ log: GOLDEN_LOG, env: {} });
  return reading;
}

/** Position of a message of a kind, and the agent that handles it. */
async function handled(kind: string, nth = 0): Promise<{ seq: number; agent: string }> {
  const { messages, steps } = await golden();
  const seq = messages.ofKind(kind)[nth] ?? 0;
  return { seq, agent: steps.at(seq)?.agent ?? "" };
}

const stopAtKind = (name: string) => ({
  set: (client: { setFunctionBreakpointsRequest(args: object): Promise<unknown> }) =>
    client.setFunctionBreakpointsRequest({ breakpoints: [{ name }] }),
});

describe("a launch", () => {
  test("stops at its first message, with the log and its agents as threads", async () => {
    const { messages } = await golden();
    const { client, first } = await launched();
    expect(first).toMatchObject({ reason: "entry", threadId: LOG, allThreadsStopped: true });
    expect((await client.threadsRequest()).body.threads).toEqual([
      { id: LOG, name: "log: all messages" },
    ]);
    expect(client.output).toContain(`${messages.last} messages, `);
    const end = await client.travel("continue");
    expect(end).toMatchObject({ reason: "end", seq: messages.last });
    const { threads } = (await client.threadsRequest()).body;
    expect(threads.map(({ name }) => name)).toContain("coder/src/votes.py");
    await client.disconnectRequest();
    expect(await client.ended).toBe(0);
  });

  test("takes its log and its position from the command line", async () => {
    const command = [GOLDEN_LOG, "--at", "17"];
    const { client, first } = await launched({ log: undefined }, { command });
    const [frame] = await client.frames(first?.threadId ?? 0);
    expect(frame?.id).toBe(17);
  });

  test("runs to the first breakpoint unless it is to stop on entry", async () => {
    const { seq } = await handled("graph.described");
    const args = { stopOnEntry: false, breakpoints: ['kind == "graph.described"'] };
    const { client, first } = await launched(args);
    expect(first?.reason).toBe("function breakpoint");
    expect((await client.frames(first?.threadId ?? 0))[0]?.id).toBe(seq);
  });
});

describe("at a breakpoint on a kind of message", () => {
  test("the stack is the step and its causes, back to the first, and comes in pages", async () => {
    const index = await golden();
    const { seq } = await handled("graph.described");
    const { client } = await launched({}, stopAtKind("graph.described"));
    const { threadId = 0, ...stop } = await client.travel("continue");
    expect(stop).toMatchObject({ reason: "function breakpoint", text: "graph.described", seq });
    const frames = await client.frames(threadId);
    const causes: number[] = [];
    for (let at = index.messages.at(seq); at; at = index.messages.causeOf(at)) causes.push(at.seq);
    expect(frames.map(({ id }) => id)).toEqual(causes);
    expect(frames[0]?.name).toBe(
      `${seq}  graph.described  coder/README.md  describing -> thinking`,
    );
    expect(frames.at(-1)).toMatchObject({ id: 1, presentationHint: "subtle" });
    expect(await client.frames(threadId, { startFrame: 1, levels: 2 })).toEqual(frames.slice(1, 3));
    const { body } = await client.stackTraceRequest({ threadId, levels: 2 });
    expect(body.totalFrames).toBe(3);
  });

  test("the source is the machine, and the line its current state", async () => {
    const { client } = await launched({}, stopAtKind("graph.described"));
    const { threadId = 0 } = await client.travel("continue");
    const [frame] = await client.frames(threadId);
    const { sourceReference = 0 } = frame?.source ?? {};
    const { body } = await client.sourceRequest({ sourceReference });
    expect(body.content.split("\n")[(frame?.line ?? 0) - 1]?.trim()).toBe("thinking");
    expect(body.content).toContain("graph.described -> deciding");
  });

  test("variables are opened one by one, and what changed is marked", async () => {
    const { client } = await launched({}, stopAtKind("graph.described"));
    const { seq } = await client.travel("continue");
    const context = await client.scope(seq, "Context");
    const described = context.find(({ name }) => name === "described");
    expect(described).toMatchObject({ evaluateName: "context.described", type: "object" });
    expect(described?.value).toMatch(/\(was null\)$|\(new\)$/);
    expect(described?.presentationHint?.attributes).toContain("changed");
    const purposes = context.find(({ name }) => name === "purposes");
    expect(purposes).toMatchObject({
      value: expect.stringMatching(/^Array\(\d\) {2}\(changed\)$/) as string,
    });
    const parts = await client.parts(purposes?.variablesReference ?? 0, {
      filter: "indexed",
      start: 0,
      count: 1,
    });
    expect(parts).toMatchObject([{ name: "0", evaluateName: "context.purposes[0]" }]);
    const input = context.find(({ name }) => name === "input");
    expect(input?.presentationHint?.attributes).not.toContain("changed");
    const names = async (scope: string) => (await client.scope(seq, scope)).map(({ name }) => name);
    expect(await names("Changes")).toContain("/described");
    expect(await names("Message")).toEqual(expect.arrayContaining(["kind", "body", "answers"]));
    expect(await names("State")).toEqual(
      expect.arrayContaining(["before", "after", "state thinking"]),
    );
    expect((await client.scope(seq, "Sent"))[0]?.value).toMatch(/^author\.thought -> author\/pool/);
  });

  test("a condition narrows it, and roles, agents and conditions are breakpoints as well", async () => {
    const { messages, steps } = await golden();
    const second = await handled("graph.described", 1);
    const { client } = await launched();
    const at = async (breakpoint: object): Promise<number> => {
      await client.setFunctionBreakpointsRequest({ breakpoints: [breakpoint as { name: string }] });
      await client.travel("goto", { targetId: 1 });
      return (await client.travel("continue")).seq;
    };
    const condition = `agent == ${JSON.stringify(second.agent)}`;
    expect(await at({ name: "graph.described", condition })).toBe(second.seq);
    const ofSearch = steps.steps.find(({ agent }) => agent.includes("/search/"));
    expect(await at({ name: "search" })).toBe(ofSearch?.seq);
    expect(await at({ name: "coder/src/votes.py" })).toBe(
      steps.of(second.agent.replace(/coder\/.*/, "coder/src/votes.py"))[0]?.seq,
    );
    expect(await at({ name: "kind == 'session.finished'" })).toBe(
      messages.ofKind("session.finished")[0],
    );
  });
});

describe("other breakpoints", () => {
  test("one on a line of a machine stops where the state is entered, both ways", async () => {
    const { client } = await launched();
    const { sources } = (await client.ask("loadedSources")).body as {
      sources: { name: string; sourceReference: number }[];
    };
    const source = sources.find(({ name }) => name === "coder.hindcast-machine")!;
    const { content } = (await client.sourceRequest({ sourceReference: source.sourceReference }))
      .body;
    const line = content.split("\n").findIndex((text) => text.trim() === "searching") + 1;
    const { breakpoints } = (
      await client.setBreakpointsRequest({ source, breakpoints: [{ line }, { line: 9999 }] })
    ).body;
    expect(breakpoints).toMatchObject([{ verified: true, line, source }, { verified: false }]);
    const { seq, reason, threadId } = await client.travel("continue");
    expect(reason).toBe("breakpoint");
    const [frame] = await client.frames(threadId ?? 0);
    expect(frame).toMatchObject({ line, name: expect.stringContaining("-> searching") as string });
    const again = await client.travel("continue");
    expect(again.seq).toBeGreaterThan(seq);
    expect(await client.travel("reverseContinue")).toMatchObject({ seq, reason: "breakpoint" });
    expect(await client.travel("reverseContinue")).toMatchObject({ seq: 1, reason: "start" });
  });

  test("one on a line of an event stops where the message is handled in that state", async () => {
    const { seq } = await handled("graph.described");
    const { client } = await launched();
    const source = { name: "coder.hindcast-machine" };
    const { content } = (await client.sourceRequest({ sourceReference: 0, source })).body;
    const lines = content.split("\n");
    const line = lines.findIndex((text) => text.trim().startsWith("graph.described -> ")) + 1;
    await client.setBreakpointsRequest({ source, breakpoints: [{ line }] });
    expect(await client.travel("continue")).toMatchObject({ seq, reason: "breakpoint" });
    const { targets } = (await client.ask("gotoTargets", { source, line })).body as {
      targets: { id: number; label: string }[];
    };
    expect(targets[0]?.label).toContain("next: ");
    expect((await client.travel("goto", { targetId: targets[0]?.id })).seq).toBe(targets[0]?.id);
  });

  test("one on a field stops where one agent changes it", async () => {
    const { steps } = await golden();
    const { client } = await launched({}, stopAtKind("graph.described"));
    const { seq } = await client.travel("continue");
    const { body } = await client.scopesRequest({ frameId: seq });
    const { variablesReference } = body.scopes[0]!;
    const { dataId, description } = (
      await client.ask("dataBreakpointInfo", { variablesReference, name: "draft" })
    ).body as { dataId: string; description: string };
    const { agent } = steps.at(seq)!;
    expect(description).toBe(`context.draft of ${agent}`);
    await client.setFunctionBreakpointsRequest({ breakpoints: [] });
    await client.ask("setDataBreakpoints", { breakpoints: [{ dataId }] });
    const draftOf = (state: { readonly context: unknown } | undefined) =>
      (state?.context as { readonly draft?: unknown } | undefined)?.draft;
    const changing = steps
      .of(agent)
      .filter(({ before, after }) => before && draftOf(before) !== draftOf(after));
    const next = changing.find((step) => step.seq > seq);
    expect(await client.travel("continue")).toMatchObject({
      seq: next?.seq,
      reason: "data breakpoint",
    });
  });
});

describe("steps", () => {
  test("go along one agent, the log, and causes, both ways", async () => {
    const { messages, steps } = await golden();
    const { seq, agent } = await handled("graph.described");
    const { client } = await launched({ at: seq });
    const { threads } = (await client.threadsRequest()).body;
    const threadId = threads.find(({ name }) => agent.endsWith(name))!.id;
    const own = steps.of(agent).map((step) => step.seq);
    const after = own[own.indexOf(seq) + 1];
    expect(await client.travel("next", { threadId })).toMatchObject({ seq: after, threadId });
    expect(await client.travel("stepBack", { threadId })).toMatchObject({ seq, threadId });
    expect(await client.travel("next")).toMatchObject({ seq: seq + 1, threadId: LOG });
    expect((await client.travel("stepBack", { threadId, granularity: "instruction" })).seq).toBe(
      seq,
    );
    const effect = messages.effectsOf(messages.at(seq)!)[0]!;
    expect((await client.travel("stepIn", { threadId })).seq).toBe(effect.seq);
    expect((await client.travel("stepOut")).seq).toBe(seq);
    expect((await client.travel("restartFrame", { frameId: 3 })).seq).toBe(3);
  });

  test("end at both ends of the log, and say so", async () => {
    const { messages } = await golden();
    const { client } = await launched({ at: messages.last });
    const last = await client.travel("next");
    expect(last).toMatchObject({
      seq: messages.last,
      description: "This is the last message of the log",
    });
    expect((await client.travel("stepBack")).seq).toBe(messages.last - 1);
    await client.travel("goto", { targetId: 1 });
    expect(await client.travel("stepBack")).toMatchObject({
      seq: 1,
      description: "This is the first message of the log",
    });
  });

  test("a pause stops where the position is", async () => {
    const { client } = await launched({ at: 9 });
    expect(await client.travel("pause")).toMatchObject({ reason: "pause", seq: 9 });
  });
});

test("expressions are those of the condition language, and show what they name", async () => {
  const { seq, agent } = await handled("graph.described");
  const { client } = await launched({ at: seq });
  const evaluate = async (expression: string, context = "watch") =>
    (await client.evaluateRequest({ expression, frameId: seq, context })).body;
  expect(await evaluate("kind")).toMatchObject({ result: '"graph.described"', type: "string" });
  expect((await evaluate("agent == 'x'")).result).toBe("false");
  expect((await evaluate("changed(context.described)")).result).toBe("true");
  expect(JSON.parse((await evaluate("agent", "clipboard")).result)).toBe(agent);
  const { variablesReference } = await evaluate("context.described");
  const parts = await client.parts(variablesReference);
  expect(parts.map(({ evaluateName }) => evaluateName)).toContain("context.described.outline");
  const said = await client.refused("evaluate", { expression: "process.exit()", context: "repl" });
  expect(said).toMatch(/USAGE: .*found "process/);
});
