import type { GraphAnswer, GraphFileAnswer } from "../../contracts/index.ts";
import { hrefOf } from "../shell/index.ts";
import { Plain } from "../text/index.ts";

interface DetailsProps {
  readonly graph: GraphAnswer;
  readonly file: GraphFileAnswer;
  /** Places of the files that import it. */
  readonly importers: readonly number[];
  readonly session: string;
  readonly onChoose: (place: number) => void;
}

/** What a file imports, what imports it, what could not be resolved, and what it defines. */
export function FileDetails({ graph, file, importers, session, onChoose }: DetailsProps) {
  const links = (places: readonly number[]) =>
    places.map((place) => (
      <li key={place}>
        <button type="button" class="quiet mono" onClick={() => onChoose(place)}>
          <Plain text={graph.files[place]?.path ?? ""} />
        </button>
      </li>
    ));
  return (
    <section class="details">
      <h2 class="mono">
        <Plain text={file.path} />
      </h2>
      <p>
        <a href={hrefOf("trajectory", { session, file: file.path })}>Its steps</a>{" "}
        <a href={hrefOf("search", { session, file: file.path })}>Its search</a>
      </p>
      <h3>Imports {file.imports.length}</h3>
      <ul>{links(file.imports)}</ul>
      <h3>Imported by {importers.length}</h3>
      <ul>{links(importers)}</ul>
      {file.external.length > 0 && (
        <>
          <h3>From packages</h3>
          <p class="mono">
            <Plain text={file.external.join(", ")} />
          </p>
        </>
      )}
      {file.unresolved.length > 0 && (
        <>
          <h3>Unresolved</h3>
          <ul>
            {file.unresolved.map(({ specifier, line, reason }) => (
              <li key={`${line} ${specifier}`} class="violation">
                <code>
                  <Plain text={specifier} />
                </code>{" "}
                in line {line}: <Plain text={reason} />
              </li>
            ))}
          </ul>
        </>
      )}
      {file.symbols.length > 0 && (
        <>
          <h3>Defines {file.symbols.length}</h3>
          <p class="mono symbols">
            <Plain text={file.symbols.map(({ name }) => name).join(", ")} />
          </p>
        </>
      )}
    </section>
  );
}
