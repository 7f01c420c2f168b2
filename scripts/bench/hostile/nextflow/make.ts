/** What hostile Nextflow repositories are made of. */

export type Files = Readonly<Record<string, string>>;
export const many = 10_000;

export const lines = (count: number, line: (number: number) => string): string =>
  Array.from({ length: count }, (_, number) => `${line(number)}\n`).join("");

export const filesOf = (count: number, path: (number: number) => string, text: (number: number) => string): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [path(number), text(number)]));

export const task = "process FOO {\n  container 'x:1'\n  script: 'true'\n}\n";
export const pipeline: Files = { "main.nf": `${task}workflow { FOO() }\n` };

/** A pipeline of one process with this configuration. */
export const configured = (config: string, more: Files = {}): Files => ({
  ...pipeline,
  "nextflow.config": `docker.enabled = true\n${config}\n`,
  ...more,
});

/** A pipeline of one process whose container is what a closure comes to. */
export const computing = (body: string): Files => ({
  "main.nf": `process FOO {\n  container { ${body} }\n  script: 'true'\n}\nworkflow { FOO() }\n`,
  "nextflow.config": "docker.enabled = true\n",
});

/** A script at whose top this stands, above a process that uses `x`. */
export const scripted = (top: string, more: Files = {}): Files => ({
  "main.nf": `${top}\nprocess FOO {\n  container "\${x}"\n  script: 'true'\n}\nworkflow { FOO() }\n`,
  "nextflow.config": "docker.enabled = true\n",
  ...more,
});

export const nested = (words: readonly string[], inner = ""): string =>
  `${words.map((word) => `${word} { `).join("")}${inner}${" }".repeat(words.length)}`;

export const repeated = (word: string, count: number): readonly string[] => Array.from({ length: count }, () => word);

export const doubling = (count: number, text: (next: string) => string): Files =>
  filesOf(
    count,
    (number) => `c${number}.config`,
    (number) => (number < count - 1 ? text(`c${number + 1}.config`) : ""),
  );

export const chained = (count: number): Files =>
  filesOf(
    count,
    (n) => `c${n}.config`,
    (n) => (n < count - 1 ? `includeConfig 'c${n + 1}.config'\n` : ""),
  );

export const scripts = (count: number, text: (next: number, own: number) => string, last = task): Files =>
  filesOf(
    count,
    (n) => `m${n}.nf`,
    (n) => (n < count - 1 ? text(n + 1, n) : last),
  );
