import type { Command } from "commander";
import { repeatable } from "./repeatable.ts";

/** Adds the repositories of a run as arguments, and `--only`, which chooses among them. */
export function addRepositories(command: Command): Command {
  return command
    .argument(
      "<repository...>",
      "directories, git URLs with an optional @branch, @tag or @commit, archives (.tar, .tar.gz), " +
        "or tables with one repository a row (.jsonl, .jsonl.gz, .jsonl.zst, .parquet)",
    )
    .option(
      "--only <condition>",
      "reconstruct only repositories with such a license, repo, language, files or bytes: " +
        "NAME=VALUE,... or NAME<=NUMBER; repeatable",
      repeatable,
    );
}

/** The conditions of `--only`, as they were written. */
export function readOnly(values: Readonly<Record<string, unknown>>): string[] {
  const conditions = values["only"];
  return Array.isArray(conditions) ? conditions.map(String) : [];
}
