import type { SearchAnswer } from "../../contracts/index.ts";
import { Diff, Plain } from "../text/index.ts";

/** The thoughts of an evaluation; those that its move changed as a difference to the one before. */
export function NodeTexts({
  search,
  index,
}: {
  readonly search: SearchAnswer;
  readonly index: number;
}) {
  const node = search.nodes[index];
  if (!node) return <p class="notice">There is no such evaluation.</p>;
  const parent = node.parent === null ? undefined : search.nodes[node.parent];
  const textAt = (step: number, chosen: number | null | undefined): string =>
    chosen === null || chosen === undefined
      ? ""
      : (search.steps[step]?.candidates[chosen]?.text ?? "");
  return (
    <div class="node-texts scroll" role="region" aria-label="Texts of the evaluation" tabIndex={0}>
      <h2>
        Evaluation {index + 1}, {node.fate}
        {index === search.kept && ", kept"}
      </h2>
      {node.rule !== undefined && <p class="violation">Refused: it {node.rule}.</p>}
      {search.steps.map(({ purpose, candidates }, step) => {
        const chosen = node.assignment[step];
        const [text, before] = [textAt(step, chosen), textAt(step, parent?.assignment[step])];
        const proposer =
          chosen === null || chosen === undefined ? null : candidates[chosen]?.proposer;
        return (
          <section key={step} class="node-step">
            <h3>
              {purpose}
              <span class="aside">
                {" "}
                {chosen === null || chosen === undefined
                  ? "no thought"
                  : `candidate ${chosen} of ${candidates.length - 1}, ${proposer ?? "first thought"}`}
              </span>
            </h3>
            {chosen !== null && chosen !== undefined && (
              <p class="aside">
                <Plain text={candidates[chosen]?.rule ?? ""} />
              </p>
            )}
            {parent && text !== before ? (
              <Diff before={before} after={text} />
            ) : (
              <p class="prose">
                <Plain text={text} />
              </p>
            )}
          </section>
        );
      })}
    </div>
  );
}
