import { importsCommand } from "./imports/index.ts";
import { languagesCommand } from "./languages/index.ts";
import { orderCommand } from "./order.ts";
import { outlinesCommand } from "./outlines.ts";
import { symbolsCommand } from "./symbols.ts";
import { thoughtsCommand } from "./thoughts/index.ts";

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<string>>> = {
  imports: importsCommand,
  languages: languagesCommand,
  order: orderCommand,
  outlines: outlinesCommand,
  symbols: symbolsCommand,
  thoughts: thoughtsCommand,
};

const [name = "", ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  process.stderr.write(`usage: main.js ${Object.keys(commands).join("|")} ...\n`);
  process.exitCode = 2;
} else process.stdout.write(await command(args));
