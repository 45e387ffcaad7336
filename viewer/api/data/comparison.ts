import type { ComparedFile, ComparisonAnswer, SessionAnswer } from "../../contracts/index.ts";
import { fileAnswer, readProgress, runAnswer } from "../run.ts";
import type { ViewTarget } from "../target.ts";

/** A run beside another one: sessions of the same name, and files of the same path in them. */
export async function comparisonAnswer(
  left: ViewTarget,
  right: ViewTarget,
): Promise<ComparisonAnswer> {
  const [leftRun, rightRun, leftFiles, rightFiles] = await Promise.all([
    runAnswer(left),
    runAnswer(right),
    filesOf(left),
    filesOf(right),
  ]);
  const pairs = pairsOf(leftRun.sessions, rightRun.sessions);
  const files: ComparedFile[] = [];
  let [leftOnly, rightOnly] = [0, 0];
  for (const { left: one, right: other } of pairs) {
    const ofLeft = (one && leftFiles.get(one.session)) ?? new Map();
    const ofRight = (other && rightFiles.get(other.session)) ?? new Map();
    for (const [path, file] of ofLeft) {
      const same = ofRight.get(path);
      if (same && one) files.push({ session: one.session, path, left: file, right: same });
      else leftOnly += 1;
    }
    for (const path of ofRight.keys()) if (!ofLeft.has(path)) rightOnly += 1;
  }
  return {
    left: leftRun,
    right: rightRun,
    sessions: pairs,
    files,
    left_only: leftOnly,
    right_only: rightOnly,
  };
}

async function filesOf(
  target: ViewTarget,
): Promise<Map<string, Map<string, ReturnType<typeof fileAnswer>>>> {
  const { sessions } = await readProgress(target);
  return new Map(
    sessions.map(({ session, files }) => [
      session,
      new Map(files.map((file) => [file.path, fileAnswer(file)])),
    ]),
  );
}

/** Sessions of one name belong together; where the names differ, those of one repository. */
function pairsOf(
  left: readonly SessionAnswer[],
  right: readonly SessionAnswer[],
): ComparisonAnswer["sessions"] {
  const open = new Map(right.map((entry) => [entry.session, entry]));
  const byRepository = new Map(right.map((entry) => [nameOf(entry), entry.session]));
  const pairs = left.map((entry) => {
    const session = open.has(entry.session)
      ? entry.session
      : (byRepository.get(nameOf(entry)) ?? "");
    const other = open.get(session);
    open.delete(session);
    return { name: nameOf(entry), left: entry, ...(other ? { right: other } : {}) };
  });
  return [...pairs, ...[...open.values()].map((entry) => ({ name: nameOf(entry), right: entry }))];
}

/** The last part of a repository's path or URL: two runs may have looked at copies. */
function nameOf({ repository, session }: SessionAnswer): string {
  return repository.split(/[/\\]/).findLast((part) => part !== "") ?? session;
}
