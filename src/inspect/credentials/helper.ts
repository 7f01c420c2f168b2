/** Credential helpers: the programs that docker asks for a login. */
import { type ChildProcess, spawn } from "node:child_process";
import { dirname } from "node:path";
import { object, text } from "../../text/json.ts";
import { oneLine } from "../../text/foreign.ts";
import { type Login, loginOf } from "./docker-config.ts";
import type { Programs } from "./program.ts";

export type HelperAnswer = { readonly login: Login } | { readonly none: true } | { readonly problem: string };

/** Bytes. */
const MAX_OUTPUT = 64 * 1024;

/**
 * Asks `docker-credential-<name> get` for one server: the server on standard input, JSON on standard output, and its
 * errors on standard output too. No shell; a helper that does not end within `timeout` milliseconds is ended, and none
 * outlives this process.
 */
export function askHelper(
  name: string,
  server: string,
  options: { readonly programs: Programs; readonly timeout: number },
): Promise<HelperAnswer> {
  const program = `docker-credential-${name}`;
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name)) {
    return Promise.resolve({
      problem: `The credential helper ${JSON.stringify(name.slice(0, 64))} has no usable name.`,
    });
  }
  const found = options.programs.find(program);
  if ("problem" in found) return Promise.resolve({ problem: `${program} ${found.problem}.` });
  return new Promise((resolve) => {
    const child = spawn(found.path, ["get"], {
      env: found.env,
      // Not the checkout: some programs load what lies beside them or in the current folder.
      cwd: dirname(found.path),
      stdio: ["pipe", "pipe", "ignore"],
      // A process group of its own, so that what the helper started ends with it.
      detached: process.platform !== "win32",
    });
    let output = "";
    const timer = setTimeout(
      () => finish({ problem: `${program} did not answer within ${options.timeout / 1000} s.` }),
      options.timeout,
    );
    // A run that is cancelled does not wait for it.
    const atExit = (): void => end(child);
    process.once("exit", atExit);
    const finish = (answer: HelperAnswer): void => {
      clearTimeout(timer);
      process.off("exit", atExit);
      end(child);
      child.stdout.destroy();
      resolve(answer);
    };
    child.on("error", () => finish({ problem: `${program} could not be started.` }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(server);
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text: string) => {
      output += text;
      if (output.length > MAX_OUTPUT) finish({ problem: `${program} said too much.` });
    });
    child.on("close", (code) => finish(code === 0 ? readLogin(program, output) : readRefusal(program, output)));
  });
}

function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill();
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}

function readLogin(program: string, output: string): HelperAnswer {
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch {
    return { problem: `${program} did not answer in JSON.` };
  }
  const username = text(object(value)?.["Username"]);
  const secret = text(object(value)?.["Secret"]);
  if (username === undefined || secret === undefined) return { problem: `${program} gave no user and secret.` };
  return username === "" || secret === "" ? { none: true } : { login: loginOf(username, secret) };
}

function readRefusal(program: string, output: string): HelperAnswer {
  const said = output.trim();
  if (said === "credentials not found in native keychain") return { none: true };
  return { problem: `${program} failed${said === "" ? "" : `: ${oneLine(said, 120)}`}.` };
}
