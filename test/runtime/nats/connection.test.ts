import { once, EventEmitter } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { isHindcastError } from "../../../protocols/index.ts";
import { NatsBus } from "../../../runtime/bus/nats/index.ts";
import { connectNats, natsFeatures, supports } from "../../../runtime/nats/index.ts";
import { test as natsTest } from "../../nats/required.ts";
import { NatsServer, type NatsServerOptions } from "../../nats/server.ts";

const servers: NatsServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.remove();
});

async function start(options?: NatsServerOptions): Promise<NatsServer> {
  const server = await NatsServer.start(options);
  servers.push(server);
  return server;
}

const SECRET = "hush-hush";
const withUser = { config: `authorization { user: ann, password: ${SECRET} }` };

async function failure(connecting: Promise<unknown>): Promise<string> {
  const error: unknown = await connecting.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(isHindcastError(error)).toBe(true);
  const { code, message, stack } = error as Error & { code: string };
  expect(`${message} ${stack} ${JSON.stringify(error)}`).not.toContain(SECRET);
  return code;
}

natsTest("a server that is not there is unreachable", async () => {
  const server = await start();
  await server.kill();
  const url = `nats://ann:${SECRET}@127.0.0.1:${server.port}`;
  expect(await failure(connectNats({ servers: url }))).toBe("NATS_UNREACHABLE");
});

natsTest("wrong credentials are refused, right ones are not, in a URL and beside it", async () => {
  const server = await start(withUser);
  expect(await failure(connectNats({ servers: server.url }))).toBe("NATS_REFUSED");
  const wrong = `nats://ann:${SECRET}x@127.0.0.1:${server.port}`;
  expect(await failure(connectNats({ servers: wrong }))).toBe("NATS_REFUSED");
  for (const options of [
    { servers: `nats://ann:${SECRET}@127.0.0.1:${server.port}` },
    { servers: server.url, user: "ann", password: SECRET },
  ]) {
    const link = await connectNats(options);
    await link.close();
  }
});

natsTest("a token is accepted in a URL and beside it", async () => {
  const server = await start({ config: `authorization { token: ${SECRET} }` });
  expect(await failure(connectNats({ servers: server.url, token: "no" }))).toBe("NATS_REFUSED");
  for (const options of [
    { servers: `nats://${SECRET}@127.0.0.1:${server.port}` },
    { servers: server.url, token: SECRET },
  ]) {
    const link = await connectNats(options);
    await link.close();
  }
});

natsTest("a server without JetStream cannot carry runs", async () => {
  const server = await start({ jetstream: false });
  expect(await failure(connectNats({ servers: server.url }))).toBe("NATS_UNSUPPORTED");
});

test("URLs and credentials that cannot be read are the caller's mistake", async () => {
  const unreadable = [
    { servers: `http://ann:${SECRET}@localhost` },
    { servers: `nats://ann:${SECRET}@:99999` },
    { servers: "nats://localhost:1", credsFile: "/nowhere/hindcast.creds" },
  ];
  for (const options of unreadable) {
    expect(await failure(connectNats(options))).toBe("CONFIG_INVALID");
  }
});

test("a file without credentials, or with damaged ones, is the caller's mistake", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "hindcast-creds-"));
  const credsFile = path.join(directory, "user.creds");
  const marks = ["-----BEGIN NATS USER JWT-----", "------END NATS USER JWT------"];
  for (const text of ["", SECRET, `${marks[0]}\n${SECRET}\n${marks[1]}\n\n${SECRET}\n`]) {
    await writeFile(credsFile, text);
    expect(await failure(connectNats({ servers: "nats://localhost:1", credsFile }))).toBe(
      "CONFIG_INVALID",
    );
  }
  await rm(directory, { recursive: true });
});

natsTest("a connection comes back by itself, and says so", async () => {
  const server = await start();
  const lines = new EventEmitter();
  const note = (_fields: unknown, line: string): void => void lines.emit(line);
  const link = await connectNats({
    servers: server.url,
    logger: { info: note, warn: note, error: note },
  });
  for (let round = 0; round < 2; round += 1) {
    const gone = once(lines, "the connection to NATS is gone; trying again");
    const back = once(lines, "connected to NATS again");
    await server.kill();
    await gone;
    expect(link.connected).toBe(false);
    await server.restart();
    await link.up();
    await back;
    expect(link.connected).toBe(true);
  }
  await link.close();
  await expect(link.up()).rejects.toMatchObject({ code: "INTERRUPTED" });
});

