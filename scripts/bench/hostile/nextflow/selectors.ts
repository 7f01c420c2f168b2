/** Many selectors for many processes, each of which has to be tried on each. */
import { lines, type Files } from "./make.ts";

const processes = (count: number, directive: (number: number) => string = () => ""): string =>
  lines(count, (n) => `process P${n} {\n  container 'x:1'\n${directive(n)}  script: 'true'\n}`);

const calls = (count: number): string => lines(count, (n) => `  P${n}()`);

const selecting = (count: number, selector: (number: number) => string): string =>
  `docker.enabled = true\nprocess {\n${lines(count, (n) => `  ${selector(n)} { container = 'y:${n}' }`)}}\n`;

/** As many processes as selectors, each process called by its own name. */
const square = (count: number, pattern: (number: number) => string): Files => ({
  "main.nf": `${processes(count)}workflow {\n${calls(count)}}\n`,
  "nextflow.config": selecting(count, (n) => `withName: '${pattern(n)}'`),
});

const within = (n: number): string => `(P|PP|.*)*${n}.*|.*:P${n}`;

export const selectors: Readonly<Record<string, Files>> = {
  "4,000 that repeat what is repeated": square(4_000, within),
  "2,000 that repeat what is repeated": square(2_000, within),
  "500 that repeat what is repeated": square(500, within),
  "2,000 of many places": square(2_000, (n) => `(.?){200}${n}x`),
  "2,000 that look ahead": square(2_000, (n) => `(?=(P|PP|.*)*${n})(P|PP|.*)*${n}.*`),
  "2,000 that give nothing back": square(2_000, (n) => `(?:(?>P|PP|.)*?)*?${n}x`),
  "2,000 that look back": square(2_000, (n) => `(.*)(.*)(.*)\\\\1\\\\2${n}x`),
  "1,500 of a thousand beginnings": square(1_500, (n) => `${"^".repeat(1_000)}P${n}`),
  "1,500 of a thousand choices": square(1_500, (n) => `(${"a|".repeat(500)}b)?P${n}`),
  "2,000 for names in a workflow in a workflow": {
    "main.nf": `${processes(2_000)}workflow W { \n${calls(2_000)}}\nworkflow V { W() }\nworkflow { V() }\n`,
    "nextflow.config": selecting(2_000, (n) => `withName: '${within(n)}'`),
  },
  "2,000 for names of 200 letters": {
    "main.nf": `${processes(2_000)}workflow ${"W".repeat(200)} { \n${calls(2_000)}}\nworkflow { ${"W".repeat(200)}() }\n`,
    "nextflow.config": selecting(2_000, (n) => `withName: '${within(n)}'`),
  },
  "2,000 for labels": {
    "main.nf": `${processes(2_000, (n) => `  label 'P${n}'\n  label 'Q${n}'\n`)}workflow {\n${calls(2_000)}}\n`,
    "nextflow.config": selecting(2_000, (n) => `withLabel: '!(P|PP|.*)*${n}x'`),
  },
  "1,000 for 1,000 labels": {
    "main.nf": `${processes(1, () => lines(1_000, (n) => `  label 'P${n}'`))}workflow { P0() }\n`,
    "nextflow.config": selecting(1_000, (n) => `withLabel: '(P|PP|.*)*${n}x'`),
  },
  "4,000 that are alike": square(4_000, () => "(P|PP|.*)*x"),
};
