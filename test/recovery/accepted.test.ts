import path from "node:path";
import { expect, test } from "vitest";
import terseCoder from "../../examples/terse-coder.ts";
import { replay } from "../../app/replay/index.ts";
import { resume, run } from "../../app/run/index.ts";
import { verify } from "../../app/verify/index.ts";
import type { Body, Envelope } from "../../protocols/index.ts";
import { defaults } from "../../runtime/config/index.ts";
import type { AgentDefinition } from "../../runtime/define/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { workplace } from "../cli/command.ts";
import { readTrajectory } from "../cli/output-files.ts";
import { counter, plant } from "../cli/repositories.ts";

const place = workplace();

/** As the coder, but it calls its first thoughts designs and breaks at the last file. */
function brokenCoder(last: string): AgentDefinition {
  return {
    ...terseCoder,
    behaviour: "0000000000000000",
    outgoing: [
      (message) => {
        if (message.kind !== "coder.finished") return message;
        const body = message.body as Body<"coder.finished">;
        if (body.path === last) throw new Error("the coder is broken");
        const steps = body.steps.map((step) =>
          step.kind === "think"
            ? { ...step, thought: { ...step.thought, purpose: "design" as const } }
            : step,
        );
        return { ...message, body: { ...body, steps } };
      },
    ],
  };
}

test("a run goes on with a mended agent from where its messages still agree, and the log says so", async () => {
  const repository = await plant(place.at("counter"), counter);
  const out = place.at("out");
  const env = { HOME: place.at("home") };
  const config = {
    ...defaults,
    out,
    coders: 1,
    search: { ...defaults.search, strategy: "none" },
    graph_options: { ...defaults.graph_options, threads: 0, cache_bytes: 0 },
  };
  const wrong = brokenCoder("src/app.py");
  const failed = await run({ repositories: [repository], config, definitions: [wrong], env });
  expect(failed.summary.sessions).toMatchObject([{ status: "failed", code: "AGENT_FAILED" }]);

  const definitions = [terseCoder];
  await expect(resume({ directory: out, definitions, env })).rejects.toMatchObject({
    code: "BEHAVIOUR_CHANGED",
  });
  const unknown = resume({ directory: out, definitions, env, acceptBehaviour: ["codder"] });
  await expect(unknown).rejects.toMatchObject({
    code: "BEHAVIOUR_CHANGED",
  });
  const mended = await resume({ directory: out, definitions, env, acceptBehaviour: ["coder"] });
  expect(mended.summary.sessions).toMatchObject([{ status: "done" }]);
  expect(await verify({ target: out })).toMatchObject({ ok: true });

  const log: Envelope[] = [];
  for await (const envelope of readLog(path.join(out, "log.hlog"))) log.push(envelope);
  const accepted = log.filter(({ kind }) => kind === "run.accepted");
  expect(accepted.map(({ body }) => body)).toEqual([
    { behaviours: { coder: terseCoder.behaviour } },
  ]);
  // What was agreed on was not asked again.
  expect(log.filter(({ kind }) => kind === "author.requirements")).toHaveLength(1);
  const trajectory = await readTrajectory(out);
  expect(trajectory.made_by?.roles["coder"]).toBe(`${wrong.behaviour}+${terseCoder.behaviour}`);
  const purposes = trajectory.steps.flatMap((step) =>
    step.kind === "act"
      ? step.steps.flatMap((each) => (each.kind === "think" ? [each.purpose] : []))
      : [],
  );
  expect(new Set(purposes)).toEqual(new Set(["write"]));

  const replayed = await replay({ log: path.join(out, "log.hlog"), definitions, env });
  expect(replayed).toMatchObject({ divergences: [], changed: [] });
  const again = await resume({ directory: out, definitions, env });
  expect(again.summary.sessions).toMatchObject([{ status: "done" }]);
});
