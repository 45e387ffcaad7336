import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HindcastError } from "../../../protocols/index.ts";
import { readSecrets, redactor, Secret } from "../../../model-servers/index.ts";
import { childLogger, createLogger, type LoggerOptions } from "../../../runtime/logging/index.ts";

const KEY = 'sk-"tricky"/ key\\0001';

function capture(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const logger = createLogger({
    level: "info",
    secrets: [new Secret(KEY, "OPENAI_API_KEY")],
    to: { write: (line) => lines.push(line) },
    now: () => 0,
    ...options,
  });
  return { logger, lines, records: () => lines.map((line) => JSON.parse(line) as unknown) };
}

describe("a record", () => {
  test("says when, how bad, about what, and what", () => {
    const { logger, records } = capture();
    const child = childLogger(logger, { run: "r", session: "s", actor: "s/main/main", seq: 7 });
    child.warn({ tokens: 3 }, "a %s message", "short");
    child.debug("not at this level");
    expect(records()).toEqual([
      {
        level: "warn",
        time: "1970-01-01T00:00:00.000Z",
        run: "r",
        session: "s",
        actor: "s/main/main",
        seq: 7,
        tokens: 3,
        msg: "a short message",
      },
    ]);
  });

  test("shows errors by code and message in any field", () => {
    const { logger, records } = capture();
    const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    const error = new HindcastError("AUTHOR_UNAVAILABLE", "no answer", { cause });
    logger.error(error);
    logger.error({ a: { b: [error, new TypeError("x")] } }, "nested");
    const shown = {
      code: "AUTHOR_UNAVAILABLE",
      message: "no answer",
      cause: { code: "ECONNREFUSED", message: "connect" },
    };
    expect(records()).toMatchObject([
      { err: shown },
      { a: { b: [shown, { type: "TypeError", message: "x" }] } },
    ]);
    expect(JSON.stringify(records())).not.toContain("stack");
  });

  test("has stacks at level debug", () => {
    const { logger, lines } = capture({ level: "debug" });
    logger.error(new Error("x"));
    expect(lines[0]).toContain("logger.test.ts");
  });

  test("survives cycles, getters that throw, deep and odd values", () => {
    const { logger, records } = capture();
    const odd: Record<string, unknown> = { big: 3n, bytes: new Uint8Array(5), not: Number.NaN };
    odd["self"] = odd;
    Object.defineProperty(odd, "boom", {
      enumerable: true,
      get: () => {
        throw new Error("no");
      },
    });
    logger.info({ odd, map: new Map([["a", 1]]) });
    expect(records()).toMatchObject([
      {
        odd: { big: "3", bytes: "[5 bytes]", not: "NaN", self: "[circular]", boom: "[unreadable]" },
        map: [["a", 1]],
      },
    ]);
  });

  test("holds nothing that a terminal obeys, as JSON and for people", () => {
    const hostile = "src/\u001B[2J\nfake line\u202E\u009B.py";
    for (const pretty of [false, true]) {
      const { logger, lines } = capture({ pretty });
      logger.info({ path: hostile }, hostile);
      expect(lines).toHaveLength(1);
      expect(lines[0]!.replace(/\n$/, "")).not.toMatch(/[\p{Cc}\u202E]/u);
    }
  });
});

