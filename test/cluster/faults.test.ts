import { afterAll, beforeAll, expect, vi } from "vitest";
import { requestOfReply } from "../../protocols/index.ts";
import { NatsBus } from "../../runtime/bus/nats/index.ts";
import { workplace } from "../cli/harness/command.ts";
import { faults } from "./faults.ts";
import { AuthorDirection } from "./harness/author.ts";
import { Cluster } from "./harness/cluster.ts";
import { problemsOf, referenceRun } from "./harness/reference.ts";
import { LONG } from "./harness/projects.ts";
import { plantProjects } from "./harness/repositories.ts";
import { tryFault, type Reference } from "./trial.ts";
import { describe, test } from "../nats/required.ts";

/**
 * What a build can wait for. A cut of half a minute, and a server of another version, which has to
 * be there first, are tried by `sweep.ts`, as are all the others at many more moments.
 */
const tried = faults.filter(({ name }) => !/30 s|another version/.test(name));

vi.setConfig({ testTimeout: LONG, hookTimeout: LONG });

const place = workplace();
let reference: Reference;

beforeAll(async () => {
  const repositories = await plantProjects(place.at("repositories"), 2);
  const ran = await referenceRun(repositories, place.at("reference"));
  reference = { repositories, ...ran };
});

describe("the results are the same after", () => {
  test.each(tried.map((fault, index) => ({ ...fault, seed: 7 + index })))(
    "$name",
    async ({ seed, ...fault }) => {
      expect(await tryFault(fault, seed, reference)).toEqual([]);
    },
  );
});

describe("a worker that dies", () => {
  let cluster: Cluster;
  afterAll(async () => {
    await cluster.close();
  });

  test("costs no repeated call that had been answered", async () => {
    cluster = await Cluster.start();
    const author = await AuthorDirection.in(place.at("author"));
    await cluster.submit(reference.repositories, author.submission);
    const victim = await cluster.worker(author.worker);
    await victim.joined();
    // It has been answered many times, and has some questions open.
    await author.asked(8);
    await author.hold();
    await author.held(1);
    await victim.kill();
    cluster.gone(victim);

    const answered = await answersOf(cluster);
    const before = await author.requests();
    const open = before.filter((id) => !answered.has(id));
    expect(before.length - open.length).toBeGreaterThanOrEqual(7);
    expect(open.length).toBeGreaterThan(0);

    await author.go();
    await cluster.worker(author.worker);
    await cluster.over();
    const again = (await author.requests()).slice(before.length);
    expect(again).toEqual(expect.arrayContaining(open));
    expect(again.filter((id) => answered.has(id))).toEqual([]);
    expect(new Set(again).size).toBe(again.length);
    const modules = author.submission;
    const { trajectories } = await referenceRun(
      reference.repositories,
      place.at("directed"),
      modules,
    );
    expect(await problemsOf(await cluster.collect(), trajectories, modules)).toEqual([]);
  });
});

/** Ids of all requests that the log holds an answer to. */
async function answersOf(cluster: Cluster): Promise<ReadonlySet<string>> {
  const bus = await NatsBus.open(await cluster.link(), { run: cluster.run });
  const answered = new Set<string>();
  for await (const { id } of bus.read()) {
    const request = requestOfReply(id);
    if (request !== undefined) answered.add(request);
  }
  await bus.close();
  return answered;
}
