import { appendFile, readFile, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { FilterMessages, indexMessages, readMessages } from "../../../app/log/index.ts";
import { replay, type ReplayResult } from "../../../app/replay/index.ts";
import { resume } from "../../../app/run/index.ts";
import { verify } from "../../../app/verify/index.ts";
import { readFrames, writeFrames } from "../../cli/log-file.ts";
import { logOf, trajectoryOf } from "../../cli/output-files.ts";
import { helpedCoder, helper, recorded } from "./recorded.ts";

const place = recorded();
const usual = helper.purposes;
afterEach(() => {
  helper.purposes = usual;
});

function fold(out: string): Promise<ReplayResult> {
  return replay({ log: logOf(out), definitions: [helpedCoder()] });
}

function resumed(out: string) {
  return resume({ directory: out, definitions: [helpedCoder()], env: {} });
}

/** Cuts a log after so many whole messages, and some bytes. */
async function cut(out: string, messages: number, bytes = 0): Promise<number> {
  const { offset } = (await readFrames(logOf(out)))[messages]!;
  await truncate(logOf(out), offset + bytes);
  return offset;
}

describe("a log that is not whole", () => {
  test("that was cut short is torn, and says which sessions never ended", async () => {
    const out = await place.copy("half");
    const offset = await cut(out, 40, 30);
    const { torn, unended, divergences } = await fold(out);
    expect({ torn, divergences }).toEqual({ torn: { offset, bytes: 30 }, divergences: [] });
    expect(unended).toEqual([expect.stringMatching(/^repo-/)]);
  });

  test("with a changed bit in its last message is torn there", async () => {
    const out = await place.copy("bit");
    const { offset, length } = (await readFrames(logOf(out))).at(-1)!;
    const bytes = await readFile(logOf(out));
    bytes[offset + 20]! ^= 4;
    await writeFile(logOf(out), bytes);
    const { torn, unended } = await fold(out);
    expect({ torn, sessions: unended.length }).toEqual({
      torn: { offset, bytes: length },
      sessions: 1,
    });
    expect((await verify({ target: out })).ok).toBe(false);
  });

  test("verifies no trajectory whose session's end it lacks, altered or not", async () => {
    const out = await place.copy("lacking");
    const all = await readFrames(logOf(out));
    await cut(out, all.length - 1);
    const { ok, findings } = await verify({ target: out });
    expect(ok).toBe(false);
    expect(findings.map(({ detail }) => detail)).toEqual([
      "not verified: the log does not hold the end of this session",
    ]);
    await cut(out, 40);
    const file = await trajectoryOf(out);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace('"purpose":"plan","text":"', "$&Altered. "));
    expect((await verify({ target: out })).ok).toBe(false);
  });

  test("followed by a second log is damaged, and resume cuts nothing", async () => {
    for (const first of ["whole", "torn"]) {
      const out = await place.copy(`joined-${first}`);
      const other = await readFile(logOf(out));
      if (first === "torn") await cut(out, 30, 11);
      await appendFile(logOf(out), other);
      const { size } = await stat(logOf(out));
      const failures = await Promise.allSettled([
        fold(out),
        verify({ target: out }),
        indexMessages(logOf(out)),
        resumed(out),
      ]);
      const codes = failures.map(
        (failure) => (failure as { reason?: { code?: string } }).reason?.code,
      );
      expect(codes).toEqual(Array<string>(4).fill("LOG_DAMAGED"));
      expect((await stat(logOf(out))).size).toBe(size);
    }
  });

  test("followed by the first line of another log is damaged", async () => {
    const out = await place.copy("header");
    await appendFile(logOf(out), "hindcast.log/1\n");
    await expect(fold(out)).rejects.toMatchObject({
      code: "LOG_DAMAGED",
      detail: expect.stringContaining("a second log begins there") as string,
    });
  });

  test.each(["", "hindcast.log/1\n"])(
    "that is empty (%j) is the same error everywhere",
    async (text) => {
      const out = await place.copy(`empty-${text.length}`);
      await writeFile(logOf(out), text);
      const wanted = {
        code: "LOG_INVALID",
        detail: `${logOf(out)} holds no message: its run was never started`,
      };
      await expect(fold(out)).rejects.toMatchObject(wanted);
      await expect(verify({ target: out })).rejects.toMatchObject(wanted);
      await expect(resumed(out)).rejects.toMatchObject(wanted);
      await expect(indexMessages(logOf(out))).rejects.toMatchObject(wanted);
    },
  );

  test("has no message beyond its end", async () => {
    const until = replay({ log: logOf(place.at("out")), until: 99_999 });
    await expect(until).rejects.toMatchObject({ code: "USAGE" });
  });
});

