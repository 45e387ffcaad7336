import { run } from "../cli/harness/command.ts";
import { counter, plant } from "../cli/harness/repositories.ts";

/** A name and a text that would be code if a page took them for it. */
export const HOSTILE_NAME = "<img src=x onerror=alert(1)>.js";
const HOSTILE_TEXT = `// </script><script>alert(2)</script> <b>bold</b>
const access = "user\u202E // \u2066admin";
export const page = "<style>body{display:none}</style>";
`;

/** Makes a run of a small repository with hostile names and texts in it; returns its output directory. */
export async function smallRun(repository: string, out: string): Promise<string> {
  await plant(repository, { ...counter, [HOSTILE_NAME]: HOSTILE_TEXT });
  const { code, stderr } = await run(["run", repository, "--out", out, "--evaluations", "6"]);
  if (code !== 0) throw new Error(stderr);
  return out;
}
