import { useMemo, useRef } from "preact/hooks";
import type { GraphAnswer, GraphFileAnswer, RunAnswer } from "../../contracts/index.ts";
import { VirtualList, type ListHandle } from "../list/index.ts";
import { Awaited, ask, refine, route, useKeys } from "../shell/index.ts";
import { Plain } from "../text/index.ts";
import { FileDetails } from "./file-details.tsx";
import { Matrix } from "./matrix.tsx";

/** The graph of a repository in the order in which its files are written. */
export function RepositoryPage({ session }: { readonly run: RunAnswer; readonly session: string }) {
  return (
    <Awaited asked={ask<GraphAnswer>("graph", { session }).value}>
      {(graph) => <Graph graph={graph} session={session} />}
    </Awaited>
  );
}

function Graph({ graph, session }: { readonly graph: GraphAnswer; readonly session: string }) {
  const list = useRef<ListHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const importers = useMemo(() => importersOf(graph), [graph]);
  const { params } = route.value;
  const find = (params["find"] ?? "").toLowerCase();
  const shown = useMemo(
    () =>
      graph.files
        .map((file, place) => ({ file, place }))
        .filter(({ file }) => file.path.toLowerCase().includes(find)),
    [graph, find],
  );
  const chosen = Math.max(
    0,
    graph.files.findIndex(({ path }) => path === params["file"]),
  );
  const choose = (place: number): void => {
    const file = graph.files[Math.min(Math.max(place, 0), graph.files.length - 1)];
    if (!file) return;
    refine({ file: file.path });
    const row = shown.findIndex((entry) => entry.file === file);
    if (row !== -1) list.current?.scrollTo(row, "auto");
  };
  useKeys([
    { keys: ["j", "n"], does: "next file", act: () => choose(chosen + 1) },
    { keys: ["k", "p"], does: "previous file", act: () => choose(chosen - 1) },
    { keys: ["/"], does: "search", act: () => search.current?.focus() },
  ]);
  const selected = graph.files[chosen];
  return (
    <div class="repository">
      <div class="repository-list">
        <div class="toolbar">
          <h1>Files in dependency order</h1>
          <input
            ref={search}
            type="search"
            placeholder="Search paths"
            aria-label="Search paths"
            value={params["find"] ?? ""}
            onInput={({ currentTarget }) => refine({ find: currentTarget.value })}
          />
          <span class="aside" role="status">
            {shown.length} of {graph.files.length} files, {languagesOf(graph)}
          </span>
        </div>
        <VirtualList
          handle={list}
          items={shown}
          keyOf={({ place }) => place}
          estimate={() => 28}
          label="Files in dependency order"
        >
          {({ file, place }) => (
            <button
              type="button"
              class="graph-file"
              aria-current={place === chosen ? "true" : undefined}
              onClick={() => choose(place)}
            >
              <span class="anchor">{place + 1}</span>
              <span class="relation">{relation(place, chosen, selected, importers)}</span>
              <span class="name mono">
                <Plain text={file.path} />
              </span>
              {file.cycle !== undefined && (
                <span class="tag tag-warning">cycle {file.cycle + 1}</span>
              )}
              {file.unresolved.length > 0 && (
                <span class="tag tag-warning">{file.unresolved.length} unresolved</span>
              )}
              <span class="number wide">{file.language ?? ""}</span>
              <span class="number wide">{file.lines} lines</span>
            </button>
          )}
        </VirtualList>
      </div>
      <div class="repository-side scroll" role="region" aria-label="The chosen file" tabIndex={0}>
        {selected && (
          <FileDetails
            graph={graph}
            file={selected}
            importers={importers.get(chosen) ?? []}
            session={session}
            onChoose={choose}
          />
        )}
        <Matrix graph={graph} chosen={chosen} />
      </div>
    </div>
  );
}

/** What a file has to do with the chosen one. */
function relation(
  place: number,
  chosen: number,
  selected: GraphFileAnswer | undefined,
  importers: ReadonlyMap<number, readonly number[]>,
): string {
  if (selected?.imports.includes(place)) return "imported";
  return importers.get(chosen)?.includes(place) ? "imports it" : "";
}

function importersOf({ files }: GraphAnswer): ReadonlyMap<number, readonly number[]> {
  const importers = new Map<number, number[]>();
  for (const [place, { imports }] of files.entries()) {
    for (const to of imports) importers.set(to, [...(importers.get(to) ?? []), place]);
  }
  return importers;
}

function languagesOf({ files }: GraphAnswer): string {
  const counts = new Map<string, number>();
  for (const { language } of files) {
    const name = language ?? "no language";
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 4);
  return sorted.map(([name, count]) => `${count} ${name}`).join(", ");
}
