import { readFile } from "node:fs/promises";
import { nkeys } from "@nats-io/transport-node";

const GUIDE = new URL("../../../docs/security.md", import.meta.url);

/** Who logs in, and how its commands are told. */
export interface Login {
  readonly user: "operator" | "worker" | "mute" | "deaf" | "admin" | "other";
  readonly password: string;
}

export const logins = {
  operator: { user: "operator", password: "operator-4f1c9a7e2b" },
  worker: { user: "worker", password: "worker-93d0e6c5ff" },
  /** A worker that may not publish messages of runs. */
  mute: { user: "mute", password: "mute-7ad3354e1c" },
  /** A worker that may ask for no messages of a consumer. */
  deaf: { user: "deaf", password: "deaf-1c09e6b4aa" },
  /** May do everything in the account. */
  admin: { user: "admin", password: "admin-0b77d1" },
  /** The same in another account. */
  other: { user: "other", password: "other-55c1e8" },
} as const satisfies Record<string, Login>;

/** The environment of a command. */
export function environmentOf({ user, password }: Login): Readonly<Record<string, string>> {
  return {
    HINDCAST_NATS_USER: user,
    HINDCAST_NATS_PASSWORD: password,
    HINDCAST_NATS_INBOX: `_INBOX_${user}`,
  };
}

/**
 * The server's configuration as the guide has it, without its store, with the passwords of
 * {@link logins} and the users that are the tests' own.
 */
export async function documentedAccounts(): Promise<string> {
  const accounts = await accountsOfGuide();
  const { operator, worker, mute, deaf, admin, other } = logins;
  const { pub } = await documentedPermissions("worker");
  const list = (subjects: readonly string[]): string => `{ allow: ${JSON.stringify(subjects)} }`;
  const user = ({ user: name, password }: Login): string =>
    `user: ${name}, password: ${JSON.stringify(password)}`;
  const without = (login: Login, subject: string): string => {
    const publish = list(pub.filter((each) => each !== subject));
    const subscribe = list([`_INBOX_${login.user}.>`, "hindcast-live.>"]);
    return `{ ${user(login)}, permissions: { publish: ${publish}, subscribe: ${subscribe} } }`;
  };
  const workers = [without(mute, "hindcast.>"), without(deaf, "$JS.API.CONSUMER.MSG.NEXT.*.*")];
  const foreign = `OTHER { jetstream: enabled, users: [{ ${user(other)} }] }`;
  return [
    `HINDCAST_OPERATOR_PASSWORD: ${JSON.stringify(operator.password)}`,
    `HINDCAST_WORKER_PASSWORD: ${JSON.stringify(worker.password)}`,
    // As functions: a `$` in the text would stand for a part of the match.
    accounts
      .replace(/(HINDCAST \{.*?users: \[)/s, (start) => `${start} { ${user(admin)} },`)
      .replace(/(HINDCAST_WORKERS \{\s*users: \[)/, (start) => `${start} ${workers.join(", ")},`)
      .replace(/\}\s*$/, () => `${foreign}\n}`),
  ].join("\n");
}

async function accountsOfGuide(): Promise<string> {
  const [, whole = ""] = /^```conf\n(.*?)^```$/ms.exec(await readFile(GUIDE, "utf8")) ?? [];
  const accounts = whole.slice(whole.indexOf("accounts {"));
  if (accounts.startsWith("accounts {")) return accounts;
  throw new Error("docs/security.md holds no accounts");
}

/** Subjects that a user may publish to and listen to. */
export interface Permissions {
  readonly pub: readonly string[];
  readonly sub: readonly string[];
}

/** What the guide permits to a user. */
export async function documentedPermissions(user: "operator" | "worker"): Promise<Permissions> {
  const accounts = await accountsOfGuide();
  const own = accounts.slice(accounts.indexOf(`user: ${user}`));
  const [pub = [], sub = []] = [...own.matchAll(/allow: \[(.*?)\]/gs)].map(([, list = ""]) =>
    [...list.matchAll(/"(.*?)"/g)].map(([, subject = ""]) => subject),
  );
  return { pub, sub };
}

/** A server's configuration with an operator, and the file of credentials of one user. */
export interface Decentralized {
  readonly config: string;
  readonly credentials: string;
  /** The seed in the credentials, which nobody may see. */
  readonly seed: string;
}

/**
 * An operator, a system account, an account with JetStream and one user in it, as `nsc` would make
 * them: keys, and JWTs that the one above signs.
 */
export function decentralized(permissions: Permissions): Decentralized {
  const operator = nkeys.createOperator();
  const system = nkeys.createAccount();
  const account = nkeys.createAccount();
  const user = nkeys.createUser();
  const unlimited = { subs: -1, data: -1, payload: -1 };
  const limits = {
    ...unlimited,
    imports: -1,
    exports: -1,
    wildcards: true,
    conn: -1,
    leaf: -1,
  };
  const stores = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };
  const accountJwt = (of: nkeys.KeyPair, name: string, own: object): string =>
    jwt(operator, of, name, { type: "account", limits: { ...limits, ...own } });
  const preload = [
    `${system.getPublicKey()}: ${accountJwt(system, "SYS", {})}`,
    `${account.getPublicKey()}: ${accountJwt(account, "HINDCAST", stores)}`,
  ];
  const userJwt = jwt(account, user, "worker", {
    type: "user",
    ...unlimited,
    pub: { allow: permissions.pub },
    sub: { allow: permissions.sub },
  });
  const seed = new TextDecoder().decode(user.getSeed());
  return {
    config: [
      `operator: ${jwt(operator, operator, "operator", { type: "operator", system_account: system.getPublicKey() })}`,
      `system_account: ${system.getPublicKey()}`,
      "resolver: MEMORY",
      `resolver_preload: {\n${preload.join("\n")}\n}`,
    ].join("\n"),
    credentials: [
      "-----BEGIN NATS USER JWT-----",
      userJwt,
      "------END NATS USER JWT------",
      "",
      "-----BEGIN USER NKEY SEED-----",
      seed,
      "------END USER NKEY SEED------",
      "",
    ].join("\n"),
    seed,
  };
}

/** A JWT of NATS, version 2: https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/jwt */
function jwt(
  issuer: nkeys.KeyPair,
  subject: nkeys.KeyPair,
  name: string,
  claims: Readonly<Record<string, unknown>>,
): string {
  const encode = (value: unknown): string =>
    Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = [
    encode({ typ: "JWT", alg: "ed25519-nkey" }),
    encode({
      jti: subject.getPublicKey(),
      iat: Math.floor(Date.now() / 1000),
      iss: issuer.getPublicKey(),
      sub: subject.getPublicKey(),
      name,
      nats: { ...claims, version: 2 },
    }),
  ].join(".");
  const signature = issuer.sign(new TextEncoder().encode(body));
  return `${body}.${Buffer.from(signature).toString("base64url")}`;
}
