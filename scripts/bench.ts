/**
 * Measures what the project promises about speed, and fails where a promise is not kept.
 *
 *   npm run bench -- start              a names-only check of the example, and `name`, against a bare `node -e 0`
 *   npm run bench -- scan DIR           a scan of DIR against merely reading the files that it reads
 *   npm run bench -- recipe DIR         what names prove of the environments beside them, of all modules of DIR
 *   npm run bench -- inspect            inspections against a bare client that sends the same requests
 *   npm run bench -- silent             images beside hosts that never answer, against the same images alone
 *   npm run bench -- judge              10,000 pulls that every rule has something to say of
 *   npm run bench -- lock DIR           the lock of a pipeline: how large, and what two nights ask of registries
 *   npm run bench -- dockerfile         the Dockerfile scanner
 *   npm run bench -- generated [NAME]   files of a megabyte against files of a quarter of it
 *   npm run bench -- hostile [NAME…]    repositories that are made to keep a scan busy
 */
export type Bench = (print: (line: string) => void, args: readonly string[]) => Promise<boolean>;

const benches: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  start: () => import("./bench/start.ts"),
  scan: () => import("./bench/scan.ts"),
  recipe: () => import("./bench/recipe.ts"),
  inspect: () => import("./bench/inspect.ts"),
  silent: () => import("./bench/silent.ts"),
  judge: () => import("./bench/judge.ts"),
  lock: () => import("./bench/lock.ts"),
  dockerfile: () => import("./bench/dockerfile.ts"),
  generated: () => import("./bench/generated.ts"),
  hostile: () => import("./bench/hostile.ts"),
};

const [name = "", ...args] = process.argv.slice(2);
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (load === undefined) {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join("|")}`);
  process.exitCode = 2;
} else {
  const { bench } = await load();
  const kept = await bench(console.log, args);
  if (!kept) process.exitCode = 1;
}
