import { spawn } from "node:child_process";
import { HindcastError } from "../../protocols/errors.ts";

/** Files and bytes that a checkout may have; what a session may reconstruct is far less. */
const FILE_LIMIT = 250_000;
const BYTE_LIMIT = 4 * 2 ** 30;

/** How git is called: what comes before the subcommand, and where. */
interface GitCall {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * Adds up what a checkout of a commit would write, before any of it is written: a few objects can
 * expand to millions of files, and a small one to gigabytes of zeros.
 *
 * @throws HindcastError REPOSITORY_TOO_LARGE, REPOSITORY_UNREACHABLE, INTERRUPTED
 */
export async function checkTreeSize(git: GitCall, commit: string): Promise<void> {
  const sizes = new Map<string, number>();
  const objects = ["cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objectsize)"];
  await entriesOf(git, objects, "\n", (entry) => {
    const [hash = "", size] = entry.split(" ");
    sizes.set(hash, Number(size));
    if (sizes.size > 4 * FILE_LIMIT) throw tooLarge();
  });
  let files = 0;
  let bytes = 0;
  await entriesOf(git, ["ls-tree", "-r", "-z", "--full-tree", commit], "\0", (entry) => {
    // `<mode> <type> <hash>` come before the tab.
    const hash = entry.slice(0, entry.indexOf("\t")).split(" ")[2] ?? "";
    files += 1;
    bytes += sizes.get(hash) ?? 0;
    if (files > FILE_LIMIT || bytes > BYTE_LIMIT) throw tooLarge();
  });
}

function tooLarge(): HindcastError {
  const what = `its commit has more than ${FILE_LIMIT} files or ${BYTE_LIMIT} bytes`;
  return new HindcastError("REPOSITORY_TOO_LARGE", what);
}

/** Calls git and reads its entries; what `read` throws ends the call. */
function entriesOf(
  { args, cwd, env, signal }: GitCall,
  command: readonly string[],
  separator: string,
  read: (entry: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stdio = ["ignore", "pipe", "ignore"] as const;
    const git = spawn("git", [...args, ...command], { cwd, env, signal, stdio: [...stdio] });
    let rest = "";
    git.stdout.setEncoding("latin1").on("data", (text: string) => {
      const entries = (rest + text).split(separator);
      rest = entries.pop() ?? "";
      try {
        for (const entry of entries) read(entry);
      } catch (error) {
        git.kill("SIGKILL");
        reject(error);
      }
    });
    git.on("error", (error) => {
      const code = signal.aborted ? "INTERRUPTED" : "REPOSITORY_UNREACHABLE";
      reject(new HindcastError(code, error.message, { cause: error }));
    });
    git.on("close", (code) => {
      if (code === 0) resolve();
      else
        reject(new HindcastError("REPOSITORY_UNREACHABLE", `git ${command[0]} ended with ${code}`));
    });
  });
}
