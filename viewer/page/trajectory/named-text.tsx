import { hrefOf } from "../shell/index.ts";
import { Plain } from "../text/index.ts";
import { namedParts, type Definitions } from "./definitions.ts";

/** A text whose names lead to the files that define them. */
export function NamedText({
  text,
  definitions,
  session,
}: {
  readonly text: string;
  readonly definitions: Definitions;
  readonly session: string;
}) {
  return (
    <>
      {namedParts(text, definitions).map((part, index) =>
        part.definition ? (
          <a
            key={index}
            class="name-link"
            title={`${part.definition.path}, line ${part.definition.line}`}
            href={hrefOf("trajectory", {
              session,
              file: part.definition.path,
              line: String(part.definition.line),
            })}
          >
            <Plain text={part.text} />
          </a>
        ) : (
          <Plain key={index} text={part.text} />
        ),
      )}
    </>
  );
}
