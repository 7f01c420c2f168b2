/** Methods of strings that are given places in it or lengths: `substring`, `take`, `padLeft`. */
import type { StringValue, Value } from "../model.ts";
import { failure, LONGEST, text } from "../value.ts";
import { amountOf, madeText, textOf, type TextMethod, type TextMethods } from "./context.ts";

const LONGEST_PADDED = 10_000;

export const placeMethods: TextMethods = [
  ["substring", substring],
  ["subSequence", substring],
  ["take", counted((value, count) => value.slice(0, Math.max(0, count)))],
  ["drop", counted((value, count) => value.slice(Math.max(0, count)))],
  ["takeRight", counted((value, count) => (count <= 0 ? "" : value.slice(-count)))],
  ["dropRight", counted((value, count) => (count <= 0 ? value : value.slice(0, -count)))],
  [
    "repeat",
    counted((value, count) => (!(count >= 0) || !(count * value.length <= LONGEST) ? undefined : value.repeat(count))),
  ],
  [
    "charAt",
    (self, [first]) => {
      const place = amountOf(first);
      return place === undefined || place < 0 ? undefined : letterAt(self, place);
    },
  ],
  [
    "getAt",
    (self, [first]) => {
      const place = amountOf(first);
      return place === undefined || !Number.isInteger(place) ? undefined : letterAt(self, place);
    },
  ],
  ["padLeft", padded((value, length, pad) => value.padStart(length, pad))],
  ["padRight", padded((value, length, pad) => value.padEnd(length, pad))],
];

function counted(change: (value: string, count: number) => string | undefined): TextMethod {
  return (self, [first], context) => {
    const count = amountOf(first);
    const result = count === undefined ? undefined : change(self.value, count);
    return result === undefined ? undefined : madeText(result, self.from, context);
  };
}

function padded(pad: (value: string, length: number, padding: string) => string): TextMethod {
  return (self, [first, second], context) => {
    const length = amountOf(first);
    const padding = second === undefined ? " " : textOf(second);
    if (length === undefined || length > LONGEST_PADDED || padding === undefined || padding === "") return undefined;
    return madeText(pad(self.value, length, padding), self.from, context);
  };
}

function substring(self: StringValue, [first, second]: readonly Value[]): Value | undefined {
  const from = amountOf(first);
  const to = second === undefined ? self.value.length : amountOf(second);
  if (from === undefined || to === undefined) return undefined;
  if (from < 0 || to > self.value.length || from > to) return failure("String index out of range");
  return text(self.value.slice(from, to), self.from);
}

function letterAt(self: StringValue, place: number): Value {
  const letter = self.value.at(place);
  return letter === undefined ? failure("String index out of range") : text(letter, self.from);
}
