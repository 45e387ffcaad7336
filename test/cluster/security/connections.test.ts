import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect } from "vitest";
import { run, type Ended } from "../../cli/harness/command.ts";
import { NatsServer } from "../../nats/server.ts";
import { decentralized, documentedPermissions } from "../harness/accounts.ts";
import { makeCertificates, type Certificates } from "../harness/certificates.ts";
import { LONG, referenceProjects } from "../harness/projects.ts";
import { QUICK, problemsOf } from "../harness/reference.ts";
import { describe, test } from "../../nats/required.ts";
import { storeOf } from "./store.ts";

const projects = referenceProjects(1);
const { place } = projects;

describe("other ways to log in", () => {
  const alone = (name: string, args: string[], env = {}): Promise<Ended> => {
    const flags = ["--run", name, "--out", place.at(name), "--progress", "off", ...QUICK];
    return run(["run", ...projects.repositories, ...args, ...flags], { env, timeout: LONG });
  };

  test("a token", async () => {
    const token = "token-2f61d0a7c9";
    const server = await NatsServer.start({ config: `authorization { token: "${token}" }` });
    try {
      const env = { HINDCAST_NATS_TOKEN: token };
      const ended = await alone("token", ["--nats", server.url], env);
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect(await problemsOf(place.at("token"), projects.reference)).toEqual([]);
      expect((await storeOf(server)).includes(token)).toBe(false);
      const wrong = await run(["status", "--nats", server.url], {
        env: { HINDCAST_NATS_TOKEN: "token-of-another" },
      });
      expect(wrong.code).toBe(2);
      expect(wrong.stderr).toMatch(/^NATS_REFUSED: /);
      expect(wrong.stderr).not.toContain("token-of-another");
    } finally {
      await server.remove();
    }
  });

  test("a file of credentials, with the permissions of the guide in its JWT", async () => {
    const [operator, worker] = await Promise.all([
      documentedPermissions("operator"),
      documentedPermissions("worker"),
    ]);
    const { config, credentials, seed } = decentralized({
      pub: [...new Set([...operator.pub, ...worker.pub])],
      sub: worker.sub,
    });
    const server = await NatsServer.start({ config });
    const file = place.at("worker.creds");
    try {
      await writeFile(file, credentials, { mode: 0o600 });
      const env = { HINDCAST_NATS_INBOX: "_INBOX_worker" };
      const at = ["--nats", server.url];
      const ended = await alone("creds", [...at, "--nats-creds", file], env);
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect(await problemsOf(place.at("creds"), projects.reference)).toEqual([]);
      expect((await storeOf(server)).includes(seed)).toBe(false);
      const without = await run(["status", ...at], { env });
      expect(without.code).toBe(2);
      expect(without.stderr).toMatch(/^NATS_REFUSED: /);
      const missing = await run(["status", ...at, "--nats-creds", place.at("no.creds")]);
      expect(missing.code).toBe(2);
      expect(missing.stderr).toMatch(/^CONFIG_INVALID: .*no\.creds: ENOENT/);
    } finally {
      await server.remove();
    }
  });

  describe("a certificate, over TLS", () => {
    let server: NatsServer;
    let certificates: Certificates;

    beforeAll(async () => {
      certificates = makeCertificates(place.at("certificates"));
      const { ca, server: own } = certificates;
      const files = `cert_file: "${own.cert}", key_file: "${own.key}", ca_file: "${ca}"`;
      server = await NatsServer.start({ config: `tls { ${files}, verify: true, timeout: 5 }` });
    });

    afterAll(async () => {
      await server.remove();
    });

    test("carries a run", async () => {
      const { ca, client } = certificates;
      const tls = ["--nats-ca", ca, "--nats-cert", client.cert, "--nats-key", client.key];
      const url = server.url.replace("nats:", "tls:");
      const ended = await alone("tls", ["--nats", url, ...tls]);
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect(await problemsOf(place.at("tls"), projects.reference)).toEqual([]);
    });

    test("is asked for in both directions", async () => {
      const { ca, client } = certificates;
      const own = ["--nats-cert", client.cert, "--nats-key", client.key];
      const status = (...flags: string[]): Promise<Ended> =>
        run(["status", "--nats", server.url, ...flags]);
      const unknown = await status(...own);
      expect(unknown.code).toBe(4);
      expect(unknown.stderr).toMatch(/^NATS_UNREACHABLE: .*certificate/);
      expect((await status("--nats-ca", ca)).code).toBe(4);
      const half = await status("--nats-ca", ca, "--nats-cert", client.cert);
      expect(half.code).toBe(2);
      expect(half.stderr).toMatch(/^USAGE: .*--nats-cert and --nats-key belong together/);
      const absent = await status("--nats-ca", place.at("no.pem"), ...own);
      expect(absent.code).toBe(2);
      expect(absent.stderr).toMatch(/^CONFIG_INVALID: .*no\.pem: ENOENT/);
    });
  });
});

describe("what cannot be", () => {
  let server: NatsServer;
  let plain: NatsServer;

  beforeAll(async () => {
    [server, plain] = await Promise.all([
      NatsServer.start(),
      NatsServer.start({ jetstream: false }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([server.remove(), plain.remove()]);
  });

  test.each([["status"], ["worker"], ["runs", "list"], ["submit", "."]])(
    "no server: %s ends with 4",
    async (...args) => {
      const cwd = projects.repositories[0] ?? "";
      const { code, stderr } = await run([...args, "--nats", "nats://127.0.0.1:1"], { cwd });
      expect(code).toBe(4);
      expect(stderr).toMatch(/^NATS_UNREACHABLE: .*127\.0\.0\.1:1: connection refused/m);
      expect(stderr).toContain("nats-server -js");
    },
  );

  test("a server without JetStream ends with 4", async () => {
    const { code, stderr } = await run(["worker", "--nats", plain.url]);
    expect(code).toBe(4);
    expect(stderr).toMatch(/^NATS_UNSUPPORTED: .*JetStream is off/m);
  });

  test.each([
    ["no URL", ["status"], /no --nats URL is given/],
    ["an empty URL", ["status", "--nats", ""], /no --nats URL is given/],
    ["another kind of URL", ["status", "--nats", "http://127.0.0.1"], /no nats:\/\/ or tls:\/\//],
    [
      "a password in the URL",
      ["status", "--nats", "nats://me:hidden@127.0.0.1"],
      /HINDCAST_NATS_PASS/,
    ],
    ["no run", ["resume", "--nats", "URL"], /no --run ID is given/],
    ["an empty name", ["submit", ".", "--nats", "URL", "--run", ""], /cannot be the name of a run/],
    [
      "a name of ours",
      ["run", ".", "--nats", "URL", "--run", "BLOBS_a"],
      /cannot be the name of a run/,
    ],
    ["a short lease", ["submit", ".", "--nats", "URL", "--lease", "5"], /--lease "5"/],
    ["a port", ["worker", "--nats", "URL", "--metrics-port", "70000"], /--metrics-port "70000"/],
    [
      "a role",
      ["worker", "--nats", "URL", "--roles", "nobody"],
      /roles: no role nobody; known here/,
    ],
    ["a flag", ["status", "--nats", "URL", "--unheard-of"], /unknown option '--unheard-of'/],
  ])("%s: ends with 2", async (_name, args, told) => {
    const cwd = projects.repositories[0] ?? "";
    const given = args.map((text) => (text === "URL" ? server.url : text));
    const { code, stdout, stderr } = await run(given, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^USAGE: /);
    expect(stderr).toMatch(told);
    expect(stderr).not.toContain("hidden");
  });
});
