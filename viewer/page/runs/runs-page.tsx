import { useEffect } from "preact/hooks";
import type {
  AboutAnswer,
  ComparisonAnswer,
  FilesAnswer,
  RunAnswer,
} from "../../contracts/index.ts";
import { Awaited, ask, askAgain, isReport, refine, route } from "../shell/index.ts";
import { Comparison } from "./comparison.tsx";
import { FilesTable } from "./files-table.tsx";
import { RunFacts } from "./run-facts.tsx";
import { SessionsList } from "./sessions-list.tsx";

/** Milliseconds between two looks at a run that goes on. */
const REFRESH = 2000;

/** A run: what it was given, what became of its sessions, and the files of the chosen one. */
export function RunsPage({
  about,
  run,
  session,
}: {
  readonly about: AboutAnswer;
  readonly run: RunAnswer;
  readonly session: string;
}) {
  const live = run.state === "running" && !isReport;
  useEffect(() => {
    if (!live) return undefined;
    const timer = setInterval(() => {
      void askAgain("run");
      void askAgain("files", { session });
    }, REFRESH);
    return () => clearInterval(timer);
  }, [live, session]);
  const beside = about.compared && route.value.params["beside"] !== "no";
  return (
    <div class="runs">
      {about.compared && (
        <div class="tabs" role="group" aria-label="What to show">
          <button type="button" aria-pressed={beside} onClick={() => refine({ beside: undefined })}>
            Both runs
          </button>
          <button type="button" aria-pressed={!beside} onClick={() => refine({ beside: "no" })}>
            This run alone
          </button>
        </div>
      )}
      {beside ? (
        <Awaited asked={ask<ComparisonAnswer>("comparison").value}>
          {(comparison) => <Comparison comparison={comparison} />}
        </Awaited>
      ) : (
        <>
          <RunFacts run={run} />
          <SessionsList sessions={run.sessions} chosen={session} />
          <Awaited asked={ask<FilesAnswer>("files", { session }).value}>
            {({ files }) => <FilesTable files={files} session={session} />}
          </Awaited>
        </>
      )}
    </div>
  );
}
