import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { replay, resume, run, verify } from "../../app/index.ts";
import { defaults, type Config } from "../../runtime/config/index.ts";
import { startAuthorServer, type AuthorServer } from "../cli/author-server.ts";
import { workplace } from "../cli/command.ts";
import { logOf, messagesOf, readTrajectory, trajectoryBytes } from "../cli/output-files.ts";
import { plant } from "../cli/repositories.ts";

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
