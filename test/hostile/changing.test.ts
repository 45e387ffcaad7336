import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { expect, test } from "vitest";
import { surveyRepository } from "../../graph/index.ts";
import { start, succeedHere as succeed, until, workplace } from "../cli/harness/command.ts";
import { filesBelow, readTrajectory, trajectoryOf } from "../cli/harness/output-files.ts";
import { plant } from "../cli/harness/repositories.ts";
import { survive } from "./check.ts";

const place = workplace();

/** A process that changes files until it is told to stop; `look` says when it has begun. */
async function meanwhile(
  script: string,
  look: () => Promise<boolean>,
): Promise<{ stop(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, ["--input-type=module", "-e", script]);
  const ended = once(child, "close");
  await until("the writer to begin", async () => ((await look()) ? true : undefined), {
    giveUp: () => (child.exitCode === null ? undefined : "the writer ended"),
  });
  return {
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

test("a file that grows while it is read is left out as changed, or is whole at one moment", async () => {
  const repo = await plant(place.at("growing", "repo"), {
    "good.py": "x = 1\n",
    "growing.py": "",
  });
  const file = JSON.stringify(`${repo}/growing.py`);
  const writer = await meanwhile(
    `import { appendFileSync, truncateSync, statSync } from "node:fs";
     for (;;) { appendFileSync(${file}, "x = 1\\n"); if (statSync(${file}).size > 90000) truncateSync(${file}); }`,
    async () => (await stat(`${repo}/growing.py`)).size > 0,
  );
  const out = place.at("out-growing");
  try {
    const { code } = await survive(repo, out);
    expect(code).toBe(0);
  } finally {
    await writer.stop();
  }
  await succeed(["verify", out]);
  const { repository } = await readTrajectory(out);
  const entry = repository.files.find(({ path }) => path === "growing.py");
  // Whatever was caught is what is written and rebuilt, however the file went on.
  await succeed(["rebuild", await trajectoryOf(out), "--into", place.at("growing-rebuilt")]);
  const caught = await readFile(place.at("growing-rebuilt", "growing.py"), "utf8").catch(() => "");
  expect(caught).toMatch(/^(x = 1\n)*$/);
  const { included, reason } = entry ?? {};
  expect([{ included: true }, { included: false, reason: "changed" }]).toContainEqual({
    included,
    ...(reason === undefined ? {} : { reason }),
  });
});

test("a directory that turns into a link out of the root and back shows nothing from outside", async () => {
  await plant(place.at("swap", "outside"), { "inner.py": "secret = 'QXZJ7431'\n" });
  const repo = await plant(place.at("swap", "repo"), {
    "good.py": "x = 1\n",
    "dir/inner.py": "mine = 1\n",
  });
  const [dir, parked] = [`${repo}/dir`, place.at("swap", "parked")].map((at) => JSON.stringify(at));
  const writer = await meanwhile(
    `import { renameSync, symlinkSync, unlinkSync } from "node:fs";
     for (;;) {
       renameSync(${dir}, ${parked}); symlinkSync("../outside", ${dir});
       unlinkSync(${dir}); renameSync(${parked}, ${dir});
     }`,
    async () => (await stat(place.at("swap", "parked")).catch(() => undefined)) !== undefined,
  );
  const limits = { max_bytes: 1000, max_count: 10, exclude: [] };
  let caught = 0;
  let leaked = 0;
  try {
    expect((await survive(repo, place.at("out-swap"))).code).toBe(0);
    // One run is one throw of the dice; the survey alone is thrown until it was hit many times.
    await until("a survey during which the directory turned", async () => {
      for (let round = 0; round < 20; round += 1) {
        const { snapshot } = await surveyRepository(repo, limits);
        const entry = snapshot.manifest.find(({ path }) => path === "dir/inner.py");
        caught += entry?.reason === "changed" ? 1 : 0;
        for (const bytes of snapshot.contents.values()) {
          leaked += Buffer.from(bytes).includes("QXZJ7431") ? 1 : 0;
        }
      }
      return caught + leaked >= 4 ? true : undefined;
    });
  } finally {
    await writer.stop();
  }
  expect(leaked).toBe(0);
  for (const name of await filesBelow(place.at("out-swap"))) {
    const bytes = await readFile(place.at("out-swap", name));
    expect(bytes.includes("QXZJ7431"), name).toBe(false);
  }
  await succeed(["verify", place.at("out-swap")]);
});

test("files that change after the survey do not change what is reconstructed", async () => {
  const repo = await plant(place.at("later", "repo"), { "a.py": "before = 1\n" });
  const out = place.at("out-later");
  const running = start(["run", repo, "--out", out, "--progress", "plain"]);
  await until("the survey", () =>
    /1 files?, 0 left out/.test(running.written.stderr) ? true : undefined,
  );
  await plant(repo, { "a.py": "after = 2\n", "b.py": "new = 3\n" });
  expect((await running.ended).code).toBe(0);
  await succeed(["verify", out]);
  const { repository } = await readTrajectory(out);
  expect(repository.files.map(({ path, bytes }) => ({ path, bytes }))).toEqual([
    { path: "a.py", bytes: "before = 1\n".length },
  ]);
});
