import type { FileFacts } from "../../protocols/repository.ts";
import type { Plan } from "../enforce/plan-order.ts";
import type { RepositoryIndex } from "../graph/repository-index.ts";
import { fileFacts } from "./file.ts";
import { fittingOutline } from "./outline.ts";
import { readableFor, type Readable } from "./readable.ts";

/** What the coder of a file may know before it writes, and what it will write. */
export interface Description {
  outline: string;
  facts: FileFacts;
  readable: Readable[];
  target: string;
}

/** Describes an included file; undefined for any other path. */
export function describe(
  index: RepositoryIndex,
  plan: Plan,
  path: string,
): Description | undefined {
  const file = index.files.get(path);
  const facts = fileFacts(index, path);
  if (file === undefined || facts === undefined) return undefined;
  return {
    outline: fittingOutline(file),
    facts,
    readable: readableFor(index, plan, path),
    target: file.text,
  };
}
