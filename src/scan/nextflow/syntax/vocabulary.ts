/** The names that Nextflow itself gives to scripts: variables, functions, channel operators, directives. */

/** What every script sees, by name (`ScriptDsl`, `ProcessDsl`, `WorkflowDsl` of nf-lang). */
export const EVERYWHERE =
  "args baseDir channel launchDir log moduleDir nextflow params projectDir secrets workDir workflow".split(" ");
/** Operators can stand in a pipe: `channel | flatten`. */
export const CHANNEL_OPERATORS = (
  "branch buffer collate collect collectFile combine concat count cross distinct filter first flatMap flatten groupTuple " +
  "ifEmpty join last map max merge min mix multiMap randomSample reduce set splitCsv splitFasta splitFastq splitText subscribe " +
  "sum take toList toSortedList transpose unique until view"
).split(" ");
export const DIRECTIVES = new Set(
  (
    "accelerator afterScript arch array beforeScript cache clusterOptions conda container containerOptions cpus debug disk " +
    "errorStrategy executor ext fair hints label machineType maxErrors maxForks maxRetries maxSubmitAwait memory module penv pod " +
    "publishDir queue resourceLabels resourceLimits scratch secret shell spack stageInMode stageOutMode storeDir tag time"
  ).split(" "),
);
/** Functions that every script sees, and what declares inputs and outputs. */
export const FUNCTIONS = new Set([
  ...CHANNEL_OPERATORS,
  ...(
    "branchCriteria each env error eval exit file files groupKey multiMapCriteria path print printf println record sendMail sleep " +
    "stageAs stdin stdout template tuple val"
  ).split(" "),
]);
/** First parts of the full names of classes: `java.util.Date`. */
export const PACKAGES = new Set(["com", "groovy", "groovyx", "io", "java", "javax", "nextflow", "org"]);
/** Types that need no import and do not look like one. */
const CLASSES = new Set("URI URL UUID boolean char byte short int long float double".split(" "));

export function isCapitalised(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

export function isClass(name: string): boolean {
  return (isCapitalised(name) && /\p{Ll}/u.test(name)) || CLASSES.has(name);
}
