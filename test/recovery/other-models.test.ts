import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { replay, resume, run, verify } from "../../app/index.ts";
import { defaults, type Config } from "../../runtime/config/index.ts";
import { respond, startAuthorServer, type AuthorServer } from "../cli/author-server.ts";
import { workplace } from "../cli/command.ts";
import { logOf, messagesOf, readTrajectory, trajectoryBytes } from "../cli/output-files.ts";
import { plant } from "../cli/repositories.ts";
import { JUDGE_CONTEXTS } from "../../scoring/scorer/index.ts";
import { startLikelihoodServer, type LikelihoodServerOptions } from "../../scoring/serve/index.ts";

const files = { "a.py": "A = 1\n", "b.py": "B = 2\n", "c.py": "C = 3\n" };
const place = workplace();
let server: AuthorServer;
let env: Record<string, string> = {};

beforeAll(async () => {
  server = await startAuthorServer();
  env = { XDG_STATE_HOME: place.at("state"), XDG_CACHE_HOME: place.at("cache") };
  await plant(place.at("repo"), files);
});
afterAll(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
  server.behave = () => false;
});

async function begin(name: string, settings: Partial<Config> = {}): Promise<string> {
  const search = { ...defaults.search, strategy: "none" };
  const author_options = { ...defaults.author_options, attempts: 1 };
  const plain = { ...defaults, search, author_options, coders: 1, max_failed_files: "0" };
  const config = { ...plain, ...settings, out: place.at(name) };
  await run({ repositories: [place.at("repo")], config, env });
  return config.out;
}

async function adaptedIn(out: string) {
  return (await messagesOf(out)).filter(({ kind }) => kind === "run.adapted");
}

async function expectWhole(out: string): Promise<void> {
  expect((await verify({ target: out })).findings).toEqual([]);
  expect((await replay({ log: logOf(out), env })).divergences).toEqual([]);
}

test("a session continues with another author, and all output records it", async () => {
  server.behave = ({ number }, response) => {
    if (number <= 2) return false;
    response.writeHead(401).end("no such key");
    return true;
  };
  const out = await begin("author", { author: server.spec });
  const answered = server.asked.length;
  const { summary } = await resume({ directory: out, author: "offline", env });
  expect(summary.sessions).toMatchObject([{ status: "done" }]);
  expect(server.asked).toHaveLength(answered);

  expect(await adaptedIn(out)).toMatchObject([
    { body: { changes: [{ setting: "author", from: server.spec, to: "offline" }] } },
  ]);
  const { made_by } = await readTrajectory(out);
  expect(made_by?.author).toMatch(/^openai:test-model/);
  expect(made_by?.adapted).toMatchObject([
    { author: expect.stringMatching(/^offline/) as unknown },
  ]);
  await expectWhole(out);

  // The change lasts: a resume without flags asks nobody else, and records nothing more.
  await resume({ directory: out, env });
  expect(server.asked).toHaveLength(answered);
  expect(await adaptedIn(out)).toHaveLength(1);
});

test("other scorers and a new judge are recorded, and a finished session stays as it is", async () => {
  const out = await begin("scorer");
  const before = await trajectoryBytes(out);
  const scorers = ["echo:other@http://127.0.0.1:9"];
  await resume({ directory: out, scorers, judge: "offline", env });
  const changes = [
    { setting: "scorers", from: ["offline"], to: scorers },
    { setting: "judge", to: "offline" },
  ];
  expect(await adaptedIn(out)).toMatchObject([{ body: { changes } }]);
  expect((await trajectoryBytes(out)).equals(before)).toBe(true);
  await expectWhole(out);
});

test("a scoring server that came back with other weights under its name is not believed", async () => {
  const serve = (scorer: LikelihoodServerOptions["scorer"], port = 0) =>
    startLikelihoodServer({ port, scorer: { threads: 1, ...scorer } });
  const first = await serve({});
  const port = Number(new URL(first.url).port);
  server.behave = ({ body }, response) => {
    if (!body.includes("write b.py")) return false;
    response.writeHead(401).end("no such key");
    return true;
  };
  const scorers = [`echo:hindcast-offline@${first.url}`];
  const out = await begin("weights", { author: server.spec, scorers });
  await first.close();
  server.behave = () => false;

  const other = await serve({ contexts: JUDGE_CONTEXTS }, port);
  const { summary: refused } = await resume({ directory: out, env });
  expect(refused.sessions).toMatchObject([
    { status: "failed", reason: expect.stringContaining("other weights") as unknown },
  ]);
  await other.close();

  const back = await serve({}, port);
  const { summary } = await resume({ directory: out, env });
  await back.close();
  expect(summary.sessions).toMatchObject([{ status: "done" }]);
  await expectWhole(out);
});

test("a session that failed for too many files goes on with a higher limit", async () => {
  server.behave = ({ body }, response) => {
    if (!/write [bc]\.py/.test(body)) return false;
    const error = { code: "content_filter", message: "filtered by the content policy" };
    return respond(response, 400, { error });
  };
  const out = await begin("limit", { author: server.spec });
  const failed = await resume({ directory: out, env });
  expect(failed.summary.sessions).toMatchObject([
    { status: "failed", code: "TOO_MANY_FAILED_FILES" },
  ]);
  const { summary } = await resume({ directory: out, maxFailedFiles: "2", env });
  expect(summary.sessions).toMatchObject([{ status: "done" }]);
  expect(await adaptedIn(out)).toMatchObject([
    { body: { changes: [{ setting: "max_failed_files", from: "0", to: "2" }] } },
  ]);
  await expectWhole(out);
});