describe("secrets", () => {
  const ways: Record<string, (logger: ReturnType<typeof capture>["logger"]) => void> = {
    "in a message": (logger) => logger.info(`key is ${KEY}`),
    "as an argument": (logger) => logger.info("key is %s and %j", KEY, { KEY }),
    "in a field": (logger) => logger.info({ field: `x${KEY}y` }),
    "nested in lists, maps and names": (logger) =>
      logger.info({ a: [{ [KEY]: new Map([[KEY, KEY]]) }] }),
    "in an error, its cause and its fields": (logger) =>
      logger.error(new Error(KEY, { cause: new HindcastError("AUTHOR_REJECTED", KEY) })),
    "in an error inside of a field": (logger) => logger.error({ deep: { error: new Error(KEY) } }),
    "in a URL": (logger) =>
      logger.info({ url: new URL(`https://h/?k=${encodeURIComponent(KEY)}`) }),
    "in the user part of a URL": (logger) =>
      logger.info({ url: `https://u:${encodeURIComponent(KEY)}@h/` }),
    "in JSON inside of JSON": (logger) =>
      logger.info({ body: JSON.stringify({ body: JSON.stringify({ KEY }) }) }),
    "as Base64": (logger) => logger.info(Buffer.from(KEY).toString("base64")),
    "in headers": (logger) => logger.info({ headers: { authorization: `Bearer ${KEY}` } }),
    "in a child's bindings": (logger) => childLogger(logger, { session: KEY }).info("x"),
    "in something with toJSON": (logger) => logger.info({ it: { toJSON: () => KEY } }),
  };
  const parts = ["tricky", encodeURIComponent(KEY), Buffer.from(KEY).toString("base64")];

  test.each(Object.keys(ways))("never come out %s", (way) => {
    for (const options of [
      {},
      { level: "debug" },
      { pretty: true },
      { pretty: true, color: true },
    ]) {
      const { logger, lines } = capture(options as Partial<LoggerOptions>);
      ways[way]!(logger);
      expect(lines).toHaveLength(1);
      for (const part of parts) expect(lines[0]).not.toContain(part);
      expect(lines[0]).toContain("[secret]");
    }
  });

  test("are known by the name of their field even when their value is not", () => {
    const { logger, lines } = capture();
    logger.info({ a: { apiKey: "unknown1", "X-Api-Key": "unknown2" }, Authorization: "unknown3" });
    logger.info({ request: "http://me:unknown4@host/v1", auth_token: "unknown5", tokens: 5 });
    expect(lines.join("")).not.toContain("unknown");
    expect(lines.join("")).toContain('"tokens":5');
  });

  test("of any form produce valid records", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 4, maxLength: 12, unit: "grapheme" }),
        fc.string(),
        (secret, text) => {
          // A secret made of the marks themselves cannot be told from them.
          fc.pre(
            secret !== "EMPTY" && !"[secret]".includes(secret) && !/^["\\[\]{}:,]+$/.test(secret),
          );
          const { logger, records } = capture({ secrets: [new Secret(secret, "OPENAI_API_KEY")] });
          logger.info({ text: text + secret + text, list: [secret] }, secret + text);
          const [record] = records() as [Record<string, unknown>];
          expect(record["list"]).toEqual(["[secret]"]);
          expect(String(record["text"])).not.toContain(secret);
        },
      ),
    );
  });

  test("that are placeholders do not blot out the log", () => {
    const secrets = ["x", "", "EMPTY"].map((text) => new Secret(text, "OPENAI_API_KEY"));
    expect(redactor(secrets)("a text with x, EMPTY")).toBe("a text with x, EMPTY");
  });

  test("objects that hold secrets stay closed", () => {
    const { logger, lines } = capture({ secrets: [] });
    logger.info({
      secrets: readSecrets({ OPENAI_API_KEY: KEY }),
      it: [readSecrets({ OPENAI_API_KEY: KEY }).author],
    });
    expect(lines[0]).not.toContain("tricky");
  });
});

describe("the destination", () => {
  test("a file has every line at once, and only its owner may read it", () => {
    const folder = mkdtempSync(join(tmpdir(), "hindcast-log-"));
    const file = join(folder, "deep", "a.log");
    const { logger } = capture({ to: file });
    logger.info("one");
    expect(readFileSync(file, "utf8")).toContain('"msg":"one"');
    rmSync(folder, { recursive: true });
  });

  test("stderr has what was logged just before the process exits", () => {
    const script = `import { createLogger } from "./runtime/logging/index.ts";
      const logger = createLogger({ level: "info", pretty: true });
      for (let i = 0; i < 2000; i += 1) logger.info("line " + i);
      process.exit(0);`;
    const { stderr, status } = spawnSync(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "-e", script],
      { encoding: "utf8" },
    );
    expect(status).toBe(0);
    expect(stderr.trimEnd().split("\n")).toHaveLength(2000);
  });
});
