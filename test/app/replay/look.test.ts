import { describe, expect, test } from "vitest";
import { explain } from "../../../app/explain/index.ts";
import {
  describeStep,
  diffLogs,
  findSlow,
  indexLog,
  readMessages,
} from "../../../app/log/index.ts";
import { causesOf, effectsOf } from "../../../runtime/replay/index.ts";
import { logOf } from "../../cli/harness/output-files.ts";
import { helpedCoder, recorded } from "./recorded.ts";

const place = recorded();

function indexed() {
  return indexLog({ log: logOf(place.at("out")), definitions: [helpedCoder()] });
}

describe("the index of a log", () => {
  test("leads from every message to the first, and from the first to every message", async () => {
    const { messages } = await indexed();
    for (const envelope of messages.messages) {
      const [first] = causesOf(messages, envelope);
      expect(first?.cause).toBeNull();
    }
    const [opened] = messages.messages;
    expect(effectsOf(messages, opened!)).toHaveLength(messages.last);
  });

  test("has for every step the state before it, as the step before left it", async () => {
    const { steps, messages } = await indexed();
    expect(steps.agents.length).toBeGreaterThan(3);
    for (const agent of steps.agents) {
      const own = steps.of(agent);
      for (const [at, step] of own.entries()) expect(step.before).toBe(own[at - 1]?.after);
    }
    const described = messages.messages.find(({ kind }) => kind === "graph.described")!;
    const step = describeStep({ messages, steps }, described);
    expect(step).toMatchObject({ agent: described.to, before: "describing", after: "thinking" });
    expect(step.patch.map(({ path }) => path)).toContain("/described");
    expect(step.sent.map(({ kind }) => kind)).toEqual(["author.thought"]);
  });

  test("adds up waiting, and finds no difference of a log from itself", async () => {
    const log = logOf(place.at("out"));
    const { roles, open } = await findSlow(readMessages(log));
    expect(roles.map(({ name }) => name).toSorted()).toEqual([
      "author",
      "graph",
      "recorder",
      "scorer",
    ]);
    expect(open).toBe(0);
    expect(await diffLogs(log, log)).toEqual([]);
  });
});

describe("explain", () => {
  test("gives each thought its candidates, and the kept one is the trajectory's", async () => {
    const { messages } = await indexed();
    const target = place.at("out");
    const explanation = await explain({ target, file: "src/app.py" });
    const finished = messages.messages.find(
      ({ kind, from }) => kind === "search.finished" && from.endsWith("/src/app.py"),
    );
    const { kept, candidates } = finished!.body as { kept: string[]; candidates: number[] };
    expect(explanation.thoughts.map(({ candidates: all }) => all.length - 1)).toEqual(candidates);
    for (const [at, { kept: chosen, candidates: all }] of explanation.thoughts.entries()) {
      expect(chosen === null ? null : all[chosen]?.text).toBe(kept[at] ?? null);
      expect(all.filter(({ fate }) => fate === "kept").map(({ candidate }) => candidate)).toEqual(
        chosen === null ? [] : [chosen],
      );
      for (const { rule } of all) expect(rule).toMatch(/^(kept|dropped|not |refused)/);
    }
  });

  test("names the file that was meant, and how many thoughts there are", async () => {
    const target = place.at("out");
    await expect(explain({ target, file: "src/ap.py" })).rejects.toMatchObject({
      code: "USAGE",
      detail: expect.stringContaining("did you mean src/app.py?") as string,
    });
    const step = explain({ target, file: "src/app.py", step: 9 });
    await expect(step).rejects.toMatchObject({ code: "USAGE" });
  });
});
