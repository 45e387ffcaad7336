import type { ErrorEntry } from "./entry.ts";

/** Repositories, and trajectories that are written back. */
export const repositoryErrors = {
  REPOSITORY_MISSING: {
    class: "input",
    sentence: "The repository does not exist or is not a directory",
    why: "the path is misspelt, was removed, or names a file",
    todo: "give the path of a directory that can be read",
  },
  REPOSITORY_EMPTY: {
    class: "input",
    sentence: "The repository holds no file that can be reconstructed",
    why: "it is empty, or every file is ignored, binary, generated or too large",
    todo: "give another directory, or include such files with [files] in the configuration",
  },
  REPOSITORY_TOO_LARGE: {
    class: "input",
    sentence: "The repository holds more files than one session may reconstruct",
    why: "a monorepo or a vendored tree was given whole",
    todo: "give a part of it, exclude paths, or raise files.max_count in the configuration",
  },
  REPOSITORY_UNREADABLE: {
    class: "fatal",
    sentence: "The repository cannot be read",
    why: "permissions, or the disk went away",
    todo: "check that this user can list the directory and open its files",
  },
  SNAPSHOT_INVALID: {
    class: "fatal",
    sentence: "A repository snapshot does not match its hash",
    why: "the blob was damaged or replaced",
    todo: "start the run again from the repository",
  },
  TRAJECTORY_INVALID: {
    class: "fatal",
    sentence: "A trajectory breaks an invariant",
    why: "it was edited, or an agent took a step that it may not take",
    todo: "run `hindcast verify` for the list of violations",
  },
  REBUILD_UNSAFE: {
    class: "input",
    sentence: "A trajectory names a path that may not be written",
    why: "the file was edited or comes from an untrusted source",
    todo: "do not use it",
  },
  REPOSITORY_CHANGED: {
    class: "input",
    sentence: "The repository is not what was submitted",
    why: "its files changed after the run was submitted, or the worker sees another directory",
    todo: "submit it again, or without --shared so that workers get the files from the run",
  },
  REPOSITORY_UNREACHABLE: {
    class: "retry",
    sentence: "The repository cannot be fetched",
    why: "its server is unreachable, or does not have the commit",
    todo: "check URL and commit with `git ls-remote`",
  },
} as const satisfies Record<string, ErrorEntry>;
