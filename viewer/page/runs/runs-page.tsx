import { useEffect } from "preact/hooks";
import type { FilesAnswer, RunAnswer } from "../../contracts/index.ts";
import { Awaited, ask, askAgain, isReport } from "../shell/index.ts";
import { FilesTable } from "./files-table.tsx";
import { RunFacts } from "./run-facts.tsx";
import { SessionsList } from "./sessions-list.tsx";

/** Milliseconds between two looks at a run that goes on. */
const REFRESH = 2000;

/** A run: what it was given, what became of its sessions, and the files of the chosen one. */
export function RunsPage({ run, session }: { readonly run: RunAnswer; readonly session: string }) {
  const live = run.state === "running" && !isReport;
  useEffect(() => {
    if (!live) return undefined;
    const timer = setInterval(() => {
      void askAgain("run");
      void askAgain("files", { session });
    }, REFRESH);
    return () => clearInterval(timer);
  }, [live, session]);
  return (
    <div class="runs">
      <RunFacts run={run} />
      <SessionsList sessions={run.sessions} chosen={session} />
      <Awaited asked={ask<FilesAnswer>("files", { session }).value}>
        {({ files }) => <FilesTable files={files} session={session} />}
      </Awaited>
    </div>
  );
}
