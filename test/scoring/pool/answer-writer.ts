import { AnswerFile } from "../../../scoring/pool/answers/answer-file.ts";

// Writes answers for ever and says which are written, until somebody kills it.
const file = await AnswerFile.open(process.argv[2] ?? "", "killed", 2 ** 24);
for (let n = 0; ; n += 1) {
  const values = Float64Array.from({ length: 200 }, (_, i) => -(n + i) / 7);
  file.put(String(n).padEnd(32, "\u00ff"), values);
  await file.written();
  process.stdout.write(`${n}\n`);
}
