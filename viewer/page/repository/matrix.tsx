import { useEffect, useRef } from "preact/hooks";
import type { GraphAnswer } from "../../contracts/index.ts";

const SIZE = 280;

/**
 * Every import as a dot: row is the file that imports, column the file that is imported. In
 * dependency order all dots are left of the diagonal, but for those of cycles.
 */
export function Matrix({
  graph,
  chosen,
}: {
  readonly graph: GraphAnswer;
  readonly chosen: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const redraw = (): void => draw(canvas.current, graph, chosen);
    redraw();
    scheme.addEventListener("change", redraw);
    return () => scheme.removeEventListener("change", redraw);
  }, [graph, chosen]);
  const imports = graph.files.reduce((sum, file) => sum + file.imports.length, 0);
  const ahead = graph.files.reduce(
    (sum, file, place) => sum + file.imports.filter((to) => to > place).length,
    0,
  );
  const told = `${imports} imports, ${ahead} of them of a file that is written later`;
  return (
    <figure class="matrix">
      <canvas ref={canvas} width={SIZE * 2} height={SIZE * 2} role="img" aria-label={told} />
      <figcaption>{told}. Row: the file that imports. Column: the imported file.</figcaption>
    </figure>
  );
}

function draw(canvas: HTMLCanvasElement | null, { files }: GraphAnswer, chosen: number): void {
  const pen = canvas?.getContext("2d");
  if (!canvas || !pen) return;
  const colours = getComputedStyle(canvas);
  const colour = (name: string): string => colours.getPropertyValue(name);
  const side = canvas.width;
  const cell = side / Math.max(files.length, 1);
  const dot = Math.max(cell, 3);
  pen.fillStyle = colour("--raised");
  pen.fillRect(0, 0, side, side);
  pen.fillStyle = colour("--accent-soft");
  pen.fillRect(0, chosen * cell, side, dot);
  pen.fillRect(chosen * cell, 0, dot, side);
  pen.strokeStyle = colour("--line");
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(side, side);
  pen.stroke();
  for (const [place, { imports }] of files.entries()) {
    for (const to of imports) {
      pen.fillStyle = colour(to > place ? "--removed" : "--accent");
      pen.fillRect(to * cell, place * cell, dot, dot);
    }
  }
}
