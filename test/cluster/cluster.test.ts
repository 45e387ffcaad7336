import { execFileSync } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, vi } from "vitest";
import type { ClusterStatus, RunStatus } from "../../runtime/cluster/index.ts";
import { RunRegistry } from "../../runtime/cluster/index.ts";
import {
  run,
  start,
  succeed,
  workplace,
  type Ended,
  type Running,
} from "../cli/harness/command.ts";
import {
  filesBelow,
  logOf,
  readTrajectory,
  summaryOf,
  trajectoryBytes,
  trajectoryOf,
} from "../cli/harness/output-files.ts";
import { greeter, plant } from "../cli/harness/repositories.ts";
import { Cluster } from "./harness/cluster.ts";
import {
  QUICK,
  problemsOf,
  referenceRun,
  trajectoriesIn,
  type Trajectories,
} from "./harness/reference.ts";
import { LONG } from "./harness/projects.ts";
import { plantProjects } from "./harness/repositories.ts";
import { describe, test } from "../nats/required.ts";

vi.setConfig({ testTimeout: LONG, hookTimeout: LONG });

const place = workplace();
let repositories: string[];
let reference: Trajectories;
let cluster: Cluster;

beforeAll(async () => {
  repositories = await plantProjects(place.at("repositories"), 3);
  [{ trajectories: reference }, cluster] = await Promise.all([
    referenceRun(repositories, place.at("reference")),
    Cluster.start(),
  ]);
});

afterAll(async () => {
  await cluster.close();
});

/** A run of the cluster's server, by another name than the harness's own. */
const named = (name: string): string[] => ["--nats", cluster.url, "--run", name];

describe("the same bytes as in one process", () => {
  test("come from two workers", async () => {
    await cluster.submit(repositories);
    await Promise.all([cluster.worker(), cluster.worker()]);
    await cluster.over();
    const out = await cluster.collect();
    expect(await problemsOf(out, reference)).toEqual([]);
    const [here, there] = await Promise.all([summaryOf(place.at("reference")), summaryOf(out)]);
    expect(there).toEqual({ ...here, run: cluster.run, elapsed_ms: there.elapsed_ms });
    const [own, other] = await Promise.all([filesBelow(place.at("reference")), filesBelow(out)]);
    expect(other).toEqual(own);
  });

  test("come from `run --nats` alone, on a server that others use too", async () => {
    const out = place.at("alone");
    const flags = ["--out", out, "--progress", "off", "--json", ...QUICK];
    const stdout = await succeed(["run", ...repositories, ...named("alone"), ...flags]);
    expect(await problemsOf(out, reference)).toEqual([]);
    expect(JSON.parse(stdout)).toEqual(await summaryOf(out));
  });
});

