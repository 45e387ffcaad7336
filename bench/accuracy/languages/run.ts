import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** What a tool found out about a checkout. */
export interface Found {
  /** The files that it could read. */
  seen: ReadonlySet<string>;
  /** Edges between them as `from -> to`, paths relative to the root. */
  edges: ReadonlySet<string>;
  /** The files to which an edge may lead; all files that were asked for, unless said. */
  targets?: ReadonlySet<string>;
  /** Pairs `from -> to` of which the first takes the second in, directly or through others. */
  pairs?: ReadonlySet<string>;
}

/**
 * Runs a program that reads paths from its standard input, one a line, and writes a line for each
 * file that it read and `from TAB to` for each edge.
 */
export async function runReference(
  [command = "", ...args]: readonly string[],
  root: string,
  files: readonly string[],
): Promise<Found> {
  const child = spawn(command, args, { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(`${files.join("\n")}\n`);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  const output = await text(child.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ""} ended with ${code}`);
  return foundIn(output, new Set(files));
}

function foundIn(output: string, files: ReadonlySet<string>): Found {
  const seen = new Set<string>();
  const edges = new Set<string>();
  for (const line of output.split("\n")) {
    const [from = "", to] = line.split("\t");
    if (!files.has(from)) continue;
    if (to === undefined) seen.add(from);
    else if (files.has(to) && from !== to) edges.add(`${from} -> ${to}`);
  }
  return { seen, edges };
}
