import { expect } from "vitest";
import { run, succeed } from "../cli/harness/command.ts";
import { logOf } from "../cli/harness/output-files.ts";
import { AuthorDirection } from "./harness/author.ts";
import { Cluster } from "./harness/cluster.ts";
import { referenceProjects } from "./harness/projects.ts";
import { heldOf, statusOf } from "./harness/status.ts";
import { describe, test } from "../nats/required.ts";

const projects = referenceProjects(3);
const { place } = projects;

describe("collected with --keep and --failed", () => {
  test("sessions stay on the server, or leave it as they failed", async () => {
    const cluster = await Cluster.start();
    try {
      const author = await AuthorDirection.in(place.at("keeping-author"));
      const [first = "", refused = ""] = [...projects.reference.keys()].sort();
      await author.refuse(refused);
      await cluster.submit(projects.repositories.slice(0, 2), author.submission);
      await cluster.worker(author.worker);
      await cluster.over();
      const collect = (out: string, ...flags: string[]) =>
        run(["collect", ...cluster.at, "--out", place.at(out), "--progress", "off", ...flags]);
      expect((await collect("kept", "--keep", "--failed")).code).toBe(1);
      expect(await heldOf(cluster, first)).toBeGreaterThan(10);
      expect(await heldOf(cluster, refused)).toBeGreaterThan(0);
      await succeed(["replay", logOf(place.at("kept")), ...author.submission]);
      expect((await collect("taken", "--failed")).code).toBe(1);
      expect(await heldOf(cluster, first)).toBe(0);
      expect(await heldOf(cluster, refused)).toBe(0);
      await succeed(["replay", logOf(place.at("taken")), ...author.submission]);
      // What has left cannot be tried again, and nobody waits for it.
      await author.accept();
      const resumed = await succeed(["resume", ...cluster.at, "--json"]);
      expect(JSON.parse(resumed)).toMatchObject({ retried: [] });
      expect((await statusOf(cluster)).run).toMatchObject({ state: "done" });
      expect((await collect("taken", "--follow")).code).toBe(1);
    } finally {
      await cluster.close();
    }
  });

  test("a session that was kept, failed and retried does not mix with earlier results", async () => {
    const cluster = await Cluster.start();
    try {
      const author = await AuthorDirection.in(place.at("mixing-author"));
      const [refused = ""] = [...projects.reference.keys()].sort();
      await author.refuse(refused);
      await cluster.submit(projects.repositories.slice(0, 2), author.submission);
      await cluster.worker(author.worker);
      await cluster.over();
      const collect = (out: string, ...flags: string[]) =>
        run(["collect", ...cluster.at, "--out", place.at(out), "--progress", "off", ...flags]);
      expect((await collect("mixed", "--keep", "--failed")).code).toBe(1);
      await author.accept();
      await succeed(["resume", ...cluster.at]);
      await cluster.over();
      const mixed = await collect("mixed");
      expect(mixed.code).toBe(2);
      expect(mixed.stderr).toMatch(/^OUTPUT_EXISTS: .*before it was tried again/);
      expect((await collect("whole")).code).toBe(0);
      await succeed(["replay", logOf(place.at("whole")), ...author.submission]);
    } finally {
      await cluster.close();
    }
  });
});
