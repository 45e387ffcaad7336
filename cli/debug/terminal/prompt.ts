/** Longer lines are not typed. */
const LIMIT = 1000;

/** One line that is being typed. */
export class InputLine {
  readonly label: string;
  text: string;
  /** Called with the line once it is entered. */
  readonly accept: (text: string) => void;

  constructor(label: string, start: string, accept: (text: string) => void) {
    this.label = label;
    this.text = start;
    this.accept = accept;
  }

  /** Takes a key. Returns the line once it is entered, null once it is given up. */
  press(key: string): string | null | undefined {
    if (key === "return" || key === "enter") return this.text.trim();
    if (key === "escape" || key === "^c") return null;
    if (key === "backspace") this.text = Array.from(this.text).slice(0, -1).join("");
    else if (key === "^u") this.text = "";
    else if (
      Array.from(key).length === 1 &&
      key >= " " &&
      key !== "\u007F" &&
      this.text.length < LIMIT
    ) {
      this.text += key;
    }
    return undefined;
  }
}
