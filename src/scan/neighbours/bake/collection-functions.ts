/** Functions of bake on lists and maps. */
import { combinationsOf } from "../../kit/matrix.ts";
import { text } from "./text-functions.ts";
import {
  type BakeValue,
  isEqual,
  isNull,
  type List,
  list,
  type Mapping,
  mapping,
  ONLY_BAKE,
  Refused,
  scalar,
  toNumber,
} from "./values.ts";

export const COLLECTION_FUNCTIONS: Readonly<Record<string, (...args: BakeValue[]) => BakeValue>> = {
  length: (value) => scalar(value?.kind === "list" ? value.items.length : entries(value).size),
  concat: (...lists) => list(lists.flatMap((one) => items(one))),
  flatten: (value) => list(flattened(items(value))),
  reverselist: (value) => list(items(value).toReversed()),
  distinct: (value) => {
    const all = items(value);
    // Each is compared with each.
    if (all.length > MOST_COMPARED) return ONLY_BAKE;
    return list(all.filter((one, at) => all.findIndex((other) => isEqual(one, other)) === at));
  },
  sort: (value) => list(items(value).toSorted((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0))),
  compact: (value) => list(items(value).filter((one) => text(one) !== "")),
  contains: (value, wanted) => scalar(items(value).some((one) => isEqual(one, wanted))),
  indexof: (value, wanted) => {
    const at = items(value).findIndex((one) => isEqual(one, wanted));
    if (at === -1) throw new Refused();
    return scalar(at);
  },
  element: (value, index) => {
    const all = items(value);
    const at = toNumber(index) % all.length;
    return found(all.at(at));
  },
  index: (value, key) => found(value?.kind === "map" ? value.entries.get(text(key)) : items(value)[toNumber(key)]),
  hasindex: (value, key) => {
    if (value?.kind === "map") return scalar(value.entries.has(text(key)));
    return scalar(items(value)[toNumber(key)] !== undefined);
  },
  slice: (value, start, end) => {
    const all = items(value);
    const [from, to] = [toNumber(start), toNumber(end)];
    if (from < 0 || to > all.length || from > to) throw new Refused();
    return list(all.slice(from, to));
  },
  coalescelist: (...lists) => found(lists.find((one) => items(one).length > 0)),
  lookup: (value, key, otherwise) => found(entries(value).get(text(key)) ?? otherwise),
  keys: (value) => list([...entries(value).keys()].map((key) => scalar(key))),
  values: (value) => list([...entries(value).values()]),
  merge: (...maps) => mapping(maps.filter((one) => !isNull(one)).flatMap((one) => [...entries(one)])),
  zipmap: (keys, values) => {
    const all = items(values);
    if (items(keys).length !== all.length) throw new Refused();
    return mapping(items(keys).map((key, at) => [text(key), all[at]!] as const));
  },
  range: (...limits) => {
    const [first = 0, second, third] = limits.map(toNumber);
    const [from, to] = second === undefined ? [0, first] : [first, second];
    const step = third ?? (from > to ? -1 : 1);
    const count = to === from ? 0 : Math.ceil((to - from) / step);
    return count < 0 || count > 1024
      ? refuse()
      : list(Array.from({ length: count }, (_, at) => scalar(from + at * step)));
  },
  setproduct: (...lists) => {
    const named = lists.map((one, at) => [String(at), items(one)] as const);
    const product = combinationsOf(named, MOST_PRODUCTS + 1);
    if (product.length > MOST_PRODUCTS) return ONLY_BAKE;
    return list(product.map((combination) => list([...combination.values()])));
  },
};

const MOST_PRODUCTS = 1000;
const MOST_COMPARED = 256;

function refuse(): never {
  throw new Refused();
}

function found(value: BakeValue | undefined): BakeValue {
  return value ?? refuse();
}

function items(value: BakeValue | undefined): List["items"] {
  return value?.kind === "list" ? value.items : refuse();
}

function entries(value: BakeValue | undefined): Mapping["entries"] {
  return value?.kind === "map" ? value.entries : refuse();
}

function flattened(values: readonly BakeValue[]): readonly BakeValue[] {
  return values.flatMap((value) => (value.kind === "list" ? flattened(value.items) : [value]));
}
