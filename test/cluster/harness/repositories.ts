import path from "node:path";
import { plant, type Files } from "../../cli/harness/repositories.ts";

const NOUNS = ["order", "ledger", "parcel", "ticket", "sensor", "recipe", "garden", "signal"];
const VERBS = ["merge", "split", "weigh", "rank", "trace", "store"];

/** A small package whose files need each other; the same for the same number. */
function project(number: number): Files {
  const noun = NOUNS[number % NOUNS.length] ?? "thing";
  const files: Record<string, string> = {
    "README.md": `# ${noun}s\n\nKeeps ${noun}s in order, number ${number}.\n`,
    "package.json": `{ "name": "${noun}-${number}", "license": "MIT", "type": "module" }\n`,
  };
  const verbs = VERBS.slice(0, 3 + (number % 3));
  for (const [index, verb] of verbs.entries()) {
    const before = verbs[index - 1];
    const name = `${verb}${noun[0]?.toUpperCase()}${noun.slice(1)}`;
    const imported =
      before === undefined ? "" : `import { ${before}All } from "./${before}.js";\n\n`;
    const first = before === undefined ? "items" : `${before}All(items)`;
    files[`src/${verb}.js`] = `${imported}/** Can ${verb} one ${noun}. */
export function ${name}(item, limit = ${10 + number}) {
  if (item.count > limit) throw new RangeError("too many: " + item.count);
  return { ...item, count: item.count + ${index + 1} };
}

/** Does the same with all of them. */
export function ${verb}All(items) {
  const ${noun}s = ${first};
  return ${noun}s.map((item) => ${name}(item)).filter((item) => item.count > 0);
}
`;
  }
  return files;
}

/** Plants so many small repositories below a directory; returns their paths. */
export function plantProjects(directory: string, count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, (_, number) =>
      plant(path.join(directory, `project-${number}`), project(number)),
    ),
  );
}
