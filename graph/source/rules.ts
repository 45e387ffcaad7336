import { lookup } from "node:dns/promises";
import { realpathSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import path from "node:path";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import type { RepositorySource } from "../../protocols/index.ts";

/**
 * Where a process takes repositories from that others name: directories, and beginnings of git
 * URLs. Without rules it accepts everything, since the process's own user chose what to read.
 */
export interface SourceRules {
  /** Absolute paths of directories, and URLs that allowed ones begin with. */
  readonly from: readonly string[];
}

const REMOTE = /^(?:https?|ssh|git):\/\//i;
const SCP = /^(?:[\w.-]+@)?([\w.-]+):(?!:|\/\/)/;

/** Addresses that are this machine's, or of its network, and none of the internet's. */
const internal = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  internal.addSubnet(net, bits, "ipv4");
  // The same addresses as IPv6 writes them, and as NAT64 does.
  internal.addSubnet(`::ffff:${net}`, 96 + bits, "ipv6");
  internal.addSubnet(`64:ff9b::${net}`, 96 + bits, "ipv6");
}
for (const [net, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  internal.addSubnet(net, bits, "ipv6");
}

/** Whether an IP address is of this machine, or of a network that is not the internet. */
export function isInternalAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || internal.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** Throws REPOSITORY_UNREACHABLE for an https URL with a user or a token, which would be recorded. */
export function refuseCredentials(url: string): void {
  const parts = /^(https?|ssh|git|file):\/\/([^/?#]*)@/i.exec(url);
  if (!parts) return;
  if (/^ssh$/i.test(parts[1] ?? "") && !parts[2]?.includes(":")) return;
  throw new HindcastError(
    "REPOSITORY_UNREACHABLE",
    "the URL of the repository holds a user name, password or token; use a credential helper",
  );
}

/**
 * Whether the rules let a source be taken. A directory may be outside of those that the rules name
 * when its content is known already: whoever names it must have the hash. A URL must be of another
 * machine that everybody can reach, or be named.
 *
 * @throws HindcastError REPOSITORY_UNREACHABLE
 */
export async function checkSource(
  source: RepositorySource,
  rules: SourceRules | undefined,
): Promise<void> {
  if ("snapshot" in source) return;
  if ("git" in source) refuseCredentials(source.git);
  if (rules === undefined) return;
  if ("path" in source) return checkDirectory(source, rules);
  const { git } = source;
  if (rules.from.some((allowed) => allowed.includes("://") && beginsWith(git, allowed))) return;
  const host = REMOTE.test(git) ? new URL(git).hostname : SCP.exec(git)?.[1];
  if (host === undefined || host === "") throw refused("it is no URL of another machine");
  const name = host.replace(/^\[|\]$/g, "");
  const addresses = isIP(name) === 0 ? await addressesOf(name) : [name];
  if (addresses.some(isInternalAddress)) throw refused(`${host} is an internal address`);
}

function checkDirectory(
  source: Extract<RepositorySource, { path: string }>,
  { from }: SourceRules,
): void {
  const directories = from.filter((allowed) => !allowed.includes("://"));
  if (directories.length === 0 && source.sha256 !== undefined) return;
  const place = real(source.path);
  const inside = directories.some((allowed) => {
    const relative = path.relative(real(allowed), place);
    return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
  });
  if (!inside) throw refused("the directory is none of those that it may read");
}

function real(place: string): string {
  try {
    return realpathSync(place);
  } catch (error) {
    throw new HindcastError("REPOSITORY_MISSING", reasonOf(error), { cause: error });
  }
}

/** Whether a URL is the allowed one or below it. */
function beginsWith(url: string, allowed: string): boolean {
  if (/(?:^|\/)\.\.(?:\/|$)/.test(url)) return false;
  return url === allowed || url.startsWith(allowed.endsWith("/") ? allowed : `${allowed}/`);
}

async function addressesOf(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    throw new HindcastError("REPOSITORY_UNREACHABLE", reasonOf(error), { cause: error });
  }
}

function refused(why: string): HindcastError {
  const what = `this worker does not take the repository: ${why}`;
  return new HindcastError("REPOSITORY_UNREACHABLE", `${what}; --repositories-from allows it`);
}
