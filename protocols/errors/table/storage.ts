import type { ErrorEntry } from "./entry.ts";

/** The log and its blobs. */
export const storageErrors = {
  BLOB_MISSING: {
    class: "fatal",
    sentence: "A blob that a message names is not in the store",
    why: "the blobs directory was moved, pruned or not copied with the log",
    todo: "put the blobs directory back beside the log",
  },
  BLOB_DAMAGED: {
    class: "fatal",
    sentence: "A blob does not match the hash in its name",
    why: "its file was changed by something other than Hindcast, or the disk is failing",
    todo: "restore the blobs directory from a copy, or start the run again",
  },
  LOG_DAMAGED: {
    class: "fatal",
    sentence: "The log is damaged",
    why: "the file was changed by something other than Hindcast, or the disk is failing",
    todo: "restore the file from a copy; `hindcast log show` can still read the messages before the offset",
  },
  LOG_INVALID: {
    class: "input",
    sentence: "This is not a Hindcast log of a version that can be read",
    why: "the path names another file, or a newer Hindcast wrote it",
    todo: "give the log.hlog of a run, or update Hindcast",
  },
  LOG_DIVERGED: {
    class: "fatal",
    sentence: "Today's agents do not follow the log of this run",
    why: "a helper or a constant that an agent uses was changed since, or the log was altered",
    todo: "look at it with `hindcast replay LOG`; resume with the version that wrote the log",
  },
  LOG_WRITE: {
    class: "fatal",
    sentence: "The log cannot be written",
    why: "the disk is full or the directory is read-only",
    todo: "free some space, then `hindcast resume`",
  },
} as const satisfies Record<string, ErrorEntry>;
