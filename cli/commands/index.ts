import type { Command } from "commander";
import type { CommandIo } from "../output/streams.ts";

/**
 * A command as `hindcast --help` lists it; its module is loaded when the command is called. The
 * description is said here alone.
 */
interface CommandEntry {
  readonly name: string;
  /** Arguments and options, as the usage line shows them. */
  readonly usage: string;
  readonly description: string;
  readonly load: () => Promise<(io: CommandIo) => Command>;
}

/** Every command, in the order of `hindcast --help`. */
export const commands: readonly CommandEntry[] = [
  {
    name: "run",
    usage: "[options] <repository...>",
    description: "reconstruct repositories and record verified trajectories",
    load: async () => (await import("./run/run.ts")).runCommand,
  },
  {
    name: "estimate",
    usage: "[options] <repository...>",
    description: "print what a run would ask of its models, and what that costs",
    load: async () => (await import("./run/estimate.ts")).estimateCommand,
  },
  {
    name: "resume",
    usage: "[options] [out]",
    description: "continue a run that stopped or in which sessions failed",
    load: async () => (await import("./run/resume.ts")).resumeCommand,
  },
  {
    name: "verify",
    usage: "[options] <target>",
    description: "check the invariants of trajectories: a run's output directory, or one file",
    load: async () => (await import("./run/verify.ts")).verifyCommand,
  },
  {
    name: "rebuild",
    usage: "[options] <file>",
    description: "write the files of a trajectory, or of an export, into a directory",
    load: async () => (await import("./run/rebuild.ts")).rebuildCommand,
  },
  {
    name: "graph",
    usage: "[options] <repository>",
    description: "print the files, symbols, imports and order of a repository",
    load: async () => (await import("./graph.ts")).graphCommand,
  },
  {
    name: "export",
    usage: "[options] <out...>",
    description: "write trajectories as a data set that trainers load",
    load: async () => (await import("./export/index.ts")).exportCommand,
  },
  {
    name: "stats",
    usage: "[options] <out>",
    description: "print how tokens, thoughts, gains and violations of a run are distributed",
    load: async () => (await import("./results/stats.ts")).statsCommand,
  },
  {
    name: "score",
    usage: "[options]",
    description: "print the likelihood of a text after a context and a thought",
    load: async () => (await import("./scoring/score.ts")).scoreCommand,
  },
  {
    name: "score-pool",
    usage: "[options] [out]",
    description: "check scoring servers and show what each of them is doing",
    load: async () => (await import("./scoring/score-pool.ts")).scorePoolCommand,
  },
  {
    name: "serve-lm",
    usage: "[options]",
    description: "serve the offline model over the protocols of SGLang, vLLM, echo servers and TGI",
    load: async () => (await import("./scoring/serve-lm.ts")).serveLmCommand,
  },
  {
    name: "log",
    usage: "[options] [command]",
    description: "look at the log of a run",
    load: async () => (await import("./log/index.ts")).logCommand,
  },
  {
    name: "replay",
    usage: "[options] <log>",
    description: "fold a log, or all logs of a directory, through today's agents and compare",
    load: async () => (await import("./replay/index.ts")).replayCommand,
  },
  {
    name: "debug",
    usage: "[options] [log]",
    description: "step through a log in the terminal or an editor, backwards too",
    load: async () => (await import("./debug/index.ts")).debugCommand,
  },
  {
    name: "fork",
    usage: "[options] <log>",
    description: "share a log up to a message and go on with something else",
    load: async () => (await import("./fork/index.ts")).forkCommand,
  },
  {
    name: "view",
    usage: "[options] [target] [other]",
    description: "serve a page about a run on this machine",
    load: async () => (await import("./results/view.ts")).viewCommand,
  },
  {
    name: "explain",
    usage: "[options] <out> <file> [step]",
    description: "show for each thought of a file what was tried, what it was worth, what decided",
    load: async () => (await import("./results/explain.ts")).explainCommand,
  },
  {
    name: "report",
    usage: "[options] <out>",
    description: "write a page about a run as one file that opens from disk",
    load: async () => (await import("./results/report.ts")).reportCommand,
  },
  {
    name: "submit",
    usage: "[options] <repository...>",
    description: "put a run on a NATS server; its workers reconstruct the repositories",
    load: async () => (await import("./cluster/submit.ts")).submitCommand,
  },
  {
    name: "worker",
    usage: "[options]",
    description: "work for the runs of a NATS server until interrupted; SIGTERM drains",
    load: async () => (await import("./cluster/worker.ts")).workerCommand,
  },
  {
    name: "status",
    usage: "[options]",
    description: "show runs and workers: sessions, agents, queues, rates, failures",
    load: async () => (await import("./cluster/status.ts")).statusCommand,
  },
  {
    name: "collect",
    usage: "[options]",
    description: "copy finished sessions to a directory like that of `hindcast run`",
    load: async () => (await import("./cluster/collect.ts")).collectCommand,
  },
  {
    name: "runs",
    usage: "[options] [command]",
    description: "list, pause, cancel and prune runs",
    load: async () => (await import("./cluster/runs.ts")).runsCommand,
  },
  {
    name: "config",
    usage: "[options] [command]",
    description: "the settings of a run",
    load: async () => (await import("./config.ts")).configCommand,
  },
  {
    name: "doctor",
    usage: "[options]",
    description: "check that everything is there that a run needs",
    load: async () => (await import("./doctor.ts")).doctorCommand,
  },
  {
    name: "agents",
    usage: "[options] [command]",
    description: "write plug-ins and check them",
    load: async () => (await import("./agents.ts")).agentsCommand,
  },
];

/** Loads a command, with the description of the table. */
export async function loadCommand(
  { load, description }: CommandEntry,
  io: CommandIo,
): Promise<Command> {
  return (await load())(io).description(description);
}
