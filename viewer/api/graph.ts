import { graphJson, openIndex, type GraphJson } from "../../graph/index.ts";
import { HindcastError, type Body } from "../../protocols/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import type { GraphAnswer, GraphFileAnswer } from "../contracts/index.ts";
import type { ViewTarget } from "./target.ts";

/**
 * The graph of a session's repository, out of the snapshot that the run took: the repository itself
 * is not read.
 *
 * @throws HindcastError OUTPUT_INVALID before there is a snapshot, BLOB_MISSING, SNAPSHOT_INVALID
 */
export async function graphAnswer(target: ViewTarget, session: string): Promise<GraphAnswer> {
  for await (const message of readLog(target.log, { holding: "graph.surveyed" })) {
    if (message.kind !== "graph.surveyed" || message.session !== session) continue;
    const { snapshot } = message.body as Body<"graph.surveyed">;
    const index = await openIndex(await target.blobs.get(snapshot), { threads: 0 });
    return compact(graphJson(index));
  }
  throw new HindcastError("OUTPUT_INVALID", `the log holds no snapshot of ${session} yet`);
}

function compact({ files, order, imports, external, unresolved, cycles }: GraphJson): GraphAnswer {
  const known = new Map(files.map((file) => [file.path, file]));
  const places = new Map(order.map((path, place) => [path, place]));
  const cycleOf = new Map(cycles.flatMap((paths, cycle) => paths.map((path) => [path, cycle])));
  const importsOf = groupedByFile(imports);
  const unresolvedOf = groupedByFile(unresolved);
  const externalOf = groupedByFile(
    external.flatMap(({ name, importers }) => importers.map((from) => ({ from, name }))),
  );
  return {
    files: order.map((path): GraphFileAnswer => {
      const file = known.get(path);
      const cycle = cycleOf.get(path);
      const targets = new Set((importsOf.get(path) ?? []).map(({ to }) => places.get(to) ?? -1));
      return {
        path,
        language: file?.language ?? null,
        lines: file?.lines ?? 0,
        imports: [...targets].filter((place) => place !== -1),
        external: (externalOf.get(path) ?? []).map(({ name }) => name),
        unresolved: (unresolvedOf.get(path) ?? []).map(({ specifier, line, reason }) => ({
          specifier,
          line,
          reason,
        })),
        symbols: (file?.symbols ?? []).map(({ name, kind, line }) => ({ name, kind, line })),
        ...(cycle === undefined ? {} : { cycle }),
      };
    }),
    excluded: files
      .filter(({ included }) => !included)
      .map(({ path, reason }) => ({ path, reason: reason ?? "" })),
    external: external.map(({ name, builtin, importers }) => ({
      name,
      builtin,
      importers: importers.length,
    })),
  };
}

function groupedByFile<T extends { readonly from: string }>(
  entries: readonly T[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(entry.from) ?? [];
    group.push(entry);
    groups.set(entry.from, group);
  }
  return groups;
}
