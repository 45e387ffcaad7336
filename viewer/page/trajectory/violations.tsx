import type { ViolationAnswer } from "../../contracts/index.ts";
import { Plain } from "../text/index.ts";

/** What the graph found wrong with the thoughts of a file, and what was done about each. */
export function Violations({ violations }: { readonly violations: readonly ViolationAnswer[] }) {
  if (violations.length === 0) return null;
  return (
    <ul class="violations">
      {violations.map(({ code, subject, detail, handled }, index) => (
        <li key={index}>
          <b>{code}</b>{" "}
          <code>
            <Plain text={subject} />
          </code>{" "}
          <Plain text={detail} />
          {handled !== undefined && <span class="tag">{handled}</span>}
        </li>
      ))}
    </ul>
  );
}
