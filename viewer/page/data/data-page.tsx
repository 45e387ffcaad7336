import type { AboutAnswer, DataAnswer, DatasetAnswer, RunAnswer } from "../../contracts/index.ts";
import { numberText } from "../figures/index.ts";
import { Awaited, ask } from "../shell/index.ts";
import { Dataset } from "./dataset.tsx";
import { Distributions } from "./distributions.tsx";
import { Shares } from "./shares.tsx";

/** The statistics of a run, or what an export holds. */
export function DataPage({
  about,
}: {
  readonly about: AboutAnswer;
  readonly run: RunAnswer;
  readonly session: string;
}) {
  return (
    <div class="data scroll" role="region" aria-label="Data" tabIndex={0}>
      {about.pages.includes("runs") ? (
        <Awaited asked={ask<DataAnswer>("data").value}>{(data) => <OfRun data={data} />}</Awaited>
      ) : (
        <Awaited asked={ask<DatasetAnswer>("dataset").value}>
          {(dataset) => <Dataset dataset={dataset} />}
        </Awaited>
      )}
    </div>
  );
}

function OfRun({ data }: { readonly data: DataAnswer }) {
  const { sessions, files, distributions, languages, licenses } = data;
  const failed = sessions.failed > 0 ? `, ${numberText(sessions.failed)} failed` : "";
  const characters = Object.fromEntries(
    Object.entries(languages).map(([name, entry]) => [name, entry.characters]),
  );
  return (
    <>
      <h1>Data</h1>
      <p class="aside">
        {numberText(sessions.done)} {sessions.done === 1 ? "trajectory" : "trajectories"}
        {failed}, {numberText(files)} files
      </p>
      <Distributions distributions={distributions} />
      <div class="cards">
        <Shares title="Languages, by characters of code" counts={characters} />
        <Shares title="Licences, by trajectories" counts={licenses} />
      </div>
    </>
  );
}