describe("a changed helper, whose agent has the same hash", () => {
  test("is found before a session continues", async () => {
    const out = await place.copy("going-on");
    await cut(out, 60);
    helper.purposes = () => ["design"];
    await expect(resumed(out)).rejects.toMatchObject({
      code: "LOG_DIVERGED",
      detail: expect.stringMatching(
        /author\.thought\.body\.purpose; likely a helper or a constant/,
      ) as string,
    });
    helper.purposes = usual;
    expect((await resumed(out)).summary.sessions).toMatchObject([{ status: "done" }]);
  });

  test("is one cause, however many agents disagree", async () => {
    helper.purposes = () => ["design"];
    const { divergences, groups = [] } = await fold(place.at("out"));
    expect(divergences.length).toBeGreaterThan(1);
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(divergences.length);
    expect(groups[0]).toMatchObject({ role: "coder", count: 2, path: ".body.purpose" });
    expect(groups[0]?.first.likely).toMatch(/^a helper or a constant that coder uses changed/);
  });

  test("that throws shows its exception and where", async () => {
    helper.purposes = () => {
      throw new TypeError("no purposes");
    };
    const { divergences } = await fold(place.at("out"));
    expect(divergences[0]?.error).toMatchObject({ code: "AGENT_FAILED", reason: "no purposes" });
    expect(divergences[0]?.error?.place).toMatch(/^faults\.test\.ts:\d+$/);
    expect(divergences[0]?.error?.stack).toContain("TypeError: no purposes");
    expect(divergences[0]?.likely).toMatch(/^a helper .*it throws at faults\.test\.ts/);
  });

  test("that reads a clock is called impure", async () => {
    helper.purposes = () => [`needs${Date.now()}`];
    const { divergences } = await fold(place.at("out"));
    expect(divergences[0]?.error?.code).toBe("AGENT_IMPURE");
    expect(divergences[0]?.likely).toContain("no longer pure");
  });
});

describe("what else a log can say", () => {
  test("one altered message is an altered log", async () => {
    const out = await place.copy("altered");
    const all = (await readFrames(logOf(out))).map(({ envelope }) => envelope);
    const at = all.findIndex(({ kind }) => kind === "author.thought");
    const body = { ...(all[at]!.body as object), seed: 7 };
    await writeFrames(logOf(out), all.with(at, { ...all[at]!, body }));
    const { divergences } = await fold(out);
    expect(divergences).toMatchObject([{ seq: at + 1, path: ".body.seed" }]);
    expect(divergences[0]?.likely).toMatch(/^the log was altered: 2 of 3 agents of coder agree/);
  });

  test("a changed hash is said where nothing differs", async () => {
    const definitions = [helpedCoder("2")];
    const { changed, divergences } = await replay({ log: logOf(place.at("out")), definitions });
    expect(divergences).toEqual([]);
    expect(changed).toMatchObject([{ role: "coder" }]);
  });

  test("fields of a newer version are left out and named, its version too", async () => {
    const out = await place.copy("newer");
    const all = (await readFrames(logOf(out))).map(({ envelope }) => envelope);
    const changed = all.map((envelope) => {
      const { kind, body } = envelope;
      if (kind === "run.opened")
        return { ...envelope, body: { ...(body as object), hindcast: "9.0.0", colour: 1 } };
      const more = kind === "graph.described" || kind === "author.thought";
      return {
        ...envelope,
        priority: 3,
        ...(more ? { body: { ...(body as object), mood: "new" } } : {}),
      };
    });
    await writeFrames(logOf(out), changed);
    const { divergences, versions, unknown_fields: fields } = await fold(out);
    // The trajectory names the version that wrote it.
    expect(divergences.filter(({ kind }) => kind !== "recorder.recorded")).toEqual([]);
    expect(versions).toMatchObject({ recorded: "9.0.0" });
    expect(fields).toEqual([
      "run.opened: .body.colour",
      "graph.described: .body.mood",
      "author.thought: .body.mood",
    ]);
  });

  test("a missing blob stops neither replay nor verify", async () => {
    const out = await place.copy("blob");
    const blobs = await readdir(path.join(out, "blobs"), { recursive: true, withFileTypes: true });
    for (const blob of blobs) if (blob.isFile()) await rm(path.join(blob.parentPath, blob.name));
    const { divergences, uncompared } = await fold(out);
    expect(divergences).toEqual([]);
    expect(uncompared).toMatchObject([
      { reason: expect.stringMatching(/^BLOB_MISSING/) as string },
    ]);
    expect((await verify({ target: out })).findings).toMatchObject([
      { detail: expect.stringMatching(/^not verified: .*BLOB_MISSING/) as string },
    ]);
  });

  test("a misspelt kind or role is an error, a kind that is not there is none", async () => {
    const check = async (filter: ConstructorParameters<typeof FilterMessages>[0]) => {
      const messages = new FilterMessages(filter);
      for await (const envelope of readMessages(logOf(place.at("out")))) messages.matches(envelope);
      messages.check();
    };
    await expect(check({ kind: "author.writen" })).rejects.toMatchObject({
      code: "USAGE",
      detail: expect.stringContaining("did you mean author.written?") as string,
    });
    await expect(check({ role: "codr" })).rejects.toMatchObject({ code: "USAGE" });
    await check({ kind: "session.failed" });
  });
});
