import { createParserPool, languages } from "../../graph/index.ts";
import { attempt, type Check } from "./check.ts";

/** Whether the parser, every grammar and what is asked of its trees load and work. */
export function checkGrammars(): Promise<Check> {
  const todo = "install Hindcast again; its packages are not complete";
  return attempt("grammars", todo, async () => {
    const names = languages.flatMap(({ grammars }) => grammars.map(({ name }) => name));
    // In this thread, since whatever goes wrong in a thread of the pool counts as the file's fault.
    const pool = createParserPool(0);
    const records = await pool.parse(names.map((grammar) => ({ grammar, text: "\n" })));
    await pool.close();
    const broken = names.filter((_name, index) => records[index]?.failure !== undefined);
    if (broken.length > 0) throw new Error(`${broken.join(", ")} cannot parse an empty file`);
    const detail = `${names.length} grammars of ${languages.length} languages load and parse`;
    return { status: "ok", detail };
  });
}
