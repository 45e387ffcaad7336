import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startAuthorServer, type AuthorServer } from "../cli/harness/author-server.ts";
import { run, start, succeed, until, workplace } from "../cli/harness/command.ts";
import {
  breachesOf,
  filesBelow,
  logOf,
  messagesOf,
  trajectoryBytes,
} from "../cli/harness/output-files.ts";
import { counter, plant } from "../cli/harness/repositories.ts";
import { logHolds, repeated } from "./kill.ts";

const place = workplace();
let server: AuthorServer;

beforeAll(async () => {
  server = await startAuthorServer();
  await plant(place.at("repo"), counter);
});

afterAll(() => server.close());

beforeEach(() => {
  server.asked.length = 0;
  server.behave = () => false;
});

const args = (out: string): string[] => {
  const settings = ["--author", server.spec, "--evaluations", "2", "--progress", "plain"];
  return ["run", place.at("repo"), "--out", place.at(out), ...settings];
};

/** Holds back the n-th answer until it is let go, so that a run stands still where a test wants. */
function holdBack(n: number): { release(): void } {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  server.behave = async ({ number }) => {
    if (number === n) await held;
    return false;
  };
  return { release };
}

describe.each(["SIGINT", "SIGTERM"] as const)("%s", (signal) => {
  test("finishes requests in progress, says how to continue, and resume continues", async () => {
    const out = `out-${signal}`;
    const held = holdBack(3);
    const running = start(args(out));
    await until("the third question", () => (server.asked.length >= 3 ? true : undefined));
    running.process.kill(signal);
    await until("word of the interruption", () =>
      /stop|interrupt/i.test(running.written.stderr) ? true : undefined,
    );
    held.release();
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    expect(stderr).toMatch(/INTERRUPTED: .*hindcast resume \S*out-SIG/);

    // The answer that was in hand is in the log: nobody asks for it again.
    const asked = server.asked.length;
    const answers = (await messagesOf(place.at(out))).filter(({ id }) => id.endsWith(".reply"));
    expect(answers.filter(({ from }) => from.includes("/author/"))).toHaveLength(asked);
    expect((await run(["verify", place.at(out)])).code).not.toBe(0);

    await succeed(["resume", place.at(out)]);
    expect(await breachesOf(place.at(out))).toEqual([]);
    expect(repeated(await messagesOf(place.at(out)))).toEqual([]);
    const interrupted = server.asked.length;
    server.asked.length = 0;
    await succeed(args(`whole-${signal}`));
    expect(server.asked.length).toBe(interrupted);
    const expected = await trajectoryBytes(place.at(`whole-${signal}`));
    expect((await trajectoryBytes(place.at(out))).equals(expected)).toBe(true);
  });
});

test("the command that is printed works where it is printed", async () => {
  const held = holdBack(2);
  const running = start(args("my out 'dir'").with(3, "my out 'dir'"), { cwd: place.at() });
  await until("the second question", () => (server.asked.length >= 2 ? true : undefined));
  running.process.kill("SIGINT");
  held.release();
  const { code, stderr } = await running.ended;
  expect(code).toBe(130);
  const [, shown] = /hindcast resume (.+)\n/.exec(stderr) ?? [];
  expect(shown).toBe(String.raw`'my out '\''dir'\'''`);
  await succeed(["resume", "my out 'dir'"], { cwd: place.at() });
});

test("one signal stops a run whose server never answers, and resume asks again", async () => {
  holdBack(3);
  const running = start(args("silent"));
  await until("the third question", () => (server.asked.length >= 3 ? true : undefined));
  running.process.kill("SIGINT");
  const { code, stderr } = await running.ended;
  expect(code).toBe(130);
  expect(stderr).toMatch(/INTERRUPTED: .*hindcast resume \S*silent/);
  server.behave = () => false;
  await succeed(["resume", place.at("silent")]);
  await succeed(["verify", place.at("silent")]);
});

test("the second signal stops at once, and the log is still good", async () => {
  holdBack(3);
  const running = start(args("twice"));
  await until("the third question", () => (server.asked.length >= 3 ? true : undefined));
  running.process.kill("SIGINT");
  await until("word of the interruption", () =>
    /stop|interrupt/i.test(running.written.stderr) ? true : undefined,
  );
  running.process.kill("SIGINT");
  expect((await running.ended).code).toBe(130);
  server.behave = () => false;
  await succeed(["resume", place.at("twice")]);
  await succeed(["verify", place.at("twice")]);
});

describe("one output directory", () => {
  test("with anything in it is not run into", async () => {
    const taken = await plant(place.at("taken"), { "notes.txt": "mine\n" });
    const { code, stderr } = await run(args("taken"));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^OUTPUT_EXISTS: .*taken/);
    expect(await filesBelow(taken)).toEqual(["notes.txt"]);
  });

  test("belongs to one process at a time", async () => {
    const held = holdBack(2);
    const running = start(args("shared"));
    await logHolds(place.at("shared"), running, "the plan's request", (messages) =>
      messages.some(({ kind }) => kind === "author.plan"),
    );
    const second = await run(["resume", place.at("shared")]);
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(/OUTPUT_LOCKED: .*process \d+/);
    const third = await run(args("shared"));
    expect({ code: third.code, exists: third.stderr.includes("OUTPUT_EXISTS") }).toEqual({
      code: 2,
      exists: true,
    });
    // Whoever only reads may look at any time.
    await succeed(["replay", logOf(place.at("shared"))]);
    held.release();
    expect((await running.ended).code).toBe(0);
    await succeed(["verify", place.at("shared")]);
    expect(await filesBelow(place.at("shared"))).not.toContain("log.hlog.lock");
  });
});
