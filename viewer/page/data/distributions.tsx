import type { DistributionAnswer } from "../../contracts/index.ts";
import { Bars, numberText } from "../figures/index.ts";

const TITLES: Readonly<Record<string, string>> = {
  code_tokens: "Tokens of code, by trajectory",
  thought_tokens: "Tokens of thoughts, by trajectory",
  files: "Files, by trajectory",
  thoughts: "Thoughts, by trajectory",
  violations: "Violations, by trajectory",
  evaluations: "Evaluations, by trajectory",
  gain_by_thinking: "Gain of first thoughts, nats a token, by file",
  gain_by_search: "Gain of the search over them, nats a token, by file",
  gain_by_judge: "Gain by the held-out judge, nats a token, by file",
};

/** How each measure is spread: a chart, and the numbers of it. */
export function Distributions({
  distributions,
}: {
  readonly distributions: Readonly<Record<string, DistributionAnswer>>;
}) {
  return (
    <div class="cards">
      {Object.entries(distributions).map(([name, row]) => (
        <Measure key={name} title={TITLES[name] ?? name.replaceAll("_", " ")} row={row} />
      ))}
    </div>
  );
}

function Measure({ title, row }: { readonly title: string; readonly row: DistributionAnswer }) {
  const { min, median, mean, p90, max, bins, count } = row;
  const told = `${title}: ${count} values from ${numberText(min)} to ${numberText(max)}`;
  return (
    <article class="card">
      <h2>{title}</h2>
      {count > 1 && min < max ? (
        <figure class="series histogram">
          <Bars values={bins} height={48} label={told} />
          <figcaption>
            <span>{numberText(min)}</span>
            <span>{numberText(max)}</span>
          </figcaption>
        </figure>
      ) : (
        <p class="single">{numberText(median)}</p>
      )}
      {count > 1 && (
        <dl class="pairs">
          <dt>median</dt>
          <dd>{numberText(median)}</dd>
          <dt>mean</dt>
          <dd>{numberText(mean)}</dd>
          <dt>90 % up to</dt>
          <dd>{numberText(p90)}</dd>
        </dl>
      )}
    </article>
  );
}