natsTest("runs that are not there, or were made otherwise, are told apart", async () => {
  const server = await start();
  const link = await connectNats({ servers: server.url });
  const options = { run: "r-1", lease: 1000, roles: ["graph"] };
  expect(await failure(NatsBus.open(link, { run: "r-1" }))).toBe("RUN_MISSING");
  const bus = await NatsBus.create(link, options);
  await (await NatsBus.create(link, options)).close();
  expect(await failure(NatsBus.create(link, { ...options, lease: 2000 }))).toBe("RUN_EXISTS");
  const other = bus.requests("graph", { concurrency: 1, lease: 2000 }, () => {});
  expect(await failure(other)).toBe("CONFIG_INVALID");
  expect(await failure(NatsBus.create(link, { ...options, run: "BLOBS_x" }))).toBe(
    "ADDRESS_INVALID",
  );
  expect(await failure(NatsBus.create(link, { ...options, run: "r-3", replicas: 3 }))).toMatch(
    /^NATS_/,
  );
  await bus.close();
  await link.close();
});

natsTest(
  "an account that may not make streams is refused; one that may use a run is not",
  async () => {
    const run = "r-1";
    const server = await start({
      config: `authorization { users: [
      { user: admin, password: ${SECRET} }
      { user: worker, password: ${SECRET}, permissions: {
        publish: [ "hindcast.${run}.>", "hindcast-blobs.${run}.>", "$JS.ACK.>",
          "$JS.API.STREAM.INFO.HINDCAST_${run}", "$JS.API.STREAM.MSG.GET.*",
          "$JS.API.DIRECT.GET.>", "$JS.API.CONSUMER.INFO.HINDCAST_${run}.>",
          "$JS.API.CONSUMER.CREATE.HINDCAST_${run}", "$JS.API.CONSUMER.CREATE.HINDCAST_${run}.>",
          "$JS.API.CONSUMER.DELETE.HINDCAST_${run}.>",
          "$JS.API.CONSUMER.MSG.NEXT.HINDCAST_${run}.>" ]
        subscribe: [ "_INBOX_worker.>", "hindcast-live.${run}.>" ] } } ] }`,
    });
    const admin = await connectNats({ servers: server.url, user: "admin", password: SECRET });
    const worker = await connectNats({
      servers: server.url,
      user: "worker",
      password: SECRET,
      inboxPrefix: "_INBOX_worker",
    });
    const options = { run, lease: 1000, roles: ["graph"] };
    expect(await failure(NatsBus.create(worker, options))).toBe("NATS_REFUSED");
    const made = await NatsBus.create(admin, options);
    const bus = await NatsBus.open(worker, { run });
    const sender = { from: "s-1/main/main", to: "s-1/graph/pool", session: "s-1", cause: null };
    const asked = new Promise((resolve) => {
      void bus.requests("graph", { concurrency: 1 }, (delivery) => resolve(delivery.envelope.id));
    });
    const message = { ...sender, id: "s-1/main/main#0", run, kind: "test.message", body: {} };
    expect(await bus.publish(message)).toBe(true);
    expect(await asked).toBe(message.id);
    const blob = await bus.putBlob("s-1", Buffer.from("text"));
    expect(Buffer.from(await bus.getBlob("s-1", blob)).toString()).toBe("text");
    const read: string[] = [];
    for await (const { id } of bus.read()) read.push(id);
    expect(read).toEqual([message.id]);
    expect(await failure(bus.drop("s-1"))).toBe("NATS_REFUSED");
    await bus.close();
    await made.close();
    await worker.close();
    await admin.close();
  },
);

test("features follow from the version of the server", () => {
  expect(supports("2.9.10", "subject-index")).toBe(false);
  expect(supports("2.10.0", "subject-index")).toBe(true);
  expect(supports("2.12.1-beta.2", "republish-time")).toBe(true);
  expect(supports("3.0.0", "subject-index")).toBe(true);
  expect(supports("", "subject-index")).toBe(false);
  for (const { since, without } of Object.values(natsFeatures)) {
    expect(since[0]).toBeGreaterThanOrEqual(2);
    expect(without).not.toBe("");
  }
});
