/** Methods of strings that are given another one to look for or to compare with. */
import { compareText } from "../comparison.ts";
import { affordsSearch, LONGEST, text, truth, whole } from "../value.ts";
import type { StringValue, Value } from "../model.ts";
import { madeText, textOf, type MethodCallContext, type TextMethod, type TextMethods } from "./context.ts";

export const searchMethods: TextMethods = [
  ["contains", asks((value, wanted) => value.includes(wanted))],
  ["containsIgnoreCase", asks((value, wanted) => value.toLowerCase().includes(wanted.toLowerCase()))],
  ["startsWith", asks((value, wanted) => value.startsWith(wanted))],
  ["endsWith", asks((value, wanted) => value.endsWith(wanted))],
  ["startsWithIgnoreCase", asks((value, wanted) => value.toLowerCase().startsWith(wanted.toLowerCase()))],
  ["endsWithIgnoreCase", asks((value, wanted) => value.toLowerCase().endsWith(wanted.toLowerCase()))],
  ["equalsIgnoreCase", asks((value, wanted) => value.toLowerCase() === wanted.toLowerCase())],
  ["compareTo", counts(compareText)],
  ["indexOf", counts((value, wanted) => value.indexOf(wanted))],
  ["lastIndexOf", counts((value, wanted) => value.lastIndexOf(wanted))],
  ["count", counts(countOf)],
  ["takeBefore", cuts((value, _, at) => (at === -1 ? "" : value.slice(0, at)))],
  ["takeAfter", cuts((value, wanted, at) => (at === -1 ? "" : value.slice(at + wanted.length)))],
  ["replace", replace],
];

/** With a second argument these start somewhere else, which is not followed. */
function searching(search: (self: StringValue, wanted: string) => Value): TextMethod {
  return (self, [first, second], { run }) => {
    const wanted = textOf(first);
    if (wanted === undefined || second !== undefined || !affordsSearch(self.value, wanted, run.meter)) return undefined;
    return search(self, wanted);
  };
}

function asks(ask: (value: string, wanted: string) => boolean): TextMethod {
  return searching((self, wanted) => truth(ask(self.value, wanted)));
}

function counts(count: (value: string, wanted: string) => number): TextMethod {
  return searching((self, wanted) => whole(count(self.value, wanted)));
}

/** `at`: where the wanted text stands, or -1. */
function cuts(cut: (value: string, wanted: string, at: number) => string): TextMethod {
  return searching((self, wanted) => text(cut(self.value, wanted, self.value.indexOf(wanted)), self.from));
}

function replace(self: StringValue, [first, second]: readonly Value[], context: MethodCallContext): Value | undefined {
  const wanted = textOf(first);
  const replacement = textOf(second);
  if (wanted === undefined || replacement === undefined) return undefined;
  if (self.value.length * (replacement.length + 1) > LONGEST * 10) return undefined;
  if (!affordsSearch(self.value, wanted, context.run.meter)) return undefined;
  return madeText(
    self.value.replaceAll(wanted, () => replacement),
    self.from,
    context,
  );
}

/** Overlapping ones too, and an empty text is found in front of every letter and at the end. */
function countOf(value: string, wanted: string): number {
  let count = 0;
  for (let at = value.indexOf(wanted); at !== -1 && at <= value.length; count += 1) {
    at = at === value.length ? -1 : value.indexOf(wanted, at + 1);
  }
  return count;
}
