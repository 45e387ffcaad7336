import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { createLog, openLog, readLog } from "../../../runtime/log/index.ts";
import { collect, temporary } from "./parts.ts";
import { envelopeAt, payloadOf } from "./payload.ts";

const directory = temporary();
const appender = fileURLToPath(new URL("appender.ts", import.meta.url));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Starts an appender and kills it once it has flushed so many; returns what it said last. */
async function killAfter(path: string, mode: "create" | "open", flushes: number): Promise<number> {
  const child = spawn(process.execPath, ["--import", "tsx", appender, path, mode], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const exited = once(child, "exit");
  let acknowledged = 0;
  let lines = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    lines += 1;
    if (lines === flushes) child.kill("SIGKILL");
  }
  await exited;
  expect(lines).toBeGreaterThanOrEqual(flushes);
  return acknowledged;
}

test("kill -9: everything flushed is there, and the next process continues", async () => {
  const path = directory.file();
  let acknowledged = 0;
  for (const flushes of [1, 7, 60, 200]) {
    const before = acknowledged;
    acknowledged = await killAfter(path, before === 0 ? "create" : "open", flushes);
    expect(acknowledged).toBeGreaterThan(before);
    const found = await collect(readLog(path));
    expect(found.length).toBeGreaterThanOrEqual(acknowledged);
    for (const envelope of found.slice(0, acknowledged)) {
      expect(envelope).toEqual(envelopeAt(envelope.seq, "x".repeat((envelope.seq * 37) % 5000)));
    }
  }
});

test("while a process lives, its log is locked; a pid alone is not enough", async () => {
  const path = directory.file();
  const log = await createLog(path);
  await expect(openLog(path)).rejects.toMatchObject({ code: "OUTPUT_LOCKED" });
  const held = JSON.parse((await directory.read("log.hlog.lock")).toString()) as object;
  await log.close();
  const stale = [
    { ...held, started: "1" },
    { ...held, pid: 2 ** 22 + 1 },
    { ...held, pid: 0 },
    "garbage",
  ];
  for (const content of stale) {
    await directory.write(Buffer.from(JSON.stringify(content)), "log.hlog.lock");
    await (await openLog(path)).close();
  }
  // A pid of another machine says nothing about who lives.
  const elsewhere = JSON.stringify({ ...held, pid: 2 ** 22 + 1, place: "another machine" });
  await directory.write(Buffer.from(elsewhere), "log.hlog.lock");
  await expect(openLog(path)).rejects.toMatchObject({ code: "OUTPUT_LOCKED" });
});

test("of many that find a dead lock, one takes it", async () => {
  const path = directory.file();
  const log = await createLog(path);
  const held = JSON.parse((await directory.read("log.hlog.lock")).toString()) as object;
  await log.close();
  for (let round = 0; round < 10; round += 1) {
    const dead = JSON.stringify({ ...held, pid: 2 ** 22 + 1 });
    await directory.write(Buffer.from(dead), "log.hlog.lock");
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => openLog(path)));
    const opened = results.filter((result) => result.status === "fulfilled");
    expect(opened).toHaveLength(1);
    for (const { value } of opened) await value.close();
    const refused = results.filter((result) => result.status === "rejected");
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "OUTPUT_LOCKED" });
  }
});

test("a full disk fails every later append and leaves a log that can be opened", async () => {
  const path = directory.file();
  await (await createLog(path)).close();
  // A limit on file size is a full disk that needs no privileges; Node ignores its signal.
  const child = spawnSync(
    "bash",
    ["-c", `ulimit -f 64; exec "$0" --import tsx "$1" "$2" open`, process.execPath, appender, path],
    {
      encoding: "utf8",
    },
  );
  expect(child.stderr).toContain("LOG_WRITE");
  const acknowledged = Number(child.stdout.trim().split("\n").at(-1));
  const log = await openLog(path);
  expect(log.recovery.seq).toBeGreaterThanOrEqual(acknowledged);
  log.writer.append(payloadOf(log.recovery.seq + 1));
  await log.close();
});
