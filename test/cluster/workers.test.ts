import { expect } from "vitest";
import { fileURLToPath } from "node:url";
import { succeed } from "../cli/harness/command.ts";
import { AuthorDirection } from "./harness/author.ts";
import { Cluster } from "./harness/cluster.ts";
import { LONG, referenceProjects } from "./harness/projects.ts";
import { problemsOf } from "./harness/reference.ts";
import { shareIs, statusOf } from "./harness/status.ts";
import { describe, test } from "../nats/required.ts";

const CHANGED = fileURLToPath(new URL("../fixtures/agents/changed-coder.ts", import.meta.url));

const projects = referenceProjects(3);
const { place } = projects;

describe("workers", () => {
  test("with parts of the roles come to the same together; another behaviour is left out and said so", async () => {
    const cluster = await Cluster.start();
    try {
      await cluster.submit(projects.repositories);
      const [agents, changed] = await Promise.all([
        cluster.worker({ roles: "main,coder,search" }),
        cluster.worker({ agents: [CHANGED], roles: "coder,scorer" }),
        cluster.worker({ roles: "graph,recorder" }),
        cluster.worker({ roles: "author" }),
      ]);
      await changed.joined();
      const reason = /the run has \S+, loaded is \S+/;
      expect(changed.log).toMatch(/role left out/);
      expect(changed.log).toMatch(reason);
      await cluster.over();
      const text = await succeed(["status", ...cluster.at]);
      expect(text).toMatch(/ does not play coder in trial: the run has \S+, loaded is \S+/);
      await shareIs(cluster, changed, { steps: 0 });
      await shareIs(cluster, agents, { steps: expect.toSatisfy((steps) => steps > 10) });
      const { workers } = await statusOf(cluster);
      const own = workers.find(({ pid }) => pid === agents.pid);
      expect(own?.runs[cluster.run]?.requests).toEqual({});
      expect(await problemsOf(await cluster.collect(), projects.reference)).toEqual([]);
    } finally {
      await cluster.close();
    }
  });

  test("leave a service to those who have the module that the run was submitted with", async () => {
    const cluster = await Cluster.start();
    try {
      const author = await AuthorDirection.in(place.at("module-author"));
      await cluster.submit(projects.repositories.slice(0, 1), author.submission);
      const plain = await cluster.worker();
      await plain.joined();
      const directed = await cluster.worker({ ...author.worker, roles: "author" });
      await cluster.over();
      expect((await author.requests()).length).toBeGreaterThan(0);
      await shareIs(cluster, directed, { requests: { author: 0 } });
      await shareIs(cluster, plain, { left_out: { author: "its module is not loaded here" } });
      const { workers } = await statusOf(cluster);
      const other = workers.find(({ pid }) => pid === plain.pid);
      expect(Object.keys(other?.runs[cluster.run]?.requests ?? {})).not.toContain("author");
    } finally {
      await cluster.close();
    }
    const other = await Cluster.start();
    try {
      const author = await AuthorDirection.in(place.at("uncalled-author"));
      await other.submit(projects.repositories.slice(0, 1));
      const directed = await other.worker(author.worker);
      await directed.joined();
      expect(directed.log).toMatch(/author.*the run was submitted without the module/);
    } finally {
      await other.close();
    }
  });

  test("that are stopped hand over their agents: no worker waits for a lease", async () => {
    const cluster = await Cluster.start();
    try {
      // Longer than the test may take.
      await cluster.submit(projects.repositories, ["--lease", String(2 * LONG)]);
      const leaver = await cluster.worker();
      await cluster.reached(100);
      const heir = await cluster.worker();
      await heir.joined();
      expect(await leaver.stop()).toBe(0);
      expect(leaver.log).toContain('"drained"');
      expect(leaver.log).toContain("the NATS server asks nobody for credentials");
      cluster.gone(leaver);
      await cluster.over();
      const { workers } = await statusOf(cluster);
      expect(workers.map(({ pid }) => pid)).toEqual([heir.pid]);
      expect(await problemsOf(await cluster.collect(), projects.reference)).toEqual([]);
    } finally {
      await cluster.close();
    }
  });
});
