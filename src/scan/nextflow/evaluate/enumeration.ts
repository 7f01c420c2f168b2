/** Enumerations of scripts: their class, and their constants. */
import type { TypeDeclaration } from "../syntax/tree.ts";
import type { ObjectValue, Value } from "./model.ts";
import { failure, list, shown, text, truth, whole } from "./value.ts";

/** The class of `enum NAME { A, B }`: its constants, `values()` and `valueOf(…)`; the same for the same declaration. */
export function enumeration(declaration: TypeDeclaration): ObjectValue {
  let known = classes.get(declaration);
  if (known === undefined) classes.set(declaration, (known = classOf(declaration)));
  return known;
}

const classes = new WeakMap<TypeDeclaration, ObjectValue>();

function classOf({ name: { name }, constants }: TypeDeclaration): ObjectValue {
  const items: ObjectValue[] = [];
  for (const [ordinal, constant] of constants.entries()) items.push(constantOf(name, constant.name, ordinal, items));
  const find = (wanted: string | undefined): Value | undefined =>
    items.find(({ constant }) => constant?.text === wanted);
  return {
    kind: "object",
    name,
    get: (property) => find(property) ?? failure(`No such property: ${property} for class: ${name}`),
    call(method, args) {
      if (method === "values" && args.length === 0) return { ...list([...items]), shape: "array" };
      const [first] = args;
      if (method !== "valueOf" || first === undefined || args.length > 1) return undefined;
      return find(shown(first)) ?? failure(`No enum constant ${name}.${shown(first) ?? ""}`);
    },
  };
}

/** @param items All constants of the class, this one among them. */
function constantOf(type: string, name: string, ordinal: number, items: readonly ObjectValue[]): ObjectValue {
  return {
    kind: "object",
    name: `${type}.${name}`,
    constant: { type, text: name, ordinal },
    get: (property) => failure(`No such property: ${property} for class: ${type}`),
    call(method, args) {
      const own = items[ordinal]!;
      switch (`${method}(${args.length})`) {
        case "name(0)":
        case "toString(0)":
          return text(name);
        case "ordinal(0)":
          return whole(ordinal);
        case "equals(1)":
          return truth(args[0] === own);
        case "next(0)":
          return items[(ordinal + 1) % items.length]!;
        case "previous(0)":
          return items.at(ordinal - 1)!;
        default:
          return undefined;
      }
    },
  };
}
