import type { SearchAnswer } from "../../contracts/index.ts";
import { refine } from "../shell/index.ts";
import { Plain } from "../text/index.ts";

/** Every text that a guard found something in: what it gives away, and in which evaluations it was. */
export function Leaks({ search }: { readonly search: SearchAnswer }) {
  const found = search.steps.flatMap(({ purpose, candidates }, step) =>
    candidates.flatMap((candidate, at) => {
      const { leaked, exposed, unknown } = candidate;
      if (leaked.length + exposed.length + unknown.length === 0) return [];
      const inside = search.nodes.flatMap(({ assignment }, index) =>
        assignment[step] === at ? [index] : [],
      );
      return [{ purpose, at, inside, ...candidate }];
    }),
  );
  if (found.length === 0) {
    return <p class="notice">No text of this search repeats the file or names what only it has.</p>;
  }
  return (
    <ul class="leaks">
      {found.map(({ purpose, at, proposer, fate, rule, leaked, exposed, unknown, inside }) => (
        <li key={`${purpose} ${at}`}>
          <h2>
            {purpose}, candidate {at}
            <span class="aside"> {proposer ?? "first thought"}</span>
            <span class={fate === "kept" ? "tag tag-live" : "tag"}>{fate}</span>
          </h2>
          <p class="aside">
            <Plain text={rule} />
          </p>
          {leaked.length > 0 && <Texts says="repeats" texts={leaked} />}
          {exposed.length > 0 && <Texts says="gives away the names" texts={exposed} />}
          {unknown.length > 0 && <Texts says="names what does not exist" texts={unknown} />}
          <p class="aside">
            in{" "}
            {inside.map((index) => (
              <button
                key={index}
                type="button"
                class="quiet"
                onClick={() => refine({ node: String(index), side: undefined })}
              >
                evaluation {index + 1}
              </button>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Texts({ says, texts }: { readonly says: string; readonly texts: readonly string[] }) {
  return (
    <p>
      {says}{" "}
      {texts.map((text, index) => (
        <code key={index} class="leaked">
          <Plain text={text} />
        </code>
      ))}
    </p>
  );
}
