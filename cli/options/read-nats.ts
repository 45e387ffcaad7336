import { accessSync, constants } from "node:fs";
import path from "node:path";
import { HindcastError, isHindcastError } from "../../protocols/index.ts";
import type { NatsOptions } from "../../runtime/nats/index.ts";
import { shellQuote } from "../output/index.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads what `addNatsOptions` added. User, password and token come from the environment
 * alone: HINDCAST_NATS_USER, HINDCAST_NATS_PASSWORD, HINDCAST_NATS_TOKEN; an account that may
 * listen to one prefix of inboxes only names it in HINDCAST_NATS_INBOX.
 *
 * @throws HindcastError USAGE, CONFIG_INVALID for a file that cannot be read
 */
export function readNatsOptions(
  values: Readonly<Record<string, unknown>>,
  { env, cwd }: { readonly env: Env; readonly cwd: string },
): NatsOptions {
  const given = (flag: string, variable: string): string | undefined => {
    const value = values[flag];
    return typeof value === "string" ? value : env[variable]?.trim() || undefined;
  };
  const url = given("nats", "HINDCAST_NATS_URL");
  if (url === undefined || url === "") throw new HindcastError("USAGE", "no --nats URL is given");
  const servers = url.split(",").map((text) => checkUrl(text.trim()));
  const file = (flag: string, variable: string): string | undefined => {
    const name = given(flag, variable);
    return name === undefined ? undefined : readable(variable, path.resolve(cwd, name));
  };
  const credsFile = file("natsCreds", "HINDCAST_NATS_CREDS");
  const ca = file("natsCa", "HINDCAST_NATS_CA");
  const cert = file("natsCert", "HINDCAST_NATS_CERT");
  const key = file("natsKey", "HINDCAST_NATS_KEY");
  if ((cert === undefined) !== (key === undefined)) {
    throw new HindcastError("USAGE", "--nats-cert and --nats-key belong together");
  }
  // A variable that is set to nothing is not set.
  const user = env["HINDCAST_NATS_USER"] || undefined;
  const password = env["HINDCAST_NATS_PASSWORD"] || undefined;
  const token = env["HINDCAST_NATS_TOKEN"] || undefined;
  const inboxPrefix = env["HINDCAST_NATS_INBOX"] || undefined;
  const tls = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
  return {
    servers,
    ...(credsFile !== undefined && { credsFile }),
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(token !== undefined && { token }),
    ...(inboxPrefix !== undefined && { inboxPrefix }),
    ...((ca ?? cert ?? key) !== undefined && { tls }),
  };
}

/** A run as the next command line has to name it; the URL holds no secret. */
export function runArguments({ servers }: NatsOptions, run: string): string {
  const url = typeof servers === "string" ? servers : servers.join(",");
  return `--nats ${shellQuote(url)} --run ${shellQuote(run)}`;
}

/**
 * The name of a run as a command line gives it, if it can be one.
 *
 * @throws HindcastError USAGE
 */
export async function readRunName(name: string): Promise<string> {
  const { logStream } = await import("../../runtime/nats/index.ts");
  try {
    logStream(name);
    return name;
  } catch (error) {
    if (!isHindcastError(error)) throw error;
    throw new HindcastError("USAGE", `--run ${JSON.stringify(name)} cannot be the name of a run`);
  }
}

/** What TLS says of a file that is not there names neither the file nor the option. */
function readable(variable: string, file: string): string {
  try {
    accessSync(file, constants.R_OK);
    return file;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HindcastError("CONFIG_INVALID", `${variable}: ${file}: ${code}`);
  }
}

function checkUrl(text: string): string {
  const shown = JSON.stringify(text.replace(/\/\/[^/@]*@/, "//"));
  if (/:\/\/[^/]*@/.test(text)) {
    throw new HindcastError(
      "USAGE",
      `--nats ${shown} holds credentials; set HINDCAST_NATS_USER and HINDCAST_NATS_PASSWORD`,
    );
  }
  const url = text.includes("://") ? text : `nats://${text}`;
  if (!URL.canParse(url) || !/^(?:nats|tls):$/.test(new URL(url).protocol)) {
    throw new HindcastError("USAGE", `--nats ${shown} is no nats:// or tls:// URL`);
  }
  return text;
}
