import { jetstream } from "@nats-io/jetstream";
import { afterAll, beforeAll, expect } from "vitest";
import {
  asHindcastError,
  blobStream,
  connectNats,
  consumerName,
  logStream,
  runFilter,
  type NatsLink,
} from "../../../runtime/nats/index.ts";
import { run, start, until, type Ended } from "../../cli/harness/command.ts";
import { NatsServer } from "../../nats/server.ts";
import { documentedAccounts, environmentOf, logins, type Login } from "../harness/accounts.ts";
import { LONG, referenceProjects } from "../harness/projects.ts";
import { QUICK, problemsOf } from "../harness/reference.ts";
import { describe, test } from "../../nats/required.ts";
import { storeOf } from "./store.ts";

const projects = referenceProjects(1);
const { place } = projects;

describe("the accounts of the guide", () => {
  let server: NatsServer;
  let worked: Ended;
  const said: string[] = [];

  const command = async (login: Login, args: string[], env = {}): Promise<Ended> => {
    const all = { HINDCAST_NATS_URL: server.url, ...environmentOf(login), ...env };
    const ended = await run(args, { env: all, timeout: LONG });
    said.push(ended.stdout, ended.stderr);
    return ended;
  };

  const linkOf = ({ user, password }: Login): Promise<NatsLink> =>
    connectNats({ servers: server.url, user, password, inboxPrefix: `_INBOX_${user}` });

  beforeAll(async () => {
    server = await NatsServer.start({ config: await documentedAccounts() });
    const { operator, worker } = logins;
    for (const name of ["trial", "silent"]) {
      const args = [
        "submit",
        ...projects.repositories,
        "--run",
        name,
        "--progress",
        "off",
        ...QUICK,
      ];
      quietly(await command(operator, args));
    }
    const env = { HINDCAST_NATS_URL: server.url, ...environmentOf(worker) };
    const working = start(["worker", "--run", "trial", "--log-level", "trace"], {
      env,
      timeout: LONG,
    });
    await until(
      "the end of the run",
      async () => {
        const status = quietly(await command(operator, ["status", "--run", "trial"]));
        return status.stdout.includes("trial: done") ? status : undefined;
      },
      { timeout: LONG, giveUp: () => exited(working) },
    );
    working.process.kill("SIGTERM");
    worked = await working.ended;
    said.push(worked.stdout, worked.stderr);
  });

  afterAll(async () => {
    await server.remove();
  });

  test("are enough to submit, work, look, steer and collect", async () => {
    expect(worked.code).toBe(0);
    expect(worked.stderr).not.toContain("NATS refused something");
    const out = place.at("trial");
    // It stays for the tests after this one.
    const collect = ["collect", "--run", "trial", "--out", out, "--keep", "--progress", "off"];
    expect(await command(logins.operator, collect)).toMatchObject({ code: 0, stderr: "" });
    expect(await problemsOf(out, projects.reference)).toEqual([]);
    const steering = [
      ["runs", "list"],
      ["runs", "pause", "--run", "trial"],
      ["resume", "--nats", server.url, "--run", "trial"],
      ["log", "export", "--nats", server.url, "--run", "trial", "--to", place.at("exported")],
    ];
    for (const args of steering) {
      expect(await command(logins.operator, args)).toMatchObject({ code: 0, stderr: "" });
    }
    const extra = ["submit", ...projects.repositories, "--run", "extra", "--progress", "off"];
    expect(await command(logins.operator, extra)).toMatchObject({ code: 0, stderr: "" });
    const prune = ["runs", "prune", "--run", "extra"];
    expect(await command(logins.operator, prune)).toMatchObject({ code: 0, stderr: "" });
  });

  test.each([
    [["collect", "--out", "refused", "--progress", "off"]],
    [["submit", "project-0"]],
    [["runs", "pause"]],
    [["runs", "cancel"]],
    [["runs", "prune"]],
    [["resume"]],
  ])("a worker is refused %j", async (args) => {
    const name = args[0] === "submit" ? "mine" : "trial";
    const given = [...args, "--nats", server.url, "--run", name];
    const options = { cwd: place.at("repositories"), env: environmentOf(logins.worker) };
    const { code, stderr } = await run(given, options);
    said.push(stderr);
    expect({ code, stderr }).toMatchObject({ code: 2 });
    expect(stderr).toMatch(/^NATS_REFUSED: /m);
  });

  test("a worker's connection is refused what would change more than its share", async () => {
    const admin = await linkOf(logins.admin);
    const link = await linkOf(logins.worker);
    const log = logStream("trial");
    const before = (await admin.manager.streams.info(log)).state;
    const { streams, consumers } = link.manager;
    const heard = (subject: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const callback = (error: Error | null): void => (error ? reject(error) : resolve());
        link.connection.subscribe(subject, { callback });
      });
    const attempts: Record<string, () => Promise<unknown>> = {
      "purging a log": () => streams.purge(log),
      "purging a session": () => streams.purge(log, { filter: runFilter("trial") }),
      "deleting a log": () => streams.delete(log),
      "deleting blobs": () => streams.delete(blobStream("trial")),
      "deleting a message": () => streams.deleteMessage(log, 1),
      "making a stream": () => streams.add({ name: "MINE", subjects: ["mine.>"] }),
      "changing a stream": () => streams.update(log, { max_msgs: 1 }),
      "changing the runs": () =>
        jetstream(link.connection).publish("$KV.hindcast-runs.trial", "{}"),
      "making a role": () => consumers.add(log, { durable_name: "mine" }),
      "deleting a role": () => consumers.delete(log, consumerName("author")),
      "hearing what the operator is told": () => heard("_INBOX_operator.>"),
      "hearing what anybody is told": () => heard(">"),
      "hearing requests to the server": () => heard("$JS.API.>"),
      "hearing changes of runs": () => heard("$KV.>"),
    };
    for (const [what, attempt] of Object.entries(attempts)) {
      const refused = await attempt().then(
        () => undefined,
        (error: unknown) => asHindcastError(error, what),
      );
      expect(refused?.code, what).toBe("NATS_REFUSED");
    }
    expect((await admin.manager.streams.info(log)).state).toEqual(before);
    await link.close();
    await admin.close();
  });

  test("a worker harms nothing by reply subjects or consumers", async () => {
    const admin = await linkOf(logins.admin);
    const link = await linkOf(logins.worker);
    const log = logStream("trial");
    const role = consumerName("author");
    const state = async (): Promise<unknown[]> => [
      (await admin.manager.streams.info(blobStream("trial"))).state,
      await admin.manager.streams.getMessage("KV_hindcast-runs", {
        last_by_subj: "$KV.hindcast-runs.*",
      }),
      (await admin.manager.consumers.info(log, role)).config,
      (await admin.manager.streams.info(log)).state.first_seq,
      (await admin.manager.streams.info(log)).created,
    ];
    const before = await state();
    const targets = [
      `$JS.API.STREAM.PURGE.${log}`,
      `$JS.API.STREAM.DELETE.${blobStream("trial")}`,
      `$JS.API.CONSUMER.DELETE.${log}.${role}`,
      "$KV.hindcast-runs.trial",
    ];
    const requests: [subject: string, body: string][] = [
      [`$JS.API.DIRECT.GET.${log}`, '{"seq":1}'],
      [`$JS.API.STREAM.MSG.GET.${log}`, '{"seq":1}'],
      [`$JS.API.STREAM.INFO.${log}`, ""],
      [`$JS.API.CONSUMER.INFO.${log}.${role}`, ""],
      [`$JS.API.CONSUMER.MSG.NEXT.${log}.${role}`, '{"batch":1,"no_wait":true}'],
      [`$JS.ACK.${log}.${role}.1.1.1.1.1`, "+ACK"],
      ["$KV.hindcast-workers.mine", "{}"],
      ["$JS.API.INFO", ""],
    ];
    for (const reply of targets) {
      for (const [subject, body] of requests) link.connection.publish(subject, body, { reply });
      const push = { durable_name: "mine", deliver_subject: reply, ack_policy: "none" };
      const config = JSON.stringify({ stream_name: log, config: push });
      link.connection.publish(`$JS.API.CONSUMER.CREATE.${log}`, config);
    }
    await link.connection.flush();
    // What comes after it on the same connection has been answered, so all of it was dealt with.
    await link.manager.streams.info(log);
    await admin.manager.streams.info(log);
    expect(await state()).toEqual(before);
    await expect(admin.manager.consumers.info(log, "mine")).rejects.toThrow(/not found/);
    await link.close();
    await admin.close();
  });

  test.each([["_INBOX_operator"], [""]])(
    "answers that come to an inbox of somebody else (%j) are not heard",
    async (inbox) => {
      const ended = await command(logins.worker, ["status"], { HINDCAST_NATS_INBOX: inbox });
      expect(ended.code).toBe(2);
      expect(ended.stderr).toMatch(/^NATS_REFUSED: /m);
    },
  );

  test("another account knows nothing of it", async () => {
    const env = { HINDCAST_NATS_INBOX: "" };
    const listed = await command(logins.other, ["runs", "list"], env);
    expect(listed).toMatchObject({ code: 0, stdout: "no runs\n" });
    const collected = await command(
      logins.other,
      ["collect", "--run", "trial", "--out", place.at("stolen")],
      env,
    );
    expect(collected.code).toBe(2);
    expect(collected.stderr).toMatch(/^RUN_MISSING: /);
  });

  test.each([
    ["speak", logins.mute, /^NATS_REFUSED: .*"hindcast\.silent\./m],
    ["listen", logins.deaf, /^NATS_REFUSED: .*"\$JS\.API\.CONSUMER\.MSG\.NEXT\./m],
  ])("a worker that may not %s ends and says why", async (_what, login, reason) => {
    const { code, stderr } = await command(login, ["worker", "--run", "silent"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(reason);
  });

  test("no password is in what was said, and none in a message or a record of the server", async () => {
    const wrong = { user: "worker", password: "wrong-5ad1cc7d" } as const;
    const refused = await command(wrong, ["status", "--json"]);
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: "NATS_REFUSED" } });
    const store = await storeOf(server);
    expect(store.includes("session.finished")).toBe(true);
    const texts = said.join("\n");
    expect(texts).toContain("joined a run");
    for (const { password } of [...Object.values(logins), wrong]) {
      expect(store.includes(password)).toBe(false);
      expect(texts).not.toContain(password);
    }
  });
});

/** Throws when a command was refused anything. */
function quietly(ended: Ended): Ended {
  if (ended.code === 0 && ended.stderr === "") return ended;
  throw new Error(`it ended with ${ended.code}: ${ended.stderr}`);
}

function exited({ process, written }: ReturnType<typeof start>): string | undefined {
  return process.exitCode === null ? undefined : written.stderr;
}
