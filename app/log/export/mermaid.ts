import {
  HindcastError,
  parseAddress,
  requestOfReply,
  type Envelope,
} from "../../../protocols/index.ts";

/** Characters that Mermaid draws by default (`maxTextSize`). */
const LIMIT = 50_000;

/**
 * Messages as a Mermaid sequence diagram: a lane for each mailbox, dashed arrows for answers.
 *
 * @throws HindcastError USAGE when it is longer than Mermaid draws
 */
export function sequenceDiagram(shown: readonly Envelope[]): string {
  const lanes = new Map<string, string>();
  const laneOf = (address: string): string => {
    const lane = lanes.get(address) ?? `a${lanes.size + 1}`;
    lanes.set(address, lane);
    return lane;
  };
  const arrows = shown.map(({ id, from, to, seq, kind }) => {
    const arrow = requestOfReply(id) === undefined ? "->>" : "-->>";
    return `  ${laneOf(from)}${arrow}${laneOf(to)}: ${seq} ${escaped(kind)}`;
  });
  const names = [...lanes].map(([address, lane]) => {
    const { role, key } = parseAddress(address);
    return `  participant ${lane} as ${escaped(`${role}/${key}`)}`;
  });
  const text = `${["sequenceDiagram", ...names, ...arrows].join("\n")}\n`;
  if (text.length <= LIMIT) return text;
  throw new HindcastError(
    "USAGE",
    `${shown.length} messages make ${text.length} characters, and Mermaid draws ${LIMIT}: choose some with --agent, --role, --kind or --seq`,
  );
}

/** Whatever could be syntax as an entity code of Mermaid. */
function escaped(text: string): string {
  return text.replaceAll(/[^\w ./-]/gu, (character) => `#${character.codePointAt(0)};`);
}
