export { Bars, bytesText, durationText, numberText } from "./chart.tsx";
export { Gain, gainText } from "./gain.tsx";
