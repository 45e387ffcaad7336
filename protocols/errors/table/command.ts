import type { ErrorEntry } from "./entry.ts";

/** What a user gave, and what the machine allows: arguments, configuration, output directory. */
export const commandErrors = {
  CONFIG_INVALID: {
    class: "input",
    sentence: "The configuration is not valid",
    why: "a key is misspelt or a value has the wrong type",
    todo: "compare with `hindcast config show`, which prints every key and where its value comes from",
  },
  USAGE: {
    class: "input",
    sentence: "The command line is not valid",
    why: "an argument is missing, unknown or contradicts another",
    todo: "run the command with --help",
  },
  OUTPUT_EXISTS: {
    class: "input",
    sentence: "The output directory is not empty",
    why: "an earlier run wrote there",
    todo: "continue that run with `hindcast resume`, or give another --out",
  },
  OUTPUT_LOCKED: {
    class: "input",
    sentence: "Another process is writing to this output directory",
    why: "a run with the same --out is still going on",
    todo: "wait for it or stop it, then run the command again",
  },
  LOG_UNTRUSTED: {
    class: "input",
    sentence: "The log was made elsewhere and names modules, servers or files to use",
    why: "the directory was copied, moved or made elsewhere: only runs that were started in it by this user are trusted",
    todo: "give what you want to use with --author, --scorer, --judge or --agents, or pass --trust if you trust the author of the log",
  },
  OUTPUT_INVALID: {
    class: "input",
    sentence: "This is not the output of a run",
    why: "the path names another directory, or the run ended before it wrote anything",
    todo: "give the directory that `hindcast run` printed",
  },
  INTERRUPTED: {
    class: "interrupted",
    sentence: "The run was interrupted",
    why: "somebody pressed Ctrl-C or the process was asked to stop",
    todo: "continue it with `hindcast resume`",
  },
} as const satisfies Record<string, ErrorEntry>;
