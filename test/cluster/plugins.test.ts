import { beforeAll, expect, vi } from "vitest";
import { fileURLToPath } from "node:url";
import { workplace } from "../cli/harness/command.ts";
import { Cluster } from "./harness/cluster.ts";
import { problemsOf, referenceRun } from "./harness/reference.ts";
import { LONG } from "./harness/projects.ts";
import { plantProjects } from "./harness/repositories.ts";
import { test } from "../nats/required.ts";

vi.setConfig({ testTimeout: LONG, hookTimeout: LONG });

const agents = ["reviewer", "debugger", "tests-first"].map((name) =>
  fileURLToPath(new URL(`../../examples/${name}.ts`, import.meta.url)),
);
agents.push(fileURLToPath(new URL("../plugins/careless.ts", import.meta.url)));
const modules = agents.flatMap((module) => ["--agents", module]);
/** What the run is made with: what the modules bring, and few evaluations. */
const options = [...modules, "--author", "parrot", "--scorer", "longest", "--evaluations", "1"];
const place = workplace();
let repositories: string[];
let reference: Awaited<ReturnType<typeof referenceRun>>;

beforeAll(async () => {
  repositories = await plantProjects(place.at("repositories"), 1);
  reference = await referenceRun(repositories, place.at("reference"), options);
});

test("the example plug-ins together give the same bytes on two workers, one of them killed", async () => {
  const cluster = await Cluster.start();
  try {
    await cluster.submit(repositories, options);
    const [victim] = await Promise.all([cluster.worker({ agents }), cluster.worker({ agents })]);
    await victim.joined();
    await cluster.reached(Math.floor(reference.messages / 2));
    await victim.kill();
    cluster.gone(victim);
    await cluster.over();
    const collected = await cluster.collect();
    expect(await problemsOf(collected, reference.trajectories, modules)).toEqual([]);
  } finally {
    await cluster.close();
  }
});
