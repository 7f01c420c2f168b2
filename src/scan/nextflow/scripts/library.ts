/** The Groovy classes beside the scripts. */
import { evaluate, invoke } from "../evaluate/expressions.ts";
import { enumeration } from "../evaluate/enumeration.ts";
import type { Scope, Value } from "../evaluate/model.ts";
import { startPlain, type RunStart } from "../config/start.ts";
import { unknown } from "../evaluate/value.ts";
import { join } from "../files/paths.ts";
import type { Sources } from "../files/sources.ts";
import { parseScript } from "../syntax/parse.ts";
import type { FunctionDefinition } from "../syntax/tree.ts";
import { sourceText } from "../../../text/source-text.ts";

/** Classes in `lib/`, whose static methods every script of the project can call. */
export type Library = (name: string) => Value | undefined;

export function openLibrary(sources: Sources, projectDir: string, start: RunStart): Library {
  const classes = new Map<string, Value | undefined>();
  return (name) => {
    if (!/^[A-Z]\w*$/.test(name)) return undefined;
    if (!classes.has(name)) classes.set(name, readClass(sources, join(projectDir, `lib/${name}.groovy`)!, name, start));
    return classes.get(name);
  };
}

function readClass(sources: Sources, path: string, name: string, { dialect, budget }: RunStart): Value | undefined {
  const text = sources.exists(path) ? sources.tree.read(path) : undefined;
  if (text === undefined) return undefined;
  const members = membersOf(text, name);
  if (members === undefined) return readEnumeration(text, name);
  const functions = new Map<string, FunctionDefinition[]>();
  const fields = new Map<string, Value>();
  const self: Value = {
    kind: "object",
    name,
    get: (field) =>
      fields.get(field) ?? unknown("unsupported-expression", `${name}.${field} is not understood.`, `${name}.${field}`),
    call(method, args, run) {
      const found = functions.get(method)?.find(({ parameters }) => {
        const required = parameters.filter(({ defaultValue }) => defaultValue === undefined).length;
        return required <= args.length && args.length <= parameters.length;
      });
      return found === undefined ? undefined : invoke({ kind: "function", node: found, scope }, args, run);
    },
  };
  const scope: Scope = {
    source: sourceText(path, text),
    lookup: (variable) => (variable === name ? self : fields.get(variable)),
    callable(method) {
      const [node] = functions.get(method) ?? [];
      return node === undefined ? undefined : { kind: "function", node, scope };
    },
    assign: () => false,
  };
  for (const declaration of parseScript(members).script.declarations) {
    if (declaration.kind === "function") {
      const before = functions.get(declaration.name.name) ?? [];
      functions.set(declaration.name.name, [...before, declaration]);
    } else if (declaration.kind === "definition" && declaration.value !== undefined) {
      const run = startPlain({ dialect, env: {}, given: new Set(), budget });
      fields.set(declaration.names[0]!.name, evaluate(declaration.value, scope, run));
    } else if (declaration.kind === "enum" && declaration.constants.length > 0) {
      fields.set(declaration.name.name, enumeration(declaration));
    }
  }
  return self;
}

/** `lib/NAME.groovy` with an enumeration. */
function readEnumeration(text: string, name: string): Value | undefined {
  const found = parseScript(text).script.declarations.find((one) => one.kind === "enum" && one.name.name === name);
  return found?.kind === "enum" && found.constants.length > 0 ? enumeration(found) : undefined;
}

function blank(part: string): string {
  return part.replace(/[^\n]/g, " ");
}

/** The body of a class as a script of the same length, so that offsets stay those of the file. */
function membersOf(text: string, name: string): string | undefined {
  const head = new RegExp(`\\bclass\\s+${name}\\b[^{]{0,500}\\{`).exec(text);
  if (head === null) return undefined;
  const start = head.index + head[0].length;
  const end = text.lastIndexOf("}");
  if (end < start) return undefined;
  const body = text
    .slice(start, end)
    .replace(/^([ \t]*)((?:@\w+[ \t]*|public |private |protected |static |final |synchronized )+)/gm, (line) =>
      blank(line),
    )
    .replace(/;[ \t]*(?:static|final)[ \t]/g, (part) => `;${" ".repeat(part.length - 1)}`);
  return blank(text.slice(0, start)) + body + blank(text.slice(end));
}
