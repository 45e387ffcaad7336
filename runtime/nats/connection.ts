import { readFile } from "node:fs/promises";
import { jetstreamManager, type JetStreamManager } from "@nats-io/jetstream";
import {
  connect,
  credsAuthenticator,
  type NatsConnection,
  type NodeConnectionOptions,
} from "@nats-io/transport-node";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import { asHindcastError, problemOfNats } from "./errors.ts";
import { OLDEST_SERVER, isAtLeast } from "./features.ts";
import { NatsLink, type NatsLogger } from "./link.ts";

/** How to reach a NATS server; nothing of it reaches a log or a message. */
export interface NatsOptions {
  /** `nats://host:port` or `tls://host:port`, one or several of one cluster. */
  readonly servers: string | readonly string[];
  /** A file of credentials, as `nsc` writes it. */
  readonly credsFile?: string;
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  /** Paths of PEM files. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  /** What the server calls this client. */
  readonly name?: string;
  /** Where answers come to; `_INBOX` when absent. An account may be limited to one prefix. */
  readonly inboxPrefix?: string;
  readonly logger?: NatsLogger;
}

/** Milliseconds for one request to the server's own interface. */
const TIMEOUT = 5000;

/**
 * Connects, and looks whether the server can carry runs. Once connected, the connection comes back
 * by itself for ever. Throws NATS_UNREACHABLE, NATS_REFUSED, NATS_UNSUPPORTED and CONFIG_INVALID.
 */
export async function connectNats(options: NatsOptions): Promise<NatsLink> {
  const target = plainServers(options.servers);
  const config = await clientOptions(options, target);
  let connection: NatsConnection;
  try {
    connection = await connect(config);
  } catch (error) {
    const code = problemOfNats(error) === "refused" ? "NATS_REFUSED" : "NATS_UNREACHABLE";
    // The client's own sentence: it never holds more than host and port.
    throw new HindcastError(code, `${target.hosts.join(", ")}: ${reasonOf(error)}`);
  }
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: TIMEOUT });
    await requireJetStream(connection, manager);
    return new NatsLink(connection, manager, options);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

interface ServerTarget {
  readonly hosts: readonly string[];
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly tls: boolean;
}

/** Takes user and password out of URLs: what is left may be shown. */
function plainServers(servers: string | readonly string[]): ServerTarget {
  const list = typeof servers === "string" ? servers.split(",") : servers;
  let [user, password, tls]: [string?, string?, boolean?] = [];
  const hosts = list.map((server) => {
    const text = server.trim();
    let url: URL;
    try {
      url = new URL(text.includes("://") ? text : `nats://${text}`);
    } catch {
      throw new HindcastError("CONFIG_INVALID", "a NATS server's URL cannot be read");
    }
    if (!["nats:", "tls:"].includes(url.protocol) || url.hostname === "") {
      throw new HindcastError("CONFIG_INVALID", `${url.protocol} is no URL of a NATS server`);
    }
    if (url.username) user = decodeURIComponent(url.username);
    if (url.password) password = decodeURIComponent(url.password);
    if (url.protocol === "tls:") tls = true;
    return `${url.hostname}:${url.port || "4222"}`;
  });
  return { hosts, user, password, tls: tls === true };
}

async function clientOptions(
  options: NatsOptions,
  target: ServerTarget,
): Promise<NodeConnectionOptions> {
  const { credsFile, token, tls, name = "hindcast", inboxPrefix } = options;
  const user = options.user ?? target.user;
  const pass = options.password ?? target.password;
  // A user without a password in a URL is a token, as with the server's own tools.
  const lone = user !== undefined && pass === undefined && options.user === undefined;
  return {
    servers: [...target.hosts],
    name,
    ...(inboxPrefix === undefined ? {} : { inboxPrefix }),
    ...(credsFile === undefined ? {} : { authenticator: await credentials(credsFile) }),
    ...(user === undefined || lone ? {} : { user }),
    ...(pass === undefined ? {} : { pass }),
    ...(token === undefined && !lone ? {} : { token: token ?? user ?? "" }),
    ...(tls || target.tls ? { tls: tlsOptions(tls) } : {}),
    timeout: TIMEOUT,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 100,
    reconnectJitter: 50,
    // A server that is frozen is noticed by its missing pongs alone.
    pingInterval: 2000,
    maxPingOut: 2,
    // Credentials may be renewed on the server's side while this process lives.
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
  };
}

function tlsOptions(tls: NatsOptions["tls"] = {}): NonNullable<NodeConnectionOptions["tls"]> {
  return {
    ...(tls.ca === undefined ? {} : { caFile: tls.ca }),
    ...(tls.cert === undefined ? {} : { certFile: tls.cert }),
    ...(tls.key === undefined ? {} : { keyFile: tls.key }),
  };
}

async function credentials(file: string): Promise<ReturnType<typeof credsAuthenticator>> {
  try {
    const authenticator = credsAuthenticator(await readFile(file));
    // It reads the file's contents when it is asked to sign something, and not before.
    authenticator("nonce");
    return authenticator;
  } catch (error) {
    // The client's own messages may contain parts of the file.
    const { code, syscall } = error as NodeJS.ErrnoException;
    const why = syscall === undefined ? "it holds no JWT and seed" : code;
    throw new HindcastError("CONFIG_INVALID", `credentials ${file}: ${why}`);
  }
}

async function requireJetStream(
  connection: NatsConnection,
  manager: JetStreamManager,
): Promise<void> {
  const version = connection.info?.version ?? "";
  if (!isAtLeast(version, OLDEST_SERVER)) {
    throw new HindcastError("NATS_UNSUPPORTED", `the server's version is ${version || "unknown"}`);
  }
  try {
    await manager.getAccountInfo();
  } catch (error) {
    const problem = problemOfNats(error);
    const absent = error instanceof Error && error.name === "JetStreamNotEnabled";
    if (problem === "unable" || absent) {
      throw new HindcastError("NATS_UNSUPPORTED", "JetStream is off, or off for this account");
    }
    // Not every account may ask; whether it may use streams shows when it does.
    if (problem !== "refused") throw asHindcastError(error, "asking for JetStream");
  }
}
