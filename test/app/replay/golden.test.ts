import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { replay } from "../../../app/replay/index.ts";
import { LOG_FORMAT } from "../../../protocols/index.ts";
import { readLog } from "../../../runtime/log/index.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const golden = path.join(root, "test/fixtures/golden/logs");
const names = (await readdir(golden)).toSorted();
const HOW = "make them with `npm run build && node scripts/golden-logs.mjs` and commit them";

/** Bytes that the files of one golden log may have. */
const LIMIT = 200_000;

test("the present format of logs has golden logs, with and without plug-ins", () => {
  const format = LOG_FORMAT.replace("/", "-");
  for (const kind of ["plain", "plugin"]) {
    expect(names, `no golden log of ${LOG_FORMAT}: ${HOW}`).toContain(`${format}-${kind}`);
  }
});

describe.each(names)("%s", (name) => {
  const directory = path.join(golden, name);
  const log = path.join(directory, "log.hlog");

  test("folds to what was recorded, messages and trajectories", async () => {
    const plugins = name.endsWith("-plugin")
      ? [path.join(root, "test/fixtures/agents/golden.ts")]
      : [];
    const result = await replay({ log, modules: plugins, env: {} });
    expect(result.divergences).toEqual([]);
    expect(result).toMatchObject({ trajectories: true, uncompared: [], unended: [], sessions: 1 });
    expect(result.messages).toBeGreaterThan(50);
    expect(result.torn).toBeUndefined();
  });

  test("holds what its name says, and is small", async () => {
    const kinds = new Set<string>();
    for await (const { kind } of readLog(log)) kinds.add(kind);
    expect(kinds.has("budget.given")).toBe(name.endsWith("-plugin"));
    expect(existsSync(path.join(directory, "blobs"))).toBe(true);
    const files = await readdir(directory, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map(async ({ parentPath, name: file }) => {
          return (await stat(path.join(parentPath, file))).size;
        }),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(LIMIT);
  });
});