describe("repositories", () => {
  let worker: Running | undefined;
  let commit: string;

  const submit = (name: string, ...args: string[]): Promise<string> =>
    succeed(["submit", ...args, ...named(name), "--progress", "off", ...QUICK]);

  /** Waits for the end of a run and brings it home. */
  const follow = (name: string) => {
    const flags = ["--out", place.at(name), "--follow", "--failed", "--progress", "off"];
    return run(["collect", ...named(name), ...flags], { timeout: LONG });
  };

  const git = (cwd: string, ...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
      cwd,
      encoding: "utf8",
    }).trim();

  beforeAll(async () => {
    const [packed = ""] = await plantProjects(place.at("packed-files"), 1);
    const shared = await plantProjects(place.at("shared-files"), 2);
    const source = await plant(place.at("git/greeter"), greeter);
    git(source, "init", "--quiet", "--initial-branch=main");
    git(source, "add", ".");
    git(source, "commit", "--quiet", "--message=first");
    git(source, "tag", "--annotate", "--message=one", "v1");
    commit = git(source, "rev-parse", "HEAD");
    git(place.at("git"), "clone", "--quiet", "--bare", source, "greeter.git");
    await writeFile(path.join(source, "later.js"), "export const later = 1;\n");
    const url = `file://${place.at("git/greeter.git")}`;
    await Promise.all([
      referenceRun([packed], place.at("packed-reference")),
      referenceRun(shared, place.at("shared-reference")),
    ]);
    await submit("packed", packed);
    await submit("shared", ...shared, "--shared");
    await submit("fetched", `${url}@v1`, `${url}@${"0".repeat(39)}1`);
    // What happens to the files from now on is seen by workers that read them, and by no others.
    await rm(packed, { recursive: true });
    await writeFile(path.join(shared[1] ?? "", "README.md"), "# Changed\n");
    const from = ["--repositories-from", `file://${place.at("git")}`];
    worker = start(["worker", "--nats", cluster.url, ...from], { timeout: LONG });
  });

  afterAll(async () => {
    worker?.process.kill("SIGTERM");
    await worker?.ended;
  });

  test("are packed into the run: workers need nothing else", async () => {
    expect((await follow("packed")).code).toBe(0);
    const expected = await trajectoriesIn(place.at("packed-reference"));
    expect(await problemsOf(place.at("packed"), expected)).toEqual([]);
  });

  test("with --shared are read in place, and one that changed ends only its own session", async () => {
    const { code, stdout } = await follow("shared");
    expect(code).toBe(1);
    expect(stdout).toContain("REPOSITORY_CHANGED");
    const { sessions } = await summaryOf(place.at("shared"));
    expect(sessions).toMatchObject([
      { repository: place.at("shared-files/project-0"), status: "done" },
      {
        repository: place.at("shared-files/project-1"),
        status: "failed",
        code: "REPOSITORY_CHANGED",
      },
    ]);
    const name = (begin: string) => trajectoryBytes(place.at(begin), "project-0");
    expect(await name("shared")).toEqual(await name("shared-reference"));
    await succeed(["replay", logOf(place.at("shared"))]);
  });

  test("of a git URL are fetched at the commit that the submission found", async () => {
    expect((await follow("fetched")).code).toBe(1);
    const { sessions } = await summaryOf(place.at("fetched"));
    const url = `file://${place.at("git/greeter.git")}`;
    expect(sessions).toMatchObject([
      { repository: `${url}@${commit}`, status: "done" },
      { status: "failed", code: "REPOSITORY_UNREACHABLE" },
    ]);
    const { repository } = await readTrajectory(place.at("fetched"), "greeter");
    expect(repository).toMatchObject({ name: "greeter", commit });
    const trajectory = await trajectoryOf(place.at("fetched"), "greeter");
    await succeed(["rebuild", trajectory, "--into", place.at("rebuilt")]);
    expect(await filesBelow(place.at("rebuilt"))).toEqual(Object.keys(greeter).sort());
  });

  test("of a git URL whose branch or tag is unknown are not submitted", async () => {
    const url = `file://${place.at("git/greeter.git")}@nowhere`;
    const { code, stderr } = await run(["submit", url, ...named("unknown")]);
    expect({ code, stderr }).toMatchObject({ code: 1 });
    expect(stderr).toMatch(/^REPOSITORY_UNREACHABLE: .*greeter\.git has no nowhere/);
    expect(await succeed(["runs", "list", "--nats", cluster.url])).not.toContain("unknown");
  });
});

describe("submitting again", () => {
  const submit = (name: string, ...args: string[]): Promise<Ended> =>
    run(["submit", ...args, ...named(name), "--progress", "off"]);

  const stateOf = async (name: string): Promise<RunStatus> => {
    const text = await succeed(["status", ...named(name), "--json"]);
    const [found] = (JSON.parse(text) as ClusterStatus).runs;
    if (!found) throw new Error(`status knows no run ${name}`);
    return found;
  };

  test("an existing run is RUN_EXISTS", async () => {
    const [repository = ""] = repositories;
    expect((await submit("twice", repository)).code).toBe(0);
    const again = await submit("twice", repository);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/^RUN_EXISTS: .*: twice\n/);
  });

  test("an interrupted submission continues, and only with the same settings", async () => {
    const [first = ""] = repositories;
    const empty = await plant(place.at("empty"), {});
    const cut = await submit("cut", first, empty);
    expect(cut.code).toBe(2);
    expect(cut.stderr).toMatch(/^REPOSITORY_EMPTY: /);
    expect((await stateOf("cut")).state).toBe("submitting");
    await plant(empty, { "main.js": "export const one = 1;\n" });
    expect((await submit("cut", first, empty)).code).toBe(0);
    expect(await stateOf("cut")).toMatchObject({ state: "running", sessions: { total: 2 } });

    // As after a crash behind the first record.
    const link = await cluster.link();
    await (await RunRegistry.open(link))?.change("cut", { complete: false });
    const other = await submit("cut", first, empty, "--seed", "8");
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(/^RUN_EXISTS: .*cut, with another seed/);
    expect((await stateOf("cut")).state).toBe("submitting");
    expect((await submit("cut", first, empty)).code).toBe(0);
    expect(await stateOf("cut")).toMatchObject({ state: "running", log: { messages: 3 } });
  });

  test("what has no room on the server ends with NATS_FULL, and can be pruned", async () => {
    const [repository = ""] = repositories;
    const files = await submit("small", repository, "--max-bytes", "1000");
    expect({ code: files.code, stderr: files.stderr }).toMatchObject({ code: 4 });
    expect(files.stderr).toMatch(/^NATS_FULL: .*runs prune/s);
    // Nothing travels with the run, so that its first record is what does not fit.
    await succeed(["runs", "prune", ...named("small")]);
    const log = await submit("small", repository, "--shared", "--max-bytes", "1000");
    expect({ code: log.code, stderr: log.stderr }).toMatchObject({ code: 4 });
    await succeed(["runs", "prune", ...named("small")]);
    expect((await submit("small", repository, "--max-bytes", "10000000")).code).toBe(0);
  });
});
