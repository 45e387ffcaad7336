import type { FilesAnswer, RunAnswer, SearchAnswer } from "../../contracts/index.ts";
import { Awaited, ask, refine, route } from "../shell/index.ts";
import { SearchTree } from "./search-tree.tsx";

/** How the thoughts of one file were searched: every evaluation, and what each of them tried. */
export function SearchPage({ session }: { readonly run: RunAnswer; readonly session: string }) {
  return (
    <Awaited asked={ask<FilesAnswer>("files", { session }).value}>
      {({ files }) => {
        const path = route.value.params["file"] ?? files[0]?.path;
        if (path === undefined) return <p class="notice">No file has been searched yet.</p>;
        return (
          <div class="search">
            <div class="toolbar">
              <h1>Search</h1>
              <select
                aria-label="File"
                class="mono"
                value={path}
                onChange={({ currentTarget }) => refine({ file: currentTarget.value, node: "" })}
              >
                {files.map((file) => (
                  <option key={file.path}>{file.path}</option>
                ))}
              </select>
            </div>
            <Awaited asked={ask<SearchAnswer>("search", { path, session }).value}>
              {(search) => <SearchTree key={path} search={search} session={session} />}
            </Awaited>
          </div>
        );
      }}
    </Awaited>
  );
}
