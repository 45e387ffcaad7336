import { actorErrors } from "./actors.ts";
import { clusterErrors } from "./cluster.ts";
import { commandErrors } from "./command.ts";
import { modelServerErrors } from "./model-servers.ts";
import { repositoryErrors } from "./repository.ts";
import { storageErrors } from "./storage.ts";
import type { ErrorEntry } from "./entry.ts";

const table = {
  ...commandErrors,
  ...repositoryErrors,
  ...actorErrors,
  ...storageErrors,
  ...modelServerErrors,
  ...clusterErrors,
};

/** A code of the error table; codes are never reused for another meaning. */
export type ErrorCode = keyof typeof table;

/** Every error of the project, by code. */
export const errorTable: Readonly<Record<ErrorCode, ErrorEntry>> = table;

export type { ErrorClass } from "./entry.ts";
