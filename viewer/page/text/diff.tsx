import { diffWordsWithSpace } from "diff";
import { Plain } from "./plain.tsx";

/** Characters of both texts beyond which words are not compared one by one. */
const LIMIT = 40_000;

/** What changed between two texts, word by word; marked by lines and signs, not by colour alone. */
export function Diff({ before, after }: { readonly before: string; readonly after: string }) {
  const changes =
    before.length + after.length > LIMIT
      ? [
          { value: before, removed: true, added: false },
          { value: after, removed: false, added: true },
        ]
      : diffWordsWithSpace(before, after);
  return (
    <p class="prose diff">
      {changes.map(({ value, added, removed }, index) => {
        const text = <Plain key={index} text={value} />;
        if (added) return <ins key={index}>{text}</ins>;
        if (removed) return <del key={index}>{text}</del>;
        return text;
      })}
    </p>
  );
}
