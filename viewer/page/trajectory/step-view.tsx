import { Gain, gainText } from "../figures/index.ts";
import { refine } from "../shell/index.ts";
import { Code, Diff, Plain } from "../text/index.ts";
import type { NumberedStep } from "./filter.ts";
import { NamedText } from "./named-text.tsx";
import { SurpriseCode } from "./surprise-code.tsx";
import { Violations } from "./violations.tsx";
import type { Definitions } from "./definitions.ts";

interface StepProps {
  readonly entry: NumberedStep;
  readonly find: string;
  readonly written: ReadonlyMap<string, string>;
  readonly session: string;
  readonly definitions: Definitions;
  readonly current: boolean;
  readonly open: boolean;
  readonly compare: boolean;
  readonly onOpen: () => void;
  readonly onCompare: () => void;
}

/** One step; how its edge is drawn says whether it is trained on, and so does a word. */
export function StepView(props: StepProps) {
  const { number, step } = props.entry;
  const trained = step.trained ? "trained" : "masked";
  const classes = ["step", `step-${step.kind}`, trained, props.current ? "step-current" : ""];
  return (
    <article class={classes.join(" ")} aria-label={`Step ${number}`}>
      <header>
        <button
          type="button"
          class="anchor"
          aria-label={`Address of step ${number}`}
          onClick={() => refine({ step: String(number), file: undefined })}
        >
          {number}
        </button>
        <Title {...props} />
        <span class="mask-word">{trained}</span>
      </header>
      <Body {...props} />
    </article>
  );
}

function Title({ entry: { step }, compare, onCompare }: StepProps) {
  if (step.kind === "think") {
    return (
      <>
        <span class="verb">think</span>
        <span class="purpose">{step.purpose}</span>
        {step.candidates > 0 && <span class="aside">{step.candidates} candidates tried</span>}
        {step.first !== undefined && (
          <button type="button" class="quiet" aria-pressed={compare} onClick={onCompare}>
            {compare ? "Read" : "Compare with the first"}
          </button>
        )}
      </>
    );
  }
  if (step.kind === "delegate") {
    return (
      <>
        <h2 class="mono">
          <Plain text={step.file} />
        </h2>
        {step.gain && <Gain gain={step.gain} />}
        {step.gain && <span class="number">{gainText(step.gain)} nats a token</span>}
      </>
    );
  }
  return (
    <>
      <span class="verb">{step.kind === "observe" ? "observe" : `${step.kind}_file`}</span>
      <span class="mono">
        <Plain text={step.path} />
      </span>
    </>
  );
}

function Body(props: StepProps) {
  const { find, written, open, compare, onOpen, session, definitions } = props;
  const { step } = props.entry;
  const folding = { find, open, onOpen };
  if (step.kind === "write") {
    return <SurpriseCode session={session} path={step.path} text={step.text} {...folding} />;
  }
  if (step.kind === "observe") {
    const text = step.text ?? written.get(step.path) ?? "";
    const found = find !== "" && step.text?.toLowerCase().includes(find.toLowerCase());
    if (open || found) return <Code text={text} label={`Observed: ${step.path}`} {...folding} />;
    return (
      <button type="button" class="quiet" aria-expanded={false} onClick={onOpen}>
        Show what was observed, {text.split("\n").length.toLocaleString("en")} lines
      </button>
    );
  }
  if (compare && step.kind === "think" && step.first !== undefined) {
    return <Diff before={step.first} after={step.text} />;
  }
  return (
    <>
      <p class="prose">
        {step.kind === "think" && find === "" ? (
          <NamedText text={step.text} definitions={definitions} session={session} />
        ) : (
          <Plain text={step.text} find={find} />
        )}
      </p>
      {step.kind === "delegate" && <Violations violations={step.violations} />}
    </>
  );
}
