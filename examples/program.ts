import { defaults, replay, run, verify } from "hindcast";
import terseCoder from "./terse-coder.js";

/**
 * Hindcast as a library: reconstruct a repository with a coder of one's own, check the result, and
 * replay the log. It needs no server; `offline` writes and judges.
 */
const { directory, summary } = await run({
  repositories: ["repository"],
  config: { ...defaults, out: `${process.cwd()}/out` },
  definitions: [terseCoder],
  onProgress: (event) => {
    if (event.type === "session.failed")
      process.stderr.write(`${event.session}: ${event.reason}\n`);
  },
});
const verified = await verify({ target: directory });
const replayed = await replay({ log: `${directory}/log.hlog`, definitions: [terseCoder] });

const [session] = summary.sessions;
process.stdout.write(`${session?.status}: ${session?.files.map((file) => file.path).join(", ")}\n`);
process.stdout.write(`verified: ${verified.ok}, divergences: ${replayed.divergences.length}\n`);
process.exitCode =
  session?.status === "done" && verified.ok && replayed.divergences.length === 0 ? 0 : 1;
