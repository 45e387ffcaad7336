/**
 * Records a golden log of the present log format into test/fixtures/golden/logs/<format>-<name>: small runs of
 * test/fixtures/golden/repository, with and without plug-ins. Run it once when `LOG_FORMAT` changes and commit what
 * it writes; logs of earlier formats stay as they are, since they are what old runs look like.
 *
 *     npm run build && node scripts/golden-logs.mjs
 */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { LOG_FORMAT } from "../dist/protocols/index.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const command = path.join(root, "dist/cli/hindcast.js");
const golden = path.join(root, "test/fixtures/golden");
const runs = {
  plain: [],
  plugin: ["--agents", "golden.ts"],
};

// A log names the paths of its run: those of this directory say nothing about who made it.
const work = mkdtempSync(path.join(tmpdir(), "hindcast-golden-"));
try {
  cpSync(path.join(golden, "repository"), path.join(work, "tally"), { recursive: true });
  cpSync(path.join(root, "test/fixtures/agents/golden.ts"), path.join(work, "golden.ts"));
  writeFileSync(path.join(work, "package.json"), '{ "type": "module" }\n');
  mkdirSync(path.join(work, "node_modules"));
  linkPackages();
  for (const [name, options] of Object.entries(runs)) {
    const target = path.join(golden, "logs", `${LOG_FORMAT.replace("/", "-")}-${name}`);
    if (existsSync(target)) {
      process.stdout.write(`${path.relative(root, target)} is there\n`);
      continue;
    }
    const search = ["--evaluations", "2", "--seed", "1", "--progress", "off"];
    execFileSync(
      process.execPath,
      [command, "run", "tally", "--out", name, ...search, ...options],
      { cwd: work, stdio: "inherit", env: { PATH: process.env.PATH, HOME: work } },
    );
    mkdirSync(target, { recursive: true });
    for (const part of ["log.hlog", "blobs"]) {
      cpSync(path.join(work, name, part), path.join(target, part), { recursive: true });
    }
    process.stdout.write(`wrote ${path.relative(root, target)}\n`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** The plug-in imports this package by its name. */
function linkPackages() {
  const packages = path.join(work, "node_modules");
  for (const name of ["zod", "xstate"]) {
    symlinkSync(path.join(root, "node_modules", name), path.join(packages, name), "junction");
  }
  symlinkSync(root, path.join(packages, "hindcast"), "junction");
}
