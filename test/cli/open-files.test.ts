import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const command = fileURLToPath(new URL("../../dist/cli/hindcast.js", import.meta.url));

test.skipIf(process.platform === "win32")("a low limit of open files is reported as that", () => {
  const script = 'ulimit -n 64 && exec "$0" "$1" replay nothing.hlog';
  const { status, stderr } = spawnSync("sh", ["-c", script, process.execPath, command], {
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^SYSTEM: .*open files.*\nTo do: .*ulimit -n/);
});
