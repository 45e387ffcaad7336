import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  USAGE,
  completion,
  respond,
  startAuthorServer,
  type AuthorServer,
  type Behave,
} from "./harness/author-server.ts";
import {
  runHere as run,
  succeedHere as succeed,
  workplace,
  type Ended,
} from "./harness/command.ts";
import { filesBelow, logOf, messagesOf, summaryOf } from "./harness/output-files.ts";
import { counter, plant, single } from "./harness/repositories.ts";

/** No form of a key is in it: it must be kept out because it is the key, not by how it looks. */
const KEY = "hush-Cq7mZ0pLx2";

const place = workplace();
let server: AuthorServer;
let runs = 0;

beforeAll(async () => {
  server = await startAuthorServer();
  await plant(place.at("repo"), single);
  const options = "[author_options]\nattempts = 3\ntimeout_ms = 700\n";
  await plant(place.at("set"), { "patient.toml": options });
});

afterAll(() => server.close());

beforeEach(() => {
  server.asked.length = 0;
  server.behave = () => false;
});

/** One run against the server as it behaves now, as loud as it can be. */
async function ask(behave: Behave): Promise<Ended & { out: string }> {
  server.behave = behave;
  const out = place.at(`out-${(runs += 1)}`);
  const flags = ["--author", server.spec, "--search", "none", "--log-level", "trace"];
  const more = ["--config", place.at("set", "patient.toml"), "--progress", "plain"];
  const args = ["run", place.at("repo"), "--out", out, ...flags, ...more];
  const ended = await run(args, { env: { HINDCAST_AUTHOR_KEY: KEY } });
  await expectNoKey(out, ended);
  return { ...ended, out };
}

/** The key stands nowhere: in no file and nothing that was said. */
async function expectNoKey(out: string, { stdout, stderr }: Ended): Promise<void> {
  for (const file of await filesBelow(out)) {
    const bytes = await readFile(path.join(out, file));
    expect(bytes.includes(KEY), file).toBe(false);
  }
  expect(`${stdout}${stderr}`.includes(KEY), "what it said").toBe(false);
}

async function usageOf(out: string) {
  return (await summaryOf(out)).usage;
}

describe("a server that answers", () => {
  test("gets the key, and what it counted is summed in the summary", async () => {
    const { code, out } = await ask(() => false);
    expect(code).toBe(0);
    const requests = server.asked.length;
    expect(requests).toBeGreaterThanOrEqual(3);
    expect(new Set(server.asked.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${KEY}`]),
    );
    expect(await usageOf(out)).toEqual({
      requests,
      retries: 0,
      prompt_tokens: requests * USAGE.prompt_tokens,
      completion_tokens: requests * USAGE.completion_tokens,
    });
    await succeed(["verify", out]);
    await succeed(["replay", logOf(out)]);
  });

  test("a key that the server repeats in its answers stays out of the log", async () => {
    const { code } = await ask((asked, response) =>
      respond(response, 200, completion(`You said ${asked.authorization} [${KEY}]; build it.`)),
    );
    expect([0, 1]).toContain(code);
  });
});

describe("a server in trouble for a while", () => {
  const troubles: readonly (readonly [string, Behave])[] = [
    [
      "429 with Retry-After",
      (_asked, response) => respond(response, 429, { error: {} }, { "retry-after": "0.05" }),
    ],
    ["500", (_asked, response) => respond(response, 500, { error: { message: KEY } })],
    ["503 as text", (_asked, response) => respond(response, 503, `overloaded, ${KEY}`)],
    ["hanging", () => true],
    [
      "hanging behind its headers",
      (_asked, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"choices": [');
        return true;
      },
    ],
    [
      "cutting the connection",
      (_asked, response) => {
        response.destroy();
        return true;
      },
    ],
  ];

  test.each(troubles)(
    "%s: the request is made again and the run succeeds",
    async (_name, behave) => {
      const { code, stderr, out } = await ask((asked, response) =>
        asked.number === 2 ? behave(asked, response) : false,
      );
      expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
      const { requests, retries } = await usageOf(out);
      expect({ retries, made: server.asked.length }).toEqual({ retries: 1, made: requests + 1 });
      await succeed(["verify", out]);
    },
  );

  test.each([
    ["empty", completion("")],
    ["no completion", { hello: "world" }],
    ["not JSON", "<html>oops</html>"],
  ])("%s: one repair is asked for", async (_name, body) => {
    const { code, out } = await ask((asked, response) =>
      asked.number === 1 ? respond(response, 200, body) : false,
    );
    expect(code).toBe(0);
    await succeed(["verify", out]);
    expect(server.asked.length).toBeGreaterThan(3);
  });
});

describe("a server that never answers well", () => {
  test.each([
    ["401", "AUTHOR_REJECTED", 401, { error: { message: `bad key ${KEY}` } }],
    ["404", "AUTHOR_REJECTED", 404, { error: { message: "no such model" } }],
  ])("%s: the session fails with %s and what to do", async (_name, expected, status, body) => {
    const { code, out, stdout } = await ask((_asked, response) => respond(response, status, body));
    expect(code).toBe(1);
    const [session] = (await summaryOf(out)).sessions;
    expect(session).toMatchObject({ status: "failed", code: expected, files: [] });
    expect(session?.reason).toContain("127.0.0.1");
    expect(stdout).toContain(`${expected}: `);
    expect(stdout).toContain("hindcast resume ");
    await succeed(["replay", logOf(out)]);
  });

  test("empty answers: a session of several files fails, with what the author's server does", async () => {
    const repository = await plant(place.at("several"), counter);
    server.behave = (_asked, response) => respond(response, 200, completion(""));
    const out = place.at("several-out");
    const flags = ["--author", server.spec, "--search", "none", "--progress", "plain"];
    const { code, stdout } = await run(["run", repository, "--out", out, ...flags], {
      env: { HINDCAST_AUTHOR_KEY: KEY },
    });
    expect(code).toBe(1);
    const [session] = (await summaryOf(out)).sessions;
    expect(session).toMatchObject({ status: "failed", code: "TOO_MANY_FAILED_FILES", files: [] });
    expect(session?.reason).toMatch(/AUTHOR_UNUSABLE: 127\.0\.0\.1.*the answer was empty/);
    expect(stdout).toContain("hindcast resume ");
    await succeed(["replay", logOf(out)]);
  });

  test("a refused key is not tried again", async () => {
    await ask((_asked, response) => respond(response, 401, {}));
    expect(server.asked).toHaveLength(1);
  });

  test("a log of such a run holds the failure and ends with it", async () => {
    const { out } = await ask((_asked, response) => respond(response, 401, {}));
    const kinds = (await messagesOf(out)).map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(["service.failed", "session.failed"]);
  });
});
