import type { DatasetAnswer } from "../../contracts/index.ts";
import { bytesText, numberText } from "../figures/index.ts";
import { Plain } from "../text/index.ts";
import { Card } from "./card.tsx";
import { Shares } from "./shares.tsx";

/** Files and left-out trajectories that are listed. */
const LISTED = 200;

/** An export: what it holds, what of it is trained on, and its card. */
export function Dataset({ dataset }: { readonly dataset: DatasetAnswer }) {
  const { options, files, characters, tokens, left_out: leftOut } = dataset;
  const { format } = options;
  const trained = Object.fromEntries(
    Object.entries(characters).map(([step, counts]) => [step, counts.trained]),
  );
  const masked = Object.fromEntries(
    Object.entries(characters).map(([step, counts]) => [step, counts.masked]),
  );
  return (
    <>
      <h1>
        <Plain text={`Export as ${typeof format === "string" ? format : "data"}`} />
        {!dataset.complete && <span class="tag tag-warning">not complete</span>}
      </h1>
      <p class="aside">
        {numberText(dataset.trajectories)} trajectories, {numberText(dataset.rows)} rows in{" "}
        {numberText(files.length)} files
        {tokens.trained + tokens.masked > 0 &&
          `, ${numberText(tokens.trained)} tokens trained on and ${numberText(tokens.masked)} masked`}
        , made by Hindcast {dataset.hindcast}
      </p>
      <div class="cards">
        <Shares title="Trained on, characters by step" counts={trained} />
        <Shares title="Masked, characters by step" counts={masked} />
        <Shares title="Languages, by files" counts={dataset.languages} />
        <Shares title="Licences, by trajectories" counts={dataset.licenses} />
      </div>
      <h2>Files</h2>
      <div class="table-scroll" role="region" aria-label="Files of the export" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">file</th>
              <th scope="col">split</th>
              <th scope="col">rows</th>
              <th scope="col">size</th>
            </tr>
          </thead>
          <tbody>
            {files.slice(0, LISTED).map(({ path, split, rows, bytes }) => (
              <tr key={path}>
                <th scope="row" class="mono">
                  <Plain text={path} />
                </th>
                <td>
                  <Plain text={split} />
                </td>
                <td>{numberText(rows)}</td>
                <td>{bytesText(bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {files.length > LISTED && <p class="aside">and {numberText(files.length - LISTED)} more</p>}
      {leftOut.length > 0 && (
        <>
          <h2>Left out: {numberText(leftOut.length)}</h2>
          <ul class="errors">
            {leftOut.slice(0, LISTED).map(({ session, reason }, index) => (
              <li key={index}>
                <Plain text={`${session}: ${reason}`} />
              </li>
            ))}
          </ul>
        </>
      )}
      {dataset.card !== "" && <Card markdown={dataset.card} />}
    </>
  );
}
